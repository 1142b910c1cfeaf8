using System.Globalization;
using System.Text;

namespace Binnacle.Commands;

/// <summary>The account of a scan in plain text, a line a fact.</summary>
internal static class ScanTerminal
{
    private const int MostAreas = 15;

    public static string Write(ScanAccount account)
    {
        var text = new StringBuilder();
        void Line(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name, -16} {value}\n");
        Line("Repository", account.Repository);
        Line("Branch", $"{account.Branch ?? "none, a detached head"} at {account.Head[..12]}");
        Line(
            "Commits",
            Invariant(
                $"{account.Commits:N0}, of them {account.Merges:N0} merges and {account.CommitsByBots:N0} by bots"
            )
        );
        Line("People", Invariant($"{account.People:N0}, and {account.Bots:N0} bots"));
        Line("History", Invariant($"{account.FirstCommitAt:yyyy-MM-dd} to {account.LastCommitAt:yyyy-MM-dd}"));
        if (account.IsShallow)
            Line("", "The clone is shallow: older history is missing.");
        if (account.IsPartial)
            Line("", "The clone is partial: contents of files may be missing.");
        if (account.CommitsWithoutLineCounts > 0)
            Line("", Invariant($"Lines of {account.CommitsWithoutLineCounts:N0} commits could not be counted."));
        Line("Releases", Releases(account.Releases));
        text.Append(ScanTerminalWindow.Write(account));
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nWork, {account.Work.From:yyyy-MM-dd} to {account.Work.To:yyyy-MM-dd}, {account.Work.Changes:N0} changes\n"
        );
        foreach (var (kind, count) in account.Work.Kinds.Where(row => row.Value > 0))
            Line($"  {kind}", Share(count, account.Work.Changes));
        foreach (var (by, count) in account.Work.DecidedBy.Where(row => row.Value > 0))
            Line("", $"decided by {Words(by.ToString())}: {Share(count, account.Work.Changes)}");
        text.Append("\nAreas, changes by people\n");
        foreach (var area in account.Areas.Take(MostAreas))
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {area.Changes, 7:N0}  {area.Area}{(area.IsSinglePerson ? "  (one person knows it)" : "")}\n"
            );
        if (account.Areas.Count > MostAreas)
            text.Append(
                CultureInfo.InvariantCulture,
                $"  and {account.Areas.Count - MostAreas} more, all in --format json\n"
            );
        text.Append("\nDocuments\n");
        foreach (var kind in account.Documents)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {kind.Count, 7:N0}  {Words(kind.Kind.ToString())}\n");
            foreach (var problem in kind.Problems)
                text.Append(CultureInfo.InvariantCulture, $"           {problem}\n");
        }
        if (account.Documents.Count == 0)
            text.Append("  none found\n");
        return Printable(text.ToString());
    }

    private static string Releases(ReleaseAccount releases) =>
        releases.Count == 0
            ? "none found by a tag with a version"
            : Invariant($"{releases.Count:N0}, newest {releases.Newest} of {releases.NewestAt:yyyy-MM-dd}")
                + (
                    releases.DaysBetween is { } days ? Invariant($", every {days:0.#} days (median of the window)") : ""
                );

    internal static string Share(int count, int of) => Invariant($"{count:N0} ({100.0 * count / Math.Max(1, of):0} %)");

    /// <summary>"ConventionalCommit" → "conventional commit".</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}"))
            .ToLowerInvariant();

    /// <summary>Names of files may hold what a terminal would obey.</summary>
    private static string Printable(string text) =>
        string.Concat(text.Select(letter => letter is not '\n' && char.IsControl(letter) ? '\ufffd' : letter));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
