using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Binnacle.History;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Flow.Delivery;
using Change = Binnacle.Platform.Facts.Change;

namespace Binnacle.Bench;

/// <summary>
/// Lead time, from the facts and the graph of one repository to the ledger: which changes there are, and which deployment was the first to
/// bring each. Published reports of a leading open tool speak of ten hours for a hundred thousand deployments.
/// </summary>
internal static class LeadTimes
{
    private const int CommitsForADeployment = 10;
    private const int MostDeployments = 100_000;
    private const int Asked = 50;
    private const string Key = "forge.example/bench/shop";
    private static readonly DateTime Start = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static async Task MeasureAsync(string[] repositories, Results results)
    {
        results.Say(
            "Made-up histories: a main line, branches of 1 to 12 commits that are merged into it and told of as changes, a deployment every 10 commits, now and then of an older version."
        );
        results.Say("");
        results.Say("| history | commits | deployments | changes | with a lead time | s | µs a commit | memory MB |");
        results.Say("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var size in new[] { 250_000, 500_000, 1_000_000, 2_000_000 })
            Measure("made up", MadeUp(size), results);
        foreach (var repository in repositories)
        {
            var input = await OfAsync(repository);
            var ledger = Measure(Path.GetFileName(repository.TrimEnd('/')), input, results);
            results.Say("");
            results.Say(
                $"{await AgreeAsync(repository, input, ledger)} of {Asked} changes of it, taken evenly, are in their first deployment and not in the one before, as git says (`merge-base --is-ancestor`)."
            );
        }
    }

    private static DeliveryLedger Measure(string name, DeliveryInput input, Results results)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var ledger = DeliveryReckoning.Of(input);
        var took = clock.Elapsed;
        var known = ledger.Changes.Count(change => change.DeployedAt is not null);
        if (known < ledger.Changes.Count / 2)
            throw new InvalidOperationException($"Only {known} of {ledger.Changes.Count} changes were deployed.");
        results.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {input.Commits.Count:N0} | {input.Deployments.Count:N0} | {ledger.Changes.Count:N0} | {known:N0} | {took.Seconds()} | {took.TotalMicroseconds / input.Commits.Count:0.00} | {(GC.GetTotalMemory(false) - before) / 1_048_576} |"
            )
        );
        return ledger;
    }

    private static DeliveryInput MadeUp(int size)
    {
        var random = new Random(7);
        var commits = new List<KnownCommit>(size) { Commit(0, [], 0) };
        var changes = new List<Change>();
        var deployments = new List<Deployment>();
        var merges = new List<ObjectId> { commits[0].Name };
        while (commits.Count < size)
        {
            var first = commits.Count;
            var tip = merges[^1];
            for (var left = random.Next(1, 13); left > 0; left--)
            {
                commits.Add(Commit(commits.Count, [tip], commits.Count));
                tip = commits[^1].Name;
            }
            commits.Add(Commit(commits.Count, [merges[^1], tip], commits.Count));
            merges.Add(commits[^1].Name);
            var change = Change.Of(Key, changes.Count + 1);
            (change.HeadCommit, change.MergeCommit) = (tip.ToString(), merges[^1].ToString());
            change.Title = "feat: one more part";
            (change.OpenedAt, change.MergedAt) = (At(first), At(commits.Count - 1));
            changes.Add(change);
            while (deployments.Count < commits.Count / CommitsForADeployment)
                deployments.Add(
                    Deployed(
                        deployments.Count,
                        merges[deployments.Count % 97 == 96 ? merges.Count / 2 : ^1],
                        At(commits.Count)
                    )
                );
        }
        return Input(commits, commits[^1].Name, changes, deployments);
    }

    /// <summary>A repository as git tells of it; each commit of its main line is deployed, or as many of them as are enough.</summary>
    private static async Task<DeliveryInput> OfAsync(string repository)
    {
        var log = await Run.OutputAsync("git", ["-C", repository, "log", "--format=%H|%P|%at|%ct|%s", "HEAD"]);
        var commits = log.Split('\n')
            .Select(line => line.Split('|', 5))
            .Select(parts => new KnownCommit(
                ObjectId.Parse(parts[0]),
                [.. parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => ObjectId.Parse(name))],
                FromUnix(parts[2]),
                FromUnix(parts[3]),
                parts[4],
                false
            ))
            .ToList();
        var known = commits.ToDictionary(commit => commit.Name);
        var line = new List<KnownCommit>();
        for (var commit = commits[0]; commit is not null; )
        {
            line.Add(commit);
            commit = commit.Parents.Count == 0 ? null : known.GetValueOrDefault(commit.Parents[0]);
        }
        line.Reverse();
        var count = Math.Min(line.Count, MostDeployments);
        // Committers' clocks differ: a deployment is a minute after the one before.
        var deployments = Enumerable
            .Range(0, count)
            .Select(index => Deployed(index, line[(int)((long)index * line.Count / count)].Name, At(index)))
            .ToList();
        return Input(commits, commits[0].Name, [], deployments);
    }

    private static async Task<int> AgreeAsync(string repository, DeliveryInput input, DeliveryLedger ledger)
    {
        var commitOf = input.Deployments.ToDictionary(row => row.Id, row => row.Commit!);
        var before = input
            .Deployments.Zip(input.Deployments.Skip(1))
            .ToDictionary(two => two.Second.Id, two => two.First.Commit!);
        var changeOf = ledger.Changes.ToDictionary(change => change.Id);
        var arrived = ledger
            .Deliveries.Where(row => row.DeploymentId is { } id && before.ContainsKey(id))
            .OrderBy(row => row.At)
            .ToList();
        var agree = 0;
        for (var index = 0; index < Asked; index++)
        {
            var row = arrived[(int)((long)index * arrived.Count / Asked)];
            var commit = changeOf[row.ChangeId].Commit!;
            var isIn = await IsInAsync(repository, commit, commitOf[row.DeploymentId!.Value]);
            var wasIn = await IsInAsync(repository, commit, before[row.DeploymentId!.Value]);
            agree += isIn && !wasIn ? 1 : 0;
        }
        return agree;
    }

    private static async Task<bool> IsInAsync(string repository, string commit, string head)
    {
        using var process = Process.Start(
            new ProcessStartInfo("git", ["-C", repository, "merge-base", "--is-ancestor", commit, head])
        )!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private static DeliveryInput Input(
        List<KnownCommit> commits,
        ObjectId head,
        List<Change> changes,
        List<Deployment> deployments
    ) =>
        new(
            Guid.Empty,
            "shop",
            null,
            "main",
            head,
            commits,
            new Dictionary<ObjectId, Touched>(),
            changes,
            [],
            deployments,
            [],
            [],
            new Dictionary<string, string>(),
            DateTime.MinValue
        );

    private static Deployment Deployed(int number, ObjectId commit, DateTime at)
    {
        var deployment = Deployment.Of("deploy.example", Key, $"{number}");
        (deployment.ServiceName, deployment.Environment, deployment.InProduction) = ("shop", "production", true);
        deployment.Commit = commit.ToString();
        deployment.EndedAt = at;
        deployment.Outcome = RunOutcome.Success;
        return deployment;
    }

    private static KnownCommit Commit(int at, IReadOnlyList<ObjectId> parents, int minutes)
    {
        Span<byte> bytes = stackalloc byte[20];
        BinaryPrimitives.WriteInt32BigEndian(bytes, at);
        return new(ObjectId.FromBytes(bytes), parents, At(minutes), At(minutes), "Work", false);
    }

    private static DateTime At(int minutes) => Start.AddMinutes(minutes);

    private static DateTime FromUnix(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)).UtcDateTime;
}
