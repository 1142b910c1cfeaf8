using System.Text.Json;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions;

/// <summary>The states that the versions of a record show, each from the version that brought it; the last as the file says now.</summary>
internal static class TakenSteps
{
    public static void Set(Decision decision, RepositoryDecision record, IEnumerable<DocumentVersion> versions)
    {
        foreach (var version in versions.Where(version => version.Facts is not null))
        {
            if (
                JsonSerializer.Deserialize<DocumentFacts>(version.Facts!) is not DecisionFacts facts
                || (decision.Steps.Count > 0 && decision.Status == facts.Status)
            )
                continue;
            // It was younger in the repository than it is: moved there, or written down late.
            var at = decision.Steps.Count > 0 ? version.At : Earlier(Earlier(version.At, facts.Date), record.Date);
            Add(decision, facts.Status, at);
        }
        if (decision.Steps.Count == 0)
            Add(decision, record.Status, Earlier(record.ChangedAt, record.Date));
        (decision.ProposedAt, decision.DecidedAt) = Waited(decision.Steps);
        decision.Revision = 1;
    }

    private static void Add(Decision decision, DecisionStatus status, DateTime at)
    {
        decision.Steps.Add(
            new DecisionStep
            {
                DecisionId = decision.Id,
                Status = status,
                At = at,
                By = DecisionTakingOver.TheRepository,
            }
        );
        (decision.Status, decision.StatusAt) = (status, at);
    }

    /// <summary>
    /// Since when it waited and the decision that ended it, as <see cref="RepositoryDecisions"/> pairs them. What never waited
    /// was decided in its first step that says so; superseded and deprecated it was accepted before, nobody knows when.
    /// </summary>
    private static (DateTime? ProposedAt, DateTime? DecidedAt) Waited(List<DecisionStep> steps)
    {
        var first = steps.FindIndex(step => IsWaiting(step.Status));
        var after = first < 0 ? steps : steps[first..];
        var decided =
            after.Find(step => step.Status is DecisionStatus.Accepted or DecisionStatus.Rejected)
            ?? after.Find(step => step.Status is DecisionStatus.Superseded or DecisionStatus.Deprecated);
        return (first < 0 ? null : steps[first].At, decided?.At);
    }

    private static bool IsWaiting(DecisionStatus status) =>
        status is DecisionStatus.Draft or DecisionStatus.Proposed or DecisionStatus.OnHold;

    private static DateTime Earlier(DateTime at, DateOnly? day) =>
        day is { } known && known < DateOnly.FromDateTime(at)
            ? known.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
            : at;
}
