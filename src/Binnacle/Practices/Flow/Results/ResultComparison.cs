using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;
using Binnacle.Practices.Flow.Delivery;

namespace Binnacle.Practices.Flow.Results;

/// <summary>One row that is counted otherwise than when the result was frozen.</summary>
/// <param name="Then">Null where it was not counted.</param>
/// <param name="Now">Null where it is not counted any more.</param>
public sealed record PartDifference(Guid Id, double? Then, double? Now);

/// <summary>A frozen result against the same measure counted now, with every row that makes the difference.</summary>
public sealed record ResultComparison(FrozenResult Then, DeliveryResult Now, IReadOnlyList<PartDifference> Differences)
{
    public bool IsSame =>
        Differences.Count == 0 && Then.Definition == Now.Measure.Version && Then.Value.Equals(Now.Value);

    public static ResultComparison Of(FrozenResult then, DeliveryResult now)
    {
        var before = then.Unpacked().ToDictionary(part => part.Id, part => part.Number);
        var after = now.Parts.ToDictionary(part => part.Id, part => part.Number);
        return new(
            then,
            now,
            [
                .. from id in before.Keys.Union(after.Keys)
                let was = before.TryGetValue(id, out var old) ? old : (double?)null
                let later = after.TryGetValue(id, out var newer) ? newer : (double?)null
                where was is null || later is null || Math.Abs(was.Value - later.Value) > 1e-9
                orderby Math.Abs((later ?? 0) - (was ?? 0)) descending, id
                select new PartDifference(id, was, later),
            ]
        );
    }

    /// <summary>Why the two differ, in a sentence.</summary>
    public string Why
    {
        get
        {
            var added = Differences.Count(row => row.Then is null);
            var gone = Differences.Count(row => row.Now is null);
            var changed = Differences.Count - added - gone;
            List<string> parts = [];
            if (Then.Definition != Now.Measure.Version)
                parts.Add(
                    $"the definition went from version {Then.Definition} to {Now.Measure.Version} ({string.Join(' ', Now.Measure.Definitions.Skip(Then.Definition))})"
                );
            if (added > 0)
                parts.Add($"{Words.Count(added, "row")} came in later");
            if (gone > 0)
                parts.Add($"{Words.Count(gone, "row")} {Words.Verb(gone, "is", "are")} not counted any more");
            if (changed > 0)
                parts.Add($"{Words.Count(changed, "row")} {Words.Verb(changed, "has", "have")} another number");
            return parts.Count == 0 ? "Nothing differs." : $"{Wording.Capital(Words.List(parts))}.";
        }
    }
}
