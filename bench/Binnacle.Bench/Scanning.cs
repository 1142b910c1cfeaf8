using System.Globalization;

namespace Binnacle.Bench;

internal static class Scanning
{
    public static async Task MeasureAsync(string repository, Results results)
    {
        repository = Path.GetFullPath(repository);
        var folder = Directory.CreateTempSubdirectory("binnacle-bench-").FullName;
        string[] review = [Served.Program(), "review", repository, "--format", "json", "--data", folder];
        var git = await Run.OfAsync("git", ["-C", repository, "log", "--no-merges", "--numstat", "-M", "HEAD"]);
        var commits = long.Parse(
            await Run.OutputAsync("git", ["-C", repository, "rev-list", "--count", "--no-merges", "HEAD"]),
            CultureInfo.InvariantCulture
        );
        var first = await Run.OfAsync("dotnet", review);
        var size = new DirectoryInfo(folder).GetFiles("binnacle.db*").Sum(file => file.Length) / (double)(1 << 20);
        var second = await Run.OfAsync("dotnet", review);
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
}
