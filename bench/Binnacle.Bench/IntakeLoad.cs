using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Bench;

/// <summary>
/// Events at a steady rate, as tools send them: each again until it is acknowledged, one in twenty once more after that. The server
/// is killed meanwhile. Then every acknowledged event must stand in the table once, and every build in it once.
/// </summary>
internal static partial class IntakeLoad
{
    private const int Senders = 48;
    private static readonly TimeSpan BetweenKills = TimeSpan.FromMinutes(3);

    /// <summary>After a kill the senders hold what the server missed; it is calm again once they have sent it.</summary>
    private static readonly TimeSpan UntilCalm = TimeSpan.FromSeconds(30);

    /// <param name="only">"sqlite", "postgres"; null for both.</param>
    public static async Task MeasureAsync(string minutes, string? only, Results results)
    {
        var time = TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
        results.Say(
            $"{time.TotalMinutes:0.#} minutes at a steady rate, killed (kill -9) every {Math.Min(BetweenKills.TotalMinutes, time.TotalMinutes / 3):0.#} minutes; sender and server share the machine. Bare inserts: the same rows, 500 in a transaction, in this run."
        );
        results.Say("");
        results.Say(
            "| database | events/s asked | acknowledged | stored | builds | lost | twice | p50, p95, p99 ms | the same, from 30 s after a kill to the next | memory MB after a third, at the end | peak events/s | bare inserts/s | ratio |"
        );
        results.Say("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        if (only is null or "sqlite")
            await OnAsync("SQLite", null, 500, time, results);
        if (
            only is null or "postgres"
            && Environment.GetEnvironmentVariable("BINNACLE_TEST_POSTGRES") is { Length: > 0 } server
        )
            await OnAsync(
                "PostgreSQL",
                $"{server};Database=binnacle_bench_{Environment.ProcessId}",
                2000,
                time,
                results
            );
    }

    private static async Task OnAsync(string database, string? postgres, int rate, TimeSpan time, Results results)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-bench-").FullName;
        string[] more = postgres is null ? [] : ["--database", postgres];
        var served = new Served(folder, more);
        try
        {
            using var session = await served.SignInAsync(new CookieContainer());
            var secret = await AddSourceAsync(session);
            using var load = new Load(secret) { Url = served.Url };
            var kill = TimeSpan.FromTicks(Math.Min(BetweenKills.Ticks, time.Ticks / 3));
            var clock = Stopwatch.StartNew();
            var sending = load.SendAsync(rate, time);
            var (early, kills) = (0L, 0);
            while (clock.Elapsed + kill < time)
            {
                await Task.Delay(UntilCalm < kill ? UntilCalm : kill / 2);
                load.IsCalm = true;
                await Task.Delay(kill - (UntilCalm < kill ? UntilCalm : kill / 2));
                load.IsCalm = false;
                early = early == 0 ? Served.Kilobytes(served.Process, "VmRSS") : early;
                served.Dispose();
                served = new Served(folder, more);
                load.Url = served.Url;
                kills++;
            }
            await sending;
            var late = Served.Kilobytes(served.Process, "VmRSS");
            var sent = load.Acknowledged.Count;
            await using var db = Open(Installation.In(folder, postgres).Database);
            await UntilReadAsync(db);
            // The demo's own sources have events, too.
            var own = db.Set<IntakeEvent>()
                .Where(row => db.Set<IntakeSource>().Any(source => source.Id == row.SourceId && source.Slug == "load"));
            var stored = await own.CountAsync();
            var builds = await db.Set<Build>().CountAsync(row => row.Key.StartsWith("generic/"));
            var known = (await own.Select(row => row.Delivery).ToListAsync()).ToHashSet();
            var lost = load.Acknowledged.Keys.Count(delivery => !known.Contains(delivery));
            var (waits, calm) = (Waits(load.Waits), Waits(load.CalmWaits));
            var peak = await load.PeakAsync(TimeSpan.FromSeconds(15));
            var bare = await BareAsync(folder, postgres);
            results.Say(
                $"| {database}, {kills} kills | {rate} | {sent:N0} | {stored:N0} | {builds:N0} | {lost} | {stored - known.Count + Math.Max(0, builds - sent)} | {waits} | {calm} | {early / 1024}, {late / 1024} | {peak:N0} | {bare:N0} | {peak / bare:0.00} |"
            );
        }
        finally
        {
            served.Dispose();
            if (Environment.GetEnvironmentVariable("KEEP") is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static string Waits(IEnumerable<TimeSpan> waits)
    {
        var all = waits.ToList();
        return $"{all.Percentile(0.5).Ms()}, {all.Percentile(0.95).Ms()}, {all.Percentile(0.99).Ms()}";
    }

    private static async Task<string> AddSourceAsync(HttpClient session)
    {
        session.DefaultRequestHeaders.Remove("Accept-Encoding");
        var page = await session.GetStringAsync("/settings/sources");
        var answer = await session.PostAsync(
            "/settings/sources",
            new FormUrlEncodedContent([
                new("_handler", "add"),
                new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
                new("Kind", "generic"),
                new("Name", "Load"),
            ])
        );
        var text = await answer.Content.ReadAsStringAsync();
        var facts = Fact().Matches(text[text.IndexOf("added-title", StringComparison.Ordinal)..]);
        return WebUtility.HtmlDecode(facts[1].Groups[1].Value.Trim());
    }

    private static async Task UntilReadAsync(AppDb db)
    {
        while (await db.Set<IntakeEvent>().AnyAsync(row => row.State == IntakeState.Waiting))
            await Task.Delay(500);
    }

    /// <summary>The same rows without a server, in a database of their own.</summary>
    private static async Task<double> BareAsync(string folder, string? postgres)
    {
        var installation = Installation.In(
            Directory.CreateDirectory(Path.Combine(folder, "bare")).FullName,
            postgres is null ? null : postgres + "_bare"
        );
        await using var db = Open(installation.Database);
        await db.OpenAsync(installation);
        var source = new IntakeSource
        {
            Slug = "bare",
            Name = "Bare",
            Kind = "generic",
        };
        await db.InsertManyAsync([source]);
        var events = Enumerable
            .Range(0, 20_000)
            .Select(index =>
                ReceivedEvent.Of(
                    EventSources.Of("generic")!,
                    source.Id,
                    new(new Dictionary<string, string> { ["Idempotency-Key"] = $"{index}" }, null, Load.Body(index)),
                    db.Now
                )
            )
            .ToList();
        var clock = Stopwatch.StartNew();
        foreach (var part in events.Chunk(500))
            await db.StoreEventsAsync(part, default);
        return events.Count / clock.Elapsed.TotalSeconds;
    }

    private static AppDb Open(DatabaseChoice choice)
    {
        var db = new AppDbs(choice, TimeProvider.System).Open();
        return db;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<dd[^>]*>([^<]+)</dd>")]
    private static partial Regex Fact();

    private sealed class Load(string secret) : IDisposable
    {
        private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Senders })
        {
            Timeout = TimeSpan.FromSeconds(20),
        };
        private int next;

        /// <summary>Changes when the server was killed.</summary>
        public volatile Uri? Url;

        public volatile bool IsCalm;

        public ConcurrentDictionary<string, int> Acknowledged { get; } = [];

        public ConcurrentBag<TimeSpan> Waits { get; } = [];

        public ConcurrentBag<TimeSpan> CalmWaits { get; } = [];

        public static byte[] Body(int index) =>
            Encoding.UTF8.GetBytes(
                $$"""
                {"kind":"build","id":"run-{{index}}","name":"Build and test the shop","repository":"https://forge.example/northwind/shop-{{index
                    % 500}}",
                "commit":"{{index.ToString(
                    "x40",
                    CultureInfo.InvariantCulture
                )}}","branch":"main","queuedAt":"2026-05-04T08:00:00Z","startedAt":"2026-05-04T08:00:09Z",
                "endedAt":"2026-05-04T08:04:31Z","at":"2026-05-04T08:04:31Z","outcome":"{{(
                    index % 11 == 0 ? "failure" : "success"
                )}}",
                "url":"https://forge.example/northwind/shop-{{index % 500}}/runs/{{index}}","note":"{{new string(
                    'x',
                    600
                )}}"}
                """
            );

        /// <summary>At a rate, and until the last one is acknowledged.</summary>
        public async Task SendAsync(int rate, TimeSpan time)
        {
            var due = Channel.CreateUnbounded<int>();
            var senders = Enumerable.Range(0, Senders).Select(_ => DrainAsync(due.Reader)).ToList();
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < time)
            {
                var wanted = (int)(clock.Elapsed.TotalSeconds * rate);
                for (; next < wanted; next++)
                    due.Writer.TryWrite(next);
                await Task.Delay(10);
            }
            due.Writer.Complete();
            await Task.WhenAll(senders);
        }

        /// <summary>As fast as the senders can.</summary>
        public async Task<double> PeakAsync(TimeSpan time)
        {
            var before = Acknowledged.Count;
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(
                Enumerable
                    .Range(0, Senders)
                    .Select(async _ =>
                    {
                        while (clock.Elapsed < time)
                            await OneAsync(Interlocked.Increment(ref next) + 1_000_000);
                    })
            );
            return (Acknowledged.Count - before) / clock.Elapsed.TotalSeconds;
        }

        private async Task DrainAsync(ChannelReader<int> due)
        {
            await foreach (var index in due.ReadAllAsync())
            {
                await OneAsync(index);
                if (index % 20 == 0)
                    await OneAsync(index);
            }
        }

        private async Task OneAsync(int index)
        {
            while (true)
            {
                var begun = Stopwatch.GetTimestamp();
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url!, "/hooks/load"))
                    {
                        Content = new ByteArrayContent(Body(index)),
                    };
                    request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{index}");
                    using var response = await client.SendAsync(request);
                    if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK)
                    {
                        var waited = Stopwatch.GetElapsedTime(begun);
                        Waits.Add(waited);
                        if (IsCalm)
                            CalmWaits.Add(waited);
                        Acknowledged[$"{index}"] = index;
                        return;
                    }
                }
                catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
                {
                    // The server was killed: sent again.
                }
                await Task.Delay(200);
            }
        }

        public void Dispose() => client.Dispose();
    }
}
