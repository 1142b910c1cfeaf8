using System.Globalization;
using Binnacle.History.Tests;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Signals;
using Binnacle.Sources.Git;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Binnacle.Tests.Sources.Git;
using Microsoft.Extensions.DependencyInjection;
using static Binnacle.Tests.Sources.Git.HistoryScript;

namespace Binnacle.Tests.Platform.Commitments;

/// <summary>A real repository that is worked on while the clock moves, scanned and evaluated as every night.</summary>
internal sealed class LoopWorld : IAsyncDisposable
{
    private readonly TestRepository git = new();
    private readonly SettableClock clock;
    private bool hasHistory;

    private LoopWorld(TestServer server, SettableClock clock) => (Server, this.clock) = (server, clock);

    public TestServer Server { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LoopWorld> StartAsync(Engine engine, DateTime now)
    {
        var clock = new SettableClock(now);
        return new(await TestServer.StartAsync(engine, clock), clock);
    }

    public AppDb Open() => Server.Database.Open(clock: clock);

    public void MoveTo(DateTime moment) =>
        clock.Pass(DateTime.SpecifyKind(moment, DateTimeKind.Utc) - clock.GetUtcNow().UtcDateTime);

    /// <summary>One commit a day; of each ten so many pay debt.</summary>
    public void Work(DateOnly from, DateOnly to, int debtInTen)
    {
        var script = new HistoryScript();
        var count = 0;
        for (var day = from; day <= to; day = day.AddDays(1), count++)
        {
            var at = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var kind = count % 10 < debtInTen ? "refactor" : "feat";
            var seconds = new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero)
                .ToUnixTimeSeconds()
                .ToString(CultureInfo.InvariantCulture);
            script.Commit(
                seconds,
                $"{kind}: work of {at}",
                [],
                [Write("src/ledger.cs", $"// {at}\n")],
                count == 0 && hasHistory ? "refs/heads/main^0" : null
            );
        }
        git.Import(script.Stream);
        hasHistory = true;
    }

    public async Task ScanAndEvaluateAsync()
    {
        Repository repository;
        await using (var db = Open())
            repository = await db.AddRepositoryAsync(git.Path, Cancellation);
        var services = Server.Services;
        await services.GetRequiredService<RepositoryScan>().RunAsync(repository.Id, new Silent(), Cancellation);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await services.GetRequiredService<Evaluating>().RunAsync(today, new Silent(), Cancellation);
    }

    public Task<int> VerifyAsync() =>
        Server.Services.GetRequiredService<Verifying>().RunAsync(new Silent(), Cancellation);

    public PracticeList Practices => Server.Services.GetRequiredService<PracticeList>();

    public async Task AddMeasureAsync(
        string name,
        string unit,
        Func<DateOnly, double> value,
        DateOnly from,
        DateOnly to
    )
    {
        await using var db = Open();
        var measure = await db.DefineMeasureAsync(new(name, unit), null, Cancellation);
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
        await db.AddPointsAsync(
            measure,
            [.. days.Select(day => new MeasurePoint(day, value(day)))],
            cancellation: Cancellation
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        git.Dispose();
    }

    private sealed class Silent : IProgress<JobProgress>
    {
        void IProgress<JobProgress>.Report(JobProgress value) { }
    }
}
