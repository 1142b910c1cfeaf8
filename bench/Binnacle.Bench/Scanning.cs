using System.Diagnostics;
using System.Globalization;

namespace Binnacle.Bench;

internal static class Scanning
{
    public static async Task MeasureAsync(string repository, Results results)
    {
        repository = Path.GetFullPath(repository);
        var folder = Directory.CreateTempSubdirectory("binnacle-bench-").FullName;
        string[] review = [Served.Program(), "review", repository, "--format", "json", "--data", folder];
        var git = await RunAsync("git", ["-C", repository, "log", "--no-merges", "--numstat", "-M", "HEAD"]);
        var commits = long.Parse(
            await OutputAsync("git", ["-C", repository, "rev-list", "--count", "--no-merges", "HEAD"]),
            CultureInfo.InvariantCulture
        );
        var first = await RunAsync("dotnet", review);
        var size = new DirectoryInfo(folder).GetFiles("binnacle.db*").Sum(file => file.Length) / (double)(1 << 20);
        var second = await RunAsync("dotnet", review);
        Directory.Delete(folder, recursive: true);
        results.Say(
            $"{Path.GetFileName(repository)}: {commits:N0} commits without merges. Reading includes documents, catalogue and evaluation of two years."
        );
        results.Say("");
        results.Say("| | s | commits/s | against git log | peak MB |");
        results.Say("|---|--:|--:|--:|--:|");
        foreach (
            var (name, run) in new[]
            {
                ("git log --no-merges --numstat -M", git),
                ("first review", first),
                ("second review, nothing new", second),
            }
        )
            results.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {run.Time.Seconds()} | {commits / run.Time.TotalSeconds:N0} | {run.Time / git.Time:0.00}× | {run.PeakKilobytes / 1024} |"
                )
            );
        results.Say("");
        results.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Database: {size:0.0} MB. Peak is that of the process, without the git processes that it starts."
            )
        );
    }

    private sealed record Run(TimeSpan Time, long PeakKilobytes);

    private static async Task<Run> RunAsync(string program, string[] arguments)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Start(program, arguments);
        var reading = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Served.Kilobytes(process, "VmHWM"));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(20));
        }
        var time = Stopwatch.GetElapsedTime(begun);
        await reading;
        return process.ExitCode == 0
            ? new Run(time, peak)
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}."
            );
    }

    private static async Task<string> OutputAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        return (await process.StandardOutput.ReadToEndAsync()).Trim();
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
}
