using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Bench;

/// <summary>Every page that links lead to, with a large organization's records behind it.</summary>
internal static partial class LoopPages
{
    private const int WarmUp = 15;
    private const int Rounds = 60;
    private const int MostOnScreen = 12;
    private const string Floor = "/not-found";

    /// <param name="Records">What stands in the database beside the demo.</param>
    /// <param name="Has">Which of the pages that links lead to are timed.</param>
    /// <param name="More">Timed too.</param>
    private sealed record Plan(string Records, Func<AppDb, Task> WriteAsync, Func<string, bool> Has, string[] More);

    public static Task MeasureAsync(Results results) =>
        MeasureAsync(
            results,
            new(
                "500 measures with 5 years of daily points, 20,000 commitments, 2,000 decisions and 200 objectives",
                ManyRows.WriteAsync,
                _ => true,
                []
            )
        );

    public static Task MeasureFlowAsync(Results results) =>
        MeasureAsync(
            results,
            new(
                "500 services in 420 repositories with 5 years of changes, reviews, builds, deployments and incidents",
                db => new ManyDeliveries(db, results).WriteAsync(),
                path =>
                    path.StartsWith("/practices/flow", StringComparison.Ordinal)
                    || path.StartsWith("/practices/incidents", StringComparison.Ordinal),
                [
                    "/practices/flow?weeks=52",
                    "/practices/flow?scope=team:bench-7",
                    "/practices/flow?scope=repository:bench-7",
                    "/practices/flow?service=bench-7-0",
                    "/practices/flow/waiting?weeks=52",
                    "/practices/flow/waiting?service=bench-7-0",
                    "/practices/flow/mix?weeks=52",
                    "/practices/flow/changes?show=waiting",
                    "/practices/flow/changes?show=open",
                    "/practices/flow/changes?page=1000",
                    "/practices/flow/changes?service=bench-7-0",
                    "/practices/flow/deployments?show=failed",
                    "/practices/flow/deployments?scope=team:bench-7",
                    "/practices/flow/results?service=bench-7-0",
                    "/practices/flow/ci?weeks=52",
                    "/practices/incidents?page=20",
                    "/api/v1/flow?weeks=26",
                    "/api/v1/flow/changes",
                    "/api/v1/flow/deployments",
                ]
            )
        );

    private static async Task MeasureAsync(Results results, Plan plan)
    {
        results.Say(
            $"{plan.Records} beside the demo; {Rounds} rounds after {WarmUp} to warm up, one request of each page a round, over loopback, until the last byte. The first view is the slowest of those to warm up."
        );
        results.Say("");
        await OnAsync("SQLite", null, results, plan);
        if (Environment.GetEnvironmentVariable("BINNACLE_TEST_POSTGRES") is { Length: > 0 } server)
            await OnAsync("PostgreSQL", $"{server};Database=binnacle_bench_{Environment.ProcessId}", results, plan);
        else
            Console.Error.WriteLine("PostgreSQL was left out: BINNACLE_TEST_POSTGRES names no server.");
    }

    private static async Task OnAsync(string database, string? postgres, Results results, Plan plan)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-bench-").FullName;
        string[] more = postgres is null ? [] : ["--database", postgres];
        var cookies = new CookieContainer();
        using (var served = new Served(folder, more))
        using (var client = await served.SignInAsync(cookies))
            (await client.GetAsync("/")).EnsureSuccessStatusCode();
        // Without a server, whose jobs would work on rows that are half written.
        await using (var db = Open(Installation.In(folder, postgres).Database))
            await plan.WriteAsync(db);
        using (var served = new Served(folder, more))
        {
            using var client = served.Client(cookies);
            await UntilServedAsync(client);
            var pages = (await FindAsync(client))
                .Where(path => plan.Has(path) || path == Floor)
                .Concat(plan.More)
                .Distinct()
                .ToList();
            var times = pages.ToDictionary(page => page, _ => new List<TimeSpan>());
            var first = new Dictionary<string, TimeSpan>();
            for (var round = 0; round < WarmUp + Rounds; round++)
                foreach (var page in pages)
                {
                    var time = await TimeAsync(client, page);
                    if (round >= WarmUp)
                        times[page].Add(time);
                    else if (!first.TryGetValue(page, out var known) || known < time)
                        first[page] = time;
                }
            results.Say("");
            results.Say("| database | page | p50 ms | p95 ms | p95 against the empty page | first view ms |");
            results.Say("|---|---|--:|--:|--:|--:|");
            var floor = times[Floor].Percentile(0.95);
            var slowest = pages.OrderByDescending(page => times[page].Percentile(0.95)).ToList();
            foreach (var page in slowest.Take(MostOnScreen).Append(Floor))
            {
                var p95 = times[page].Percentile(0.95);
                results.Say(
                    $"| {database} | `{page}` | {times[page].Percentile(0.5).Ms()} | {p95.Ms()} | {(p95 / floor).Ms()}× | {first[page].TotalMilliseconds:0} |"
                );
            }
            var within = pages.Count(page => times[page].Percentile(0.95) <= 50);
            results.Say($"| {database} | within 50 ms: {within} of {pages.Count} pages | | | | |");
        }
        if (Environment.GetEnvironmentVariable("KEEP") is null)
            Directory.Delete(folder, recursive: true);
        else
            Console.Error.WriteLine(folder);
    }

    private static async Task UntilServedAsync(HttpClient client)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                if ((await client.GetAsync("/")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            await Task.Delay(200);
        }
        throw new TimeoutException("The server did not answer.");
    }

    private static AppDb Open(DatabaseChoice choice)
    {
        AppDb db = choice.IsPostgres
            ? new PostgresDb(
                Options<PostgresDb>(options => options.UsePostgres(choice.PostgresConnection!)),
                TimeProvider.System
            )
            : new SqliteDb(
                Options<SqliteDb>(options => options.UseSqliteFile(choice.SqlitePath!)),
                TimeProvider.System
            );
        db.Viewer = Viewer.System;
        return db;
    }

    private static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder> use)
        where T : AppDb
    {
        var builder = new DbContextOptionsBuilder<T>();
        use(builder);
        return builder.Options;
    }

    /// <summary>One address for each page of the application, found by following links.</summary>
    private static async Task<List<string>> FindAsync(HttpClient client)
    {
        var templates = typeof(AppDb)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false))
            .Select(route => (route.Template, Pattern: PatternOf(route.Template)))
            .OrderBy(route => route.Template.Count(letter => letter == '{'))
            .ToList();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>(["/", Floor, "/search?q=part", "/measures/bench-7", "/measures"]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (queue.TryDequeue(out var address))
        {
            var path = address.Split('?')[0];
            if (templates.Find(route => route.Pattern.IsMatch(path)).Template is not { } template)
                continue;
            if (!found.TryAdd(template, address) || path.StartsWith("/sign-", StringComparison.Ordinal))
                continue;
            using var response = await client.GetAsync(address);
            await using var packed = await response.Content.ReadAsStreamAsync();
            await using var plain = new BrotliStream(packed, CompressionMode.Decompress);
            using var reader = new StreamReader(
                response.Content.Headers.ContentEncoding.Contains("br") ? plain : packed
            );
            var html = await reader.ReadToEndAsync();
            foreach (Match link in Link().Matches(html))
            {
                var to = WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0];
                if (to.Length > 0 && seen.Add(to))
                    queue.Enqueue(to);
            }
        }
        return [.. found.Values.Where(path => !path.StartsWith("/sign-", StringComparison.Ordinal))];
    }

    private static Regex PatternOf(string template) =>
        new(
            $"^{Regex.Replace(template, @"\{\*?\w+:(int|guid)\??\}|\{\*\w+\}|\{\w+\??\}", Part)}$",
            RegexOptions.NonBacktracking
        );

    private static string Part(Match part) =>
        part.Value.Contains(":int", StringComparison.Ordinal) ? "[0-9]+"
        : part.Value.StartsWith("{*", StringComparison.Ordinal) ? ".+"
        : "[^/]+";

    private static async Task<TimeSpan> TimeAsync(HttpClient client, string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(path);
        await response.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(begun);
    }

    [GeneratedRegex("href=\"(/[^\"]*)\"")]
    private static partial Regex Link();
}
