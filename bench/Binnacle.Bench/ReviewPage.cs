using System.Diagnostics;
using System.Net;

namespace Binnacle.Bench;

internal static class ReviewPage
{
    private const int WarmUp = 150;
    private const int Rounds = 600;

    private static readonly (string Path, string Name)[] Pages =
    [
        ("/sign-in", "floor: sign-in, no frame"),
        ("/not-found", "floor: an empty page in the frame"),
        ("/", "Review"),
    ];

    public static async Task MeasureAsync(Results results)
    {
        results.Say(
            $"{Rounds} rounds after {WarmUp} to warm up, one request of each page a round, over loopback, until the last byte."
        );
        results.Say("");
        results.Say("| database | page | p50 ms | p95 ms | p95 against the empty page |");
        results.Say("|---|---|--:|--:|--:|");
        await OnAsync("SQLite", [], results);
        if (Environment.GetEnvironmentVariable("BINNACLE_TEST_POSTGRES") is { Length: > 0 } server)
            await OnAsync(
                "PostgreSQL",
                ["--database", $"{server};Database=binnacle_bench_{Environment.ProcessId}"],
                results
            );
        else
            Console.Error.WriteLine("PostgreSQL was left out: BINNACLE_TEST_POSTGRES names no server.");
    }

    private static async Task OnAsync(string database, string[] options, Results results)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-bench-").FullName;
        using (var served = new Served(folder, options))
        {
            var cookies = new CookieContainer();
            using var signedIn = await served.SignInAsync(cookies);
            using var nobody = served.Client(new CookieContainer());
            var times = Pages.ToDictionary(page => page.Path, _ => new List<TimeSpan>());
            for (var round = 0; round < WarmUp + Rounds; round++)
            {
                foreach (var (path, _) in Pages)
                {
                    var time = await TimeAsync(path == "/sign-in" ? nobody : signedIn, path);
                    if (round >= WarmUp)
                        times[path].Add(time);
                }
            }
            var floor = times["/not-found"].Percentile(0.95);
            foreach (var (path, name) in Pages)
            {
                var p95 = times[path].Percentile(0.95);
                results.Say(
                    $"| {database} | {name} | {times[path].Percentile(0.5).Ms()} | {p95.Ms()} | {(p95 / floor).Ms()}× |"
                );
            }
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<TimeSpan> TimeAsync(HttpClient client, string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(path);
        await response.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(begun);
    }
}
