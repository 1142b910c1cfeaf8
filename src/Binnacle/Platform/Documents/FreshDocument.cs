using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Documents;

/// <summary>A document of which one is enough and which must be looked at now and then: a vision, an agreement, a ladder.</summary>
/// <param name="What">"vision document"</param>
public sealed record FreshDocument(string What, DocumentKind Kind, string WhenMissing, string WhenOld)
{
    public CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date, int limit)
    {
        var documents = records.Documents(Kind, scope, date);
        if (documents.Count == 0)
            return RepositoriesInScope.Of(records, scope, date).NotFound(What, WhenMissing);
        var newest = documents.MaxBy(document => document.Version.At);
        var age = States.Age(newest.Version.At, date);
        var state = States.OfAge(age, limit);
        return new CheckResult(
            state,
            $"{age} d",
            age == 0
                ? $"The {What} of {scope.Name} changed today"
                : $"The {What} of {scope.Name} last changed {Words.LongDays(age)} ago",
            state is CheckState.Pass ? "" : WhenOld
        )
        {
            Number = age,
            Unit = "days",
            Target = $"changed within {limit} days",
            Sample = new Sample(documents.Count, documents.Count == 1 ? "document" : "documents"),
            NewestAt = newest.Version.At,
            NewestWhat = newest.Record.Path,
            Evidence =
            [
                .. documents
                    .OrderBy(document => document.Version.At)
                    .Select(document => document.AsEvidence(document.Facts.Title))
                    .Take(States.MostEvidence),
            ],
        };
    }
}
