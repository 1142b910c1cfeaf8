using Binnacle.History.Analyses;

namespace Binnacle.History.Tests;

/// <summary>The program of the package's README, word for word between its braces.</summary>
internal static class PackageExample
{
    public static async Task RunAsync(string path, DateTime now, TextWriter output)
    {
        var repository = await GitRepository.OpenAsync(path);
        var head = (await repository.HeadAsync())!.Commit;
        var history = new ChangeHistory(new() { FollowsRenames = true });
        var authorship = new Authorship();
        await foreach (
            var commit in repository.ReadCommitsAsync(await repository.ReachableAsync(head), new() { ScannedAt = now })
        )
        {
            authorship.Add(commit);
            if (!BotRule.Matches(commit.Author))
                history.Add(commit);
        }

        foreach (var file in Revisions.Of(history).Take(2))
            output.WriteLine($"{file.Count} changes of {file.Entity}");

        foreach (var pair in TemporalCoupling.Of(history, new() { MinDegree = 50 }))
            output.WriteLine($"{pair.Entity} and {pair.Coupled}: {pair.Degree} %");

        var files = new List<string>();
        await foreach (var file in repository.FilesAsync(head))
            files.Add(file.Path);
        output.WriteLine($"Truck factor: {TruckFactor.Of(authorship.Of(files)).Count}");
    }
}
