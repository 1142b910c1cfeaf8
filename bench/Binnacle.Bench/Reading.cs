using System.Globalization;
using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Bench;

/// <summary>The engine beside <c>git log</c> of the same commits, in one run; each alternately, the fastest of three counts.</summary>
internal static class Reading
{
    private const int Rounds = 3;

    public static async Task MeasureAsync(string path, Results results)
    {
        path = Path.GetFullPath(path);
        var ids = await CountedAsync(path);
        var list = string.Join('\n', ids) + "\n";
        string[] log = ["-C", path, "log", "--no-walk=unsorted", "--stdin"];
        var own = await CompiledAheadAsync();
        var last = string.Join('\n', ids.TakeLast(100)) + "\n";
        var runs = new (string Name, Func<Task<Run>> Take)[]
        {
            ("git log --raw --no-renames", () => Run.OfAsync("git", [.. log, "--raw", "--no-renames"], list)),
            ("first look, with its analyses", () => Run.OfAsync("dotnet", [own, "once", "look", path])),
            ("git log --numstat -M", () => Run.OfAsync("git", [.. log, "--numstat", "-M"], list)),
            ("all line counts, with all analyses", () => Run.OfAsync("dotnet", [own, "once", "count", path])),
            (
                "git log --numstat -M of the last 100 commits",
                () => Run.OfAsync("git", [.. log, "--numstat", "-M"], last)
            ),
            ("what came in 100 steps, read alone", () => Run.OfAsync("dotnet", [own, "once", "again", path])),
        };
        var best = new Run[runs.Length];
        for (var round = 0; round < Rounds; round++)
        for (var at = 0; at < runs.Length; at++)
        {
            var run = await runs[at].Take();
            best[at] = round == 0 || run.Time < best[at].Time ? run : best[at];
        }
        results.Say($"{Name(path)}: {ids.Count:N0} commits that are no merges and whose contents are all here.");
        results.Say("");
        results.Say("| | s | commits/s | against git | peak MB |");
        results.Say("|---|--:|--:|--:|--:|");
        for (var at = 0; at < runs.Length; at++)
            results.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {runs[at].Name} | {best[at].Time.Seconds()} | {(at < 4 ? $"{ids.Count / best[at].Time.TotalSeconds:N0}" : "")} | {best[at].Time / best[at - at % 2].Time:0.00}× | {best[at].PeakKilobytes / 1024} |"
                )
            );
        results.Say("");
        results.Say("Peak is that of the process, without the git processes that it starts. Its start is in the time.");
    }

    /// <summary>This program as <c>bin/binnacle</c> is built: most of a short run would otherwise be compiling.</summary>
    private static async Task<string> CompiledAheadAsync()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Served.Program())!, "../bench/Binnacle.Bench/bin/Ahead");
        string[] publish = ["publish", Path.Combine(folder, "../.."), "-c", "Release", "-o", folder];
        string[] ahead =
        [
            "--use-current-runtime",
            "--no-self-contained",
            "-p:PublishReadyToRun=true",
            "-p:RunAnalyzers=false",
        ];
        await Run.OfAsync("dotnet", [.. publish, .. ahead, "-v", "q", "-nologo"]);
        return Path.Combine(folder, "Binnacle.Bench.dll");
    }

    /// <summary>The first look with its analyses, for a process of its own.</summary>
    public static async Task LookAsync(string path)
    {
        var repository = await GitRepository.OpenAsync(path);
        var head = (await repository.HeadAsync())!;
        var look = await FirstLook.ReadAsync(repository, head.Commit, Options(head.Commit));
        Console.Error.WriteLine(
            $"{look.Commits} commits, {look.Couplings.Count} couplings, truck factor {look.TruckFactor}"
        );
    }

    /// <summary>What a second scan reads: what came since the head was where its hundredth first parent is: a hundred commits and those merged.</summary>
    public static async Task AgainAsync(string path)
    {
        var repository = await GitRepository.OpenAsync(path);
        var head = (await repository.HeadAsync())!.Commit;
        var back = ObjectId.Parse(await Run.OutputAsync("git", ["-C", path, "rev-parse", $"{head}~100"]));
        var (added, gone) = (await repository.MovedAsync(back, head))!.Value;
        var read = 0;
        await foreach (var _ in repository.ReadCommitsAsync(added, Options(head)))
            read++;
        Console.Error.WriteLine($"{read} commits read, {gone.Count} gone");
    }

    /// <summary>Every line count and every analysis of it, for a process of its own.</summary>
    public static async Task CountAsync(string path)
    {
        var repository = await GitRepository.OpenAsync(path);
        var head = (await repository.HeadAsync())!;
        var ids = await repository.ReachableAsync(head.Commit);
        var history = new ChangeHistory(new() { FollowsRenames = true });
        var authorship = new Authorship();
        var work = new int[Enum.GetValues<WorkKind>().Length];
        await foreach (var commit in repository.ReadCommitsAsync(ids, Options(head.Commit)))
        {
            history.Add(commit);
            authorship.Add(commit);
            work[(int)WorkMix.Classify(commit.Subject).Kind]++;
        }
        var files = new List<string>();
        await foreach (var file in repository.FilesAsync(head.Commit))
            files.Add(file.Path);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        int[] rows =
        [
            Revisions.Of(history).Count,
            Authors.Of(history).Count,
            TemporalCoupling.Of(history, new()).Count,
            SumOfCoupling.Of(history).Count,
            Churn.Of(history).Count,
            CodeAge.Of(history, now).Count,
            Ownership.Of(history).Count,
            TruckFactor.Of(authorship.Of(files)).Count,
            work.Sum(),
        ];
        Console.Error.WriteLine($"rows: {string.Join(' ', rows)}");
    }

    public static string Name(string path) =>
        Path.GetFileName(path.TrimEnd('/')) is "repo" or ".git"
            ? Path.GetFileName(Path.GetDirectoryName(path.TrimEnd('/')))!.Replace('+', '/')
            : Path.GetFileName(path.TrimEnd('/'));

    public static ReadOptions Options(ObjectId head) =>
        new()
        {
            ScannedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            AcceptMissingContent = true,
            MailmapAt = head,
        };

    private static async Task<List<ObjectId>> CountedAsync(string path)
    {
        var repository = await GitRepository.OpenAsync(path);
        var head = (await repository.HeadAsync())!;
        var counted = new List<ObjectId>();
        await foreach (
            var commit in repository.ReadCommitsAsync(
                await repository.ReachableAsync(head.Commit),
                Options(head.Commit)
            )
        )
            if (!commit.IsMerge && commit.Changes.All(change => change.Added is not null))
                counted.Add(commit.Id);
        return counted;
    }
}
