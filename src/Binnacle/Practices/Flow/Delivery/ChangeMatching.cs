using System.Text.RegularExpressions;
using Binnacle.Platform.Facts;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>One change: what was told of it, where anything was, and the commits of the default branch that it became.</summary>
/// <param name="Line">Indexes into the <see cref="Mainline"/>, oldest first; none for one that is open or was not found.</param>
internal sealed record MatchedChange(Change? Told, string Number, IReadOnlyList<int> Line, bool IsSquash)
{
    public bool IsFound => Line.Count > 0;
}

/// <summary>
/// Finds the commits of each change: by its merge commit, by its number in a subject, by its newest commit. What is left of the
/// line are changes that nobody told of: merges, squashes, pushes.
/// </summary>
internal sealed partial class ChangeMatching(DeliveryInput input, Mainline line)
{
    /// <summary>Commits that a rebase put on the line were committed together.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(2);

    private readonly Dictionary<int, Change> taken = [];

    public List<MatchedChange> Run()
    {
        var numbers = NumbersOfLine();
        var found = new List<MatchedChange>();
        var merged = input.Changes.Where(change => change.MergedAt is not null && IsOfBranch(change)).ToList();
        var places = merged.ConvertAll(change => Find(change, numbers));
        foreach (var (change, place) in merged.Zip(places))
            if (place >= 1)
                taken.TryAdd(place, change);
        foreach (var (change, place) in merged.Zip(places))
        {
            var isOwn = place >= 1 && taken[place] == change;
            if (change.MergedAt >= input.Since || isOwn)
                found.Add(new(change, change.Number, isOwn ? [.. WithRebased(change, place)] : [], false));
        }
        found.AddRange(
            input
                // Closed on a day that nobody told: open no more, and since when is not known.
                .Changes.Where(change =>
                    change.MergedAt is null && !(change.IsClosed == true && change.ClosedAt is null)
                )
                .Select(change => new MatchedChange(change, change.Number, [], false))
        );
        var rest = Enumerable.Range(1, Math.Max(0, line.Count - 1)).Where(index => !taken.ContainsKey(index));
        found.AddRange(rest.Select(Untold));
        return found;
    }

    /// <summary>A change that was merged into another branch comes to this one with that branch's own change.</summary>
    private bool IsOfBranch(Change change) =>
        change.BaseBranch is null
        || input.Branch is null
        || change.BaseBranch == input.Branch
        // The branch had another name then.
        || line.IsOwn(change.MergeCommit);

    private int Find(Change change, Dictionary<string, int> numbers) =>
        line.IndexOf(change.MergeCommit) is >= 1 and var merge ? merge
        : numbers.GetValueOrDefault(change.Number) is >= 1 and var number ? number
        : line.IndexOf(change.HeadCommit);

    private IEnumerable<int> WithRebased(Change change, int place)
    {
        var first = place;
        for (var left = change.Commits - 1; left > 0 && first > 1 && !line[place].IsMerge; left--)
        {
            var before = line[first - 1];
            var isOther = before.IsMerge || taken.ContainsKey(first - 1) || NumberOf(before.Subject).Length > 0;
            if (isOther || (line[place].CommittedAt - before.CommittedAt).Duration() > Together)
                break;
            taken[--first] = change;
        }
        return Enumerable.Range(first, place - first + 1);
    }

    private MatchedChange Untold(int index)
    {
        var number = NumberOf(line[index].Subject);
        return new(null, number, [index], number.Length > 0 && !line[index].IsMerge);
    }

    private Dictionary<string, int> NumbersOfLine()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 1; index < line.Count; index++)
            if (NumberOf(line[index].Subject) is { Length: > 0 } number)
                numbers.TryAdd(number, index);
        return numbers;
    }

    /// <summary>"Mend the cart (#12)", "Merge pull request #12 from …", "Merged in … (pull request #12)", "… (!12)".</summary>
    /// <returns>Empty where it names none.</returns>
    public static string NumberOf(string subject) =>
        Number().Match(subject) is { Success: true } match ? match.Groups["number"].Value : "";

    [GeneratedRegex(
        @"\((pull request )?[#!](?<number>[1-9][0-9]{0,8})\)\s*$|^Merge pull request #(?<number>[1-9][0-9]{0,8})\b|^Merged PR (?<number>[1-9][0-9]{0,8}):",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Number();
}
