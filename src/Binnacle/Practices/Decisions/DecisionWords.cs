using Binnacle.Platform.Documents;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Decisions;

/// <summary>How decisions are spoken of, everywhere the same.</summary>
internal static class DecisionWords
{
    public static string Capital(this DecisionStatus status)
    {
        var word = status.Word();
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    /// <summary>What happened, under the title: "Accepted on 3 Mar 2026 by Amara Okafor, after 12 days."</summary>
    public static string Sentence(Decision decision, DateOnly today)
    {
        var last = decision.Steps.MaxBy(step => (step.At, step.Id));
        var by = last is null ? "" : $" by {last.By}";
        if (decision.IsUndecided)
        {
            var since = DateOnly.FromDateTime(decision.ProposedAt ?? decision.StatusAt);
            var days = today.DayNumber - since.DayNumber;
            return $"{decision.Status.Capital()}{by}; it waits since {Wording.Day(since)}{(days > 0 ? $", {Wording.Count(days, "day", "days")}" : "")}.";
        }
        var waited = decision
            is { Status: DecisionStatus.Accepted or DecisionStatus.Rejected, ProposedAt: { } from, DecidedAt: { } to }
            ? $", after {DecisionWaits.Days((to - from).TotalDays)}"
            : "";
        return $"{decision.Status.Capital()} on {Wording.Day(decision.StatusAt)}{by}{waited}.";
    }

    public static string? OriginUrl(string? origin) =>
        origin switch
        {
            null => null,
            _ when origin.StartsWith("document:", StringComparison.Ordinal) =>
                $"/documents/{origin["document:".Length..]}",
            _ when origin.StartsWith("page:/", StringComparison.Ordinal) => origin["page:".Length..],
            _ when origin.StartsWith("check:", StringComparison.Ordinal)
                    && origin.Split('@', 2) is [var id, var scope] => $"/checks/{id["check:".Length..]}?in={scope}",
            _ => null,
        };

    public static string Verb(string verb) =>
        verb switch
        {
            "decision.proposed" => "proposed it",
            "decision.recorded" => "wrote it down as decided",
            "decision.taken-over" => "took it over from the repository",
            "decision.changed" => "changed it",
            "decision.corrected" => "mended a slip",
            "decision.links-changed" => "changed its links",
            "decision.accepted" => "accepted it",
            "decision.rejected" => "rejected it",
            "decision.on-hold" => "put it on hold",
            "decision.deprecated" => "deprecated it",
            "decision.superseded" => "superseded it",
            "decision.replacement-proposed" => "proposed to replace it",
            "decision.advice-asked" => "asked for advice",
            "decision.advised" => "wrote advice down",
            "decision.advice-considered" => "considered advice",
            "decision.confirmed" => "saw that it is followed",
            "decision.revisited" => "looked at it again",
            "decision.written-back" => "wrote it to a repository",
            "decision.found" => "found its file in the repository",
            _ => verb,
        };
}
