using System.Net;

namespace Binnacle.Bench;

internal static class IdleMemory
{
    public static async Task MeasureAsync(Results results)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-bench-").FullName;
        var cookies = new CookieContainer();
        long afterFilling;
        using (var first = new Served(folder))
        {
            (await first.SignInAsync(cookies)).Dispose();
            await Task.Delay(TimeSpan.FromSeconds(30));
            afterFilling = Served.Kilobytes(first.Process, "VmRSS");
        }
        using (var served = new Served(folder))
        {
            using var client = await served.SignInAsync(cookies);
            for (var visit = 0; visit < 10; visit++)
                await client.GetByteArrayAsync("/");
            await Task.Delay(TimeSpan.FromSeconds(30));
            results.Say("Resident memory on the demo organization on SQLite, after 30 s without a request.");
            results.Say("");
            results.Say("| | MB |");
            results.Say("|---|--:|");
            results.Say($"| started, Review opened ten times | {Served.Kilobytes(served.Process, "VmRSS") / 1024} |");
            results.Say($"| the same, peak | {Served.Kilobytes(served.Process, "VmHWM") / 1024} |");
            results.Say($"| first start, which made and evaluated the demo | {afterFilling / 1024} |");
        }
        Directory.Delete(folder, recursive: true);
    }
}
