using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions;

/// <summary>A decision as it stood on a day, wherever it is kept.</summary>
/// <param name="Name">"7: Settle per partner".</param>
/// <param name="StatusText">The status as written, where it could not be read.</param>
/// <param name="ChangedAt">The newest change up to the day.</param>
/// <param name="WaitingSince">Null where it does not wait; on hold is a decision to wait.</param>
/// <param name="AcceptedAt">When it was accepted; of records in repositories unknown.</param>
internal sealed record DecisionOnDay(
    string Name,
    DecisionStatus Status,
    string? StatusText,
    DateTime ChangedAt,
    string Place,
    DateOnly? WaitingSince,
    DateTime? AcceptedAt,
    bool IsConfirmed,
    DateOnly? RevisitOn,
    DocumentInForce? Document
)
{
    public bool IsOwn => Document is null;

    /// <summary>Accepted, and either its format has a section for it or it is ours and older than the limit.</summary>
    public bool AsksForConfirmation(DateOnly date, int limit) =>
        Status is DecisionStatus.Accepted
        && (
            Document is { } document
                ? document.Facts is DecisionFacts { Format: "madr" }
                : IsConfirmed || States.Age(AcceptedAt!.Value, date) > limit
        );

    public Evidence AsEvidence(string? note, CheckState state) =>
        Document is { } document
            ? document.AsEvidence(Name, note, state)
            : new(Name, note, At: ChangedAt, State: state);

    /// <summary>Those kept here, and the records of repositories that were not taken over by that day.</summary>
    public static IReadOnlyList<DecisionOnDay> All(CheckRecords records, Scope scope, DateOnly date)
    {
        var own = records.Of<DecidedRecord>().Where(row => States.IsBy(row.WrittenAt, date)).ToList();
        var taken = own.Select(row => row.DocumentId).OfType<Guid>().ToHashSet();
        return
        [
            .. records
                .Documents(DocumentKind.Decision, scope, date)
                .Where(row => !taken.Contains(row.Record.Id))
                .Select(row => Of(row, date)),
            .. own.Where(row => scope.Holds(row.TeamId, null)).Select(row => Of(row, date)),
        ];
    }

    private static DecisionOnDay Of(DecidedRecord row, DateOnly date)
    {
        var steps = row.Steps.Where(step => States.IsBy(step.At, date)).ToList();
        var status = steps.Count == 0 ? DecisionStatus.Unknown : steps[^1].Status;
        // Put on hold and proposed again it waits from the day on which it was proposed again.
        var since = steps.FindLastIndex(step => !Waits(step.Status)) + 1;
        var confirmed = row.ConfirmedAt.LastOrDefault(at => States.IsBy(at, date));
        var days = row.RevisitDays.LastOrDefault(day => States.IsBy(day.Since, date));
        return new(
            $"{row.Number}: {row.Title}",
            status,
            "no status",
            new[] { steps.Count == 0 ? row.WrittenAt : steps[^1].At, confirmed, days.Since }.Max(),
            $"decision {row.Number}",
            Waits(status) ? DateOnly.FromDateTime(steps[since].At) : null,
            status is DecisionStatus.Accepted ? steps[^1].At : null,
            confirmed != default,
            days.Day,
            null
        );
    }

    private static DecisionOnDay Of(DocumentInForce row, DateOnly date)
    {
        var facts = row.Facts as DecisionFacts;
        return new(
            facts is { Number: { } number } ? $"{number}: {facts.Title}" : row.Facts.Title,
            facts?.Status ?? DecisionStatus.Unknown,
            facts?.StatusText is { Length: > 0 } text ? $"status \"{text}\"" : "no status",
            row.Version.At,
            row.Record.Path,
            facts is not null && Waits(facts.Status) ? Since(row, facts, date) : null,
            null,
            facts?.HasConfirmation is true,
            facts?.RevisitOn,
            row
        );
    }

    private static DateOnly Since(DocumentInForce decision, DecisionFacts facts, DateOnly date)
    {
        var since = DateOnly.FromDateTime(decision.Version.At);
        foreach (var version in decision.Record.Versions.Where(version => States.IsBy(version.At, date)).Reverse())
        {
            if (version.Facts is not DecisionFacts { Status: var status } || !Waits(status))
                break;
            since = DateOnly.FromDateTime(version.At);
        }
        return facts.Date is { } written && written < since ? written : since;
    }

    private static bool Waits(DecisionStatus status) => status is DecisionStatus.Draft or DecisionStatus.Proposed;
}
