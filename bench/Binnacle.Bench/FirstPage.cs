using System.Diagnostics;
using System.Net;

namespace Binnacle.Bench;

internal static class FirstPage
{
    private const int Starts = 10;

    public static async Task MeasureAsync(Results results)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-bench-").FullName;
        var cookies = new CookieContainer();
        using (var first = new Served(folder))
            (await first.SignInAsync(cookies)).Dispose();
        var times = new List<TimeSpan>();
        for (var start = 0; start < Starts; start++)
            times.Add(await StartAsync(folder, cookies));
        Directory.Delete(folder, recursive: true);
        results.Say(
            $"{Starts} starts on the demo organization on SQLite: from the start of the process to the last byte of the Review, signed in."
        );
        results.Say("");
        results.Say("| p50 s | fastest s | slowest s |");
        results.Say("|--:|--:|--:|");
        results.Say(
            $"| {TimeSpan.FromMilliseconds(times.Percentile(0.5)).Seconds()} | {times.Min().Seconds()} | {times.Max().Seconds()} |"
        );
    }

    private static async Task<TimeSpan> StartAsync(string folder, CookieContainer cookies)
    {
        var begun = Stopwatch.GetTimestamp();
        using var served = new Served(folder);
        using var client = served.Client(cookies);
        while (true)
        {
            try
            {
                using var response = await client.GetAsync("/");
                if (response.IsSuccessStatusCode && response.RequestMessage!.RequestUri!.AbsolutePath == "/")
                {
                    await response.Content.ReadAsByteArrayAsync();
                    return Stopwatch.GetElapsedTime(begun);
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(5);
        }
    }
}
