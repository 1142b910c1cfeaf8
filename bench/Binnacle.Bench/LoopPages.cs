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

    public static async Task MeasureAsync(Results results)
    {
        results.Say(
            $"500 measures with 5 years of daily points, 20,000 commitments, 2,000 decisions and 200 objectives beside the demo; {Rounds} rounds after {WarmUp} to warm up, one request of each page a round, over loopback, until the last byte."
        );
        results.Say("");
        results.Say("| database | page | p50 ms | p95 ms | p95 against the empty page |");
        results.Say("|---|---|--:|--:|--:|");
        await OnAsync("SQLite", null, results);
        if (Environment.GetEnvironmentVariable("BINNACLE_TEST_POSTGRES") is { Length: > 0 } server)
            await OnAsync("PostgreSQL", $"{server};Database=binnacle_bench_{Environment.ProcessId}", results);
        else
            Console.Error.WriteLine("PostgreSQL was left out: BINNACLE_TEST_POSTGRES names no server.");
    }

    private static async Task OnAsync(string database, string? postgres, Results results)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-bench-").FullName;
        using (var served = new Served(folder, postgres is null ? [] : ["--database", postgres]))
        {
            using var client = await served.SignInAsync(new CookieContainer());
            (await client.GetAsync("/")).EnsureSuccessStatusCode();
            await using (var db = Open(Installation.In(folder, postgres).Database))
                await ManyRows.WriteAsync(db);
            var pages = await FindAsync(client);
            var times = pages.ToDictionary(page => page, _ => new List<TimeSpan>());
            for (var round = 0; round < WarmUp + Rounds; round++)
                foreach (var page in pages)
                {
                    var time = await TimeAsync(client, page);
                    if (round >= WarmUp)
                        times[page].Add(time);
                }
            var floor = times["/not-found"].Percentile(0.95);
            var slowest = pages.OrderByDescending(page => times[page].Percentile(0.95)).ToList();
            foreach (var page in slowest.Take(MostOnScreen).Append("/not-found"))
            {
                var p95 = times[page].Percentile(0.95);
                results.Say(
                    $"| {database} | `{page}` | {times[page].Percentile(0.5).Ms()} | {p95.Ms()} | {(p95 / floor).Ms()}× |"
                );
            }
            var within = pages.Count(page => times[page].Percentile(0.95) <= 50);
            results.Say($"| {database} | within 50 ms: {within} of {pages.Count} pages | | | |");
        }
        if (Environment.GetEnvironmentVariable("KEEP") is null)
            Directory.Delete(folder, recursive: true);
        else
            Console.Error.WriteLine(folder);
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
        var queue = new Queue<string>(["/", "/not-found", "/search?q=part", "/measures/bench-7", "/measures"]);
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
