using System.Net;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Intake.Past;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Outbound;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Binnacle.Tests.Sources.Events;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Binnacle.Tests.Sources.Past;

/// <summary>A source whose past is read from a double, by hand: no queue works beside the test.</summary>
internal sealed class PastRun : IAsyncDisposable
{
    public static readonly DateTime Now = new(2026, 3, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly TestDatabase database;
    private readonly ApiDouble api;
    private readonly SealedSecret secrets = new(new EphemeralDataProtectionProvider());
    private readonly IReadOnlyDictionary<string, Guid> sources;
    private readonly string kind;

    private PastRun(TestDatabase database, ApiDouble api, string kind, IReadOnlyDictionary<string, Guid> sources) =>
        (this.database, this.api, this.kind, this.sources) = (database, api, kind, sources);

    public SettableClock Clock { get; } = new(Now);

    public Guid SourceId => sources[kind];

    public static async Task<PastRun> StartAsync(Engine engine, string kind, ApiDouble api)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        await db.AllowDestinationAsync("127.0.0.1");
        return new(database, api, kind, await Payloads.AddSourcesAsync(db));
    }

    public AppDb Open() => database.Open(clock: Clock);

    public async Task AskAsync(string? wanted, string token = "a-token", string? path = null)
    {
        await using var db = Open();
        var source = await db.Set<IntakeSource>().SingleAsync(row => row.Id == SourceId);
        using var queue = new JobQueue(Databases, Clock);
        await new PastVerbs(db, secrets, queue).AskAsync(
            source,
            new($"{api.Address}{path}", token, wanted, new DateOnly(2026, 3, 1))
        );
    }

    public async Task VerbAsync(Func<PastVerbs, IntakeSource, Task> verb)
    {
        await using var db = Open();
        using var queue = new JobQueue(Databases, Clock);
        await verb(
            new PastVerbs(db, secrets, queue),
            await db.Set<IntakeSource>().SingleAsync(row => row.Id == SourceId)
        );
    }

    public async Task CloseAsync()
    {
        await using var db = Open();
        var hooks = new IntakeHooks(Databases, secrets, Clock, NullLogger<IntakeHooks>.Instance);
        await new IntakeVerbs(db, secrets, hooks).CloseAsync(
            await db.Set<IntakeSource>().SingleAsync(row => row.Id == SourceId)
        );
    }

    /// <summary>One run of the job, as if the process had just begun.</summary>
    public async Task<string> RunAsync(CancellationToken cancellation = default)
    {
        using var http = new OutboundHttp(
            new OutboundGuard(Databases, (_, _) => Task.FromResult(Array.Empty<IPAddress>()))
        );
        using var queue = new JobQueue(Databases, Clock);
        var reading = new PastReading(Databases, new PastApi(http), secrets, Clock);
        return await new PastJob(Databases, reading, queue, Clock).RunAsync(
            SourceId.ToString(),
            new Progress<JobProgress>(),
            cancellation
        );
    }

    public async Task<PastRow> PastAsync()
    {
        await using var db = Open();
        return (await db.PastAsync(SourceId)).ShouldNotBeNull();
    }

    public async Task<List<PastPartRow>> PartsAsync()
    {
        await using var db = Open();
        return await db.PastParts(kind).ToListAsync();
    }

    /// <summary>What a hook sends, stored and read.</summary>
    public async Task HookAsync(string name, object body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        await using var db = Open();
        await db.StoreEventsAsync(
            [
                new(
                    new()
                    {
                        SourceId = SourceId,
                        Delivery = Guid.CreateVersion7().ToString(),
                        Event = name,
                        ReceivedAt = Now,
                        Size = bytes.Length,
                    },
                    PackedBody.Pack(bytes)
                ),
            ],
            default
        );
        while (await db.ReadWaitingEventsAsync(200) > 0) { }
        (
            await db.Set<IntakeEvent>().Where(row => row.Reason != null).Select(row => row.Reason).ToListAsync()
        ).ShouldBeEmpty();
    }

    public async Task<string> FactsAsync()
    {
        await using var db = Open();
        return await Payloads.FactsAsync(db);
    }

    private AppDbs Databases => new(database.Choice, Clock);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
