using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Decisions;

/// <summary>
/// What was decided keeps its words. A slip may be mended: a few words of a field, with a reason, and the version before stays.
/// Links to measures and principles may be completed.
/// </summary>
public static class DecisionCorrecting
{
    /// <summary>Words of a field that a correction may change: 5 % of the longer text, at least three.</summary>
    public static int MostWords(string before, string after) =>
        Math.Max(3, Math.Max(Words(before).Length, Words(after).Length) / 20);

    /// <exception cref="Refusal">More than a slip, or without a reason.</exception>
    public static async Task CorrectDecisionAsync(
        this AppDb db,
        Decision decision,
        DecisionContent content,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.RequireWriter(decision);
        if (decision.IsUndecided)
            throw new Refusal("", $"Decision {decision.Number} is still undecided: edit it.");
        DecisionWriting.RequireUnchanged(decision, content.Revision);
        var before = DecisionSubstance.Of(decision);
        var values = await CheckedContent.OfAsync(
            db,
            content with
            {
                Scope = null,
                Decider = null,
                DeciderNumber = null,
            },
            cancellation
        );
        var changed = DecisionWriting.Compare(before, values.Substance);
        RequireSlip(before, values.Substance);
        var links = decision.Measures.Count + decision.Principles.Count;
        DecisionWriting.SetLinks(decision, values);
        if (changed.Count > 0)
        {
            var words =
                CheckedContent.Text("reason", reason, 500) ?? throw new Refusal("reason", "Say what slip this mends.");
            DecisionWriting.Set(decision, values.Substance);
            DecisionWriting.Keep(db, decision, VersionKind.Corrected, words);
            db.Record(
                "decision.corrected",
                decision.Title,
                decision.Url,
                $"{string.Join(", ", changed)}: {words}",
                decision
            );
        }
        else
        {
            db.Record(
                "decision.links-changed",
                decision.Title,
                decision.Url,
                $"measures and principles: {links} → {decision.Measures.Count + decision.Principles.Count}",
                decision
            );
        }
        decision.Revision++;
        await db.SaveDecisionAsync(cancellation);
    }

    private static void RequireSlip(DecisionSubstance before, DecisionSubstance after)
    {
        if (
            before.Options.Count != after.Options.Count
            || before.Options.Zip(after.Options).Any(pair => pair.First.Chosen != pair.Second.Chosen)
        )
            throw new Refusal(
                "options",
                "The options and the choice are what was decided. Write a decision that supersedes this one."
            );
        foreach (var (old, young) in before.Fields.Zip(after.Fields))
        {
            if (old.Text != young.Text && ChangedWords(old.Text, young.Text) > MostWords(old.Text, young.Text))
                throw new Refusal(
                    old.Field,
                    $"{old.Name} changes more than a slip ({ChangedWords(old.Text, young.Text)} words, at most {MostWords(old.Text, young.Text)}). Write a decision that supersedes this one."
                );
        }
    }

    /// <summary>Words taken away or put in, whichever is more: the longer text less what both share in order.</summary>
    public static int ChangedWords(string before, string after)
    {
        ReadOnlySpan<string> old = Words(before);
        ReadOnlySpan<string> young = Words(after);
        var start = old.CommonPrefixLength(young);
        old = old[start..];
        young = young[start..];
        while (old.Length > 0 && young.Length > 0 && old[^1] == young[^1])
        {
            old = old[..^1];
            young = young[..^1];
        }
        var row = new int[young.Length + 1];
        for (var i = 0; i < old.Length; i++)
        {
            var diagonal = 0;
            for (var j = 0; j < young.Length; j++)
            {
                var above = row[j + 1];
                row[j + 1] = old[i] == young[j] ? diagonal + 1 : Math.Max(above, row[j]);
                diagonal = above;
            }
        }
        return Math.Max(old.Length, young.Length) - row[^1];
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
