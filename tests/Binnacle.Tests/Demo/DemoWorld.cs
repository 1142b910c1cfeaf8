using Binnacle.Demo;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Demo;

/// <summary>A database of its own with the services that make the demo organization.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private DemoWorld(TestDatabase database, ServiceProvider services) =>
        (Database, this.services) = (database, services);

    public TestDatabase Database { get; }

    public DemoOrganization Demo => services.GetRequiredService<DemoOrganization>();

    public PracticeList Practices => services.GetRequiredService<PracticeList>();

    public static async Task<DemoWorld> CreateAsync(Engine engine, DateTime now)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(new SettableClock(now));
        collection.AddSingleton(database.Choice);
        collection.AddSingleton<AppDbs>();
        collection.AddSingleton<PracticeList>();
        collection.AddSingleton<JobQueue>();
        collection.AddChecks();
        collection.AddSingleton<DemoOrganization>();
        return new(database, collection.BuildServiceProvider());
    }

    public AppDb Open() => services.GetRequiredService<AppDbs>().Open();

    public Task EnsureAsync() => Demo.EnsureAsync(new Progress<JobProgress>(), CancellationToken.None);

    public Task GenerateAsync() =>
        Demo.GenerateAsync(DemoOrganization.UsualSeed, new Progress<JobProgress>(), CancellationToken.None);

    /// <summary>One day's results, without the snapshots of the past.</summary>
    public async Task<Dictionary<(string Check, string Scope), CheckResult>> EvaluateAsync(DateOnly day)
    {
        await using var db = Open();
        var records = new CheckRecords();
        foreach (var source in services.GetServices<IRecordSource>())
            await source.LoadAsync(db, records, CancellationToken.None);
        return services
            .GetRequiredService<Evaluating>()
            .Evaluate(records, Scopes.Of(records, "Northwind Engineering"), day)
            .ToDictionary(row => (row.Check.Id, row.Scope.Key), row => row.Result);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
