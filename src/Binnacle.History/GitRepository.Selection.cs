using System.Globalization;
using System.Text;

namespace Binnacle.History;

/// <summary>Which commits are wanted. Times are compared with the committer's, both bounds included, as git does.</summary>
/// <param name="Head">Where history ends; null for every branch, tag and other reference.</param>
/// <param name="Since">UTC; whole seconds count.</param>
/// <param name="Until">UTC; whole seconds count.</param>
public sealed record CommitSelection(ObjectId? Head, DateTime? Since = null, DateTime? Until = null);

public sealed partial class GitRepository
{
    /// <summary>The commits of <paramref name="selection"/>, parents before children.</summary>
    public async Task<List<ObjectId>> SelectedAsync(CommitSelection selection, CancellationToken cancellation = default)
    {
        var arguments = new List<string> { "rev-list", "--topo-order", "--reverse" };
        if (selection.Since is { } since)
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--max-age={Seconds(since)}"));
        if (selection.Until is { } until)
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--min-age={Seconds(until)}"));
        arguments.Add(selection.Head?.ToString() ?? "--all");
        var (_, text) = await ReadAsync([.. arguments], [], cancellation);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ObjectId.Parse(line))];
    }

    /// <summary>What <paramref name="head"/> was at a time: the newest commit up to it along first parents; null before the first.</summary>
    public async Task<ObjectId?> HeadAsOfAsync(ObjectId head, DateTime at, CancellationToken cancellation = default)
    {
        var (_, text) = await ReadAsync(
            [
                "rev-list",
                "--first-parent",
                "--max-count=1",
                string.Create(CultureInfo.InvariantCulture, $"--min-age={Seconds(at)}"),
                head.ToString(),
            ],
            [],
            cancellation
        );
        return text.Length == 0 ? null : ObjectId.Parse(text.TrimEnd('\n'));
    }

    /// <summary>The calendar day on which each commit was authored, where its author was; unreadable dates are left out.</summary>
    public async Task<Dictionary<ObjectId, DateOnly>> AuthorDaysAsync(
        IReadOnlyList<ObjectId> ids,
        CancellationToken cancellation = default
    )
    {
        var days = new Dictionary<ObjectId, DateOnly>(ids.Count);
        if (ids.Count == 0)
            return days;
        await using var git = GitProcess.Read(
            location,
            "log",
            "--no-walk=unsorted",
            "--stdin",
            "--date=short",
            "--no-show-signature",
            "--no-notes",
            "--format=tformat:%H %ad",
            "--diff-merges=off"
        );
        await WriteIdsAsync(git, ids, cancellation);
        using var reader = new StreamReader(git.Output, Encoding.ASCII, false, 1 << 16);
        while (await reader.ReadLineAsync(cancellation) is { } line)
            if (
                line.Split(' ') is [var id, var text]
                && DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
                days[ObjectId.Parse(id)] = day;
        return await git.ExitCodeAsync(cancellation) == 0 ? days : throw git.Failure();
    }

    private static long Seconds(DateTime at) => new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds();
}
