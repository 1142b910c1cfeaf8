using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>
/// What was decided, why, and at what price. How it came about is told by its rows: steps, advice, confirmations, revisits,
/// versions. Once accepted its substance stays as it was; who thinks otherwise writes one that supersedes it.
/// </summary>
public sealed class Decision : IRecorded, IClassified, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Title { get; set; } = "";

    public Guid? TeamId { get; set; }

    /// <summary>The person who may decide besides the leaders of its scope.</summary>
    public Guid? DeciderId { get; set; }

    /// <summary>Markdown, as all texts below.</summary>
    public string? Context { get; set; }

    public string? Drivers { get; set; }

    public string? Constraints { get; set; }

    public string? Outcome { get; set; }

    public string? Consequences { get; set; }

    /// <summary>How one will know that it is followed; that it was is a row of <see cref="Confirmations"/>.</summary>
    public string? Confirmation { get; set; }

    public DateOnly? RevisitOn { get; set; }

    /// <summary>Of the newest of <see cref="Steps"/>; here so that lists can filter by it.</summary>
    public DecisionStatus Status { get; set; }

    public DateTime StatusAt { get; set; }

    /// <summary>Since when it waited for a decision; null where it was written down after it had been decided.</summary>
    public DateTime? ProposedAt { get; set; }

    /// <summary>When it was first accepted or rejected; null before.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <summary>What made somebody write it: <c>check:debt.share@team:payments</c>, <c>document:12</c>, <c>page:/review/sessions/3</c>.</summary>
    public string? Origin { get; init; }

    public string? OriginTitle { get; init; }

    /// <summary>The record in a repository that it was taken over from or written into: this one counts for both.</summary>
    public Guid? DocumentId { get; set; }

    /// <summary>Where a new file was written for it; a scan that finds the file sets <see cref="DocumentId"/>.</summary>
    public Guid? WrittenRepositoryId { get; set; }

    public string? WrittenPath { get; set; }

    public DateTime WrittenAt { get; init; }

    public string WrittenBy { get; init; } = "";

    /// <summary>Counts changes of any kind: who changes what somebody else has just changed is refused.</summary>
    public int Revision { get; set; }

    public DataClass DataClass { get; init; }

    public Guid? OwnerAccountId { get; init; }

    public List<DecisionStep> Steps { get; init; } = [];

    public List<DecisionOption> Options { get; init; } = [];

    public List<DecisionAdvice> Advice { get; init; } = [];

    public List<DecisionConfirmation> Confirmations { get; init; } = [];

    public List<DecisionRevisit> Revisits { get; init; } = [];

    public List<DecisionVersion> Versions { get; init; } = [];

    public List<DecisionMeasure> Measures { get; init; } = [];

    public List<DecisionPrinciple> Principles { get; init; } = [];

    public string Url => $"/practices/decisions/{Number}";

    public bool IsUndecided =>
        Status is DecisionStatus.Unknown or DecisionStatus.Draft or DecisionStatus.Proposed or DecisionStatus.OnHold;

    public SearchWords ToBeFound() =>
        new(
            "decision",
            Number,
            Title,
            string.Join('\n', new[] { Outcome, Context, Drivers, Constraints, Consequences }.OfType<string>()),
            Url,
            StatusAt,
            TeamId
        );

    /// <summary>A row for the step, and the state that follows from it.</summary>
    /// <exception cref="Refusal">This does not follow on the state it is in.</exception>
    public void Step(DecisionStatus status, DateTime at, string by, string? note = null)
    {
        if (!DecisionStep.MayFollow(Revision == 0 ? null : Status, status))
            throw new Refusal(
                "status",
                $"Decision {Number} is {Status.Word()} since {StatusAt:d MMM yyyy}; it cannot become {status.Word()}."
            );
        Steps.Add(
            new DecisionStep
            {
                DecisionId = Id,
                Status = status,
                At = at,
                By = by,
                Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            }
        );
        (Status, StatusAt) = (status, at);
        if (status is DecisionStatus.Draft or DecisionStatus.Proposed or DecisionStatus.OnHold)
            ProposedAt ??= at;
        if (status is DecisionStatus.Accepted or DecisionStatus.Rejected)
            DecidedAt ??= at;
        Revision++;
    }
}

/// <summary>The little that somebody writes down in passing, in a review session or beside a finding; the form fills in the rest.</summary>
/// <param name="Scope"><c>team:payments</c>; null or <c>organization</c> for the whole organization.</param>
/// <param name="Measures">Slugs of the measures it cites.</param>
/// <param name="Principles">Numbers of the principles it trades off.</param>
/// <param name="Origin">As <see cref="Decision.Origin"/>.</param>
/// <param name="Decided">It is decided already: accepted when it is written. Only who may decide may say so.</param>
public sealed record DecisionDraft(
    string? Title,
    string? Context = null,
    string? Outcome = null,
    string? Scope = null,
    IReadOnlyList<string>? Measures = null,
    IReadOnlyList<int>? Principles = null,
    string? Origin = null,
    bool Decided = false,
    string? OriginTitle = null
);

/// <summary>A decision as checks see it, kept here or taken over from a repository. Records that stand in a repository alone are documents.</summary>
/// <param name="Title">"a decision" where not everybody may read it.</param>
/// <param name="Status">"proposed", "on hold", "accepted", as on the page.</param>
/// <param name="DecidedAt">When it was first accepted or rejected.</param>
public sealed record DecidedRecord(
    int Number,
    string Title,
    string Status,
    DateTime? DecidedAt,
    Guid? TeamId,
    IReadOnlyList<Guid> MeasureIds,
    IReadOnlyList<int> Principles
)
{
    public DateTime WrittenAt { get; init; }

    /// <summary>The record in a repository that it was taken over from: from <see cref="WrittenAt"/> on this one counts for both.</summary>
    public Guid? DocumentId { get; init; }

    /// <summary>Every state it was in, oldest first.</summary>
    public IReadOnlyList<(DecisionStatus Status, DateTime At)> Steps { get; init; } = [];

    /// <summary>When somebody saw that it is followed, oldest first.</summary>
    public IReadOnlyList<DateTime> ConfirmedAt { get; init; } = [];

    /// <summary>The day to look at it again, and since when it is that day; oldest first.</summary>
    public IReadOnlyList<(DateOnly? Day, DateTime Since)> RevisitDays { get; init; } = [];

    public string Url => $"/practices/decisions/{Number}";
}

public sealed record AskedAdvice(int Number, string Title, string? AskedBy, DateTime? AskedAt)
{
    public string Url => $"/practices/decisions/{Number}/advice";
}

public static class DecisionVerbs
{
    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static Task<Decision> DraftDecisionAsync(
        this AppDb db,
        DecisionDraft draft,
        CancellationToken cancellation = default
    ) =>
        db.WriteDecisionAsync(
            new DecisionContent(draft.Title)
            {
                Context = draft.Context,
                Outcome = draft.Outcome,
                Scope = draft.Scope,
                Measures = draft.Measures ?? [],
                Principles = draft.Principles ?? [],
                Origin = draft.Origin,
                OriginTitle = draft.OriginTitle,
                Decided = draft.Decided,
            },
            cancellation
        );

    /// <summary>Numbers of undecided decisions that wait for advice of the signed-in person; empty where no person stands behind the account.</summary>
    public static async Task<HashSet<int>> DecisionsAskingMeAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        await db.OwnPersonAsync(cancellation) is { } me
            ? await db.Set<Decision>()
                .Where(row =>
                    row.Status <= DecisionStatus.OnHold
                    && row.Advice.Any(advice => advice.PersonId == me && advice.GivenAt == null)
                )
                .Select(row => row.Number)
                .ToHashSetAsync(cancellation)
            : [];

    /// <summary>Decisions that wait for advice of the signed-in person, the longest waiting first.</summary>
    public static async Task<List<AskedAdvice>> AdviceAskedOfMeAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        await db.OwnPersonAsync(cancellation) is { } me
            ? await db.Set<DecisionAdvice>()
                .Where(advice => advice.PersonId == me && advice.GivenAt == null)
                .Join(
                    db.Set<Decision>().Where(row => row.Status <= DecisionStatus.OnHold),
                    advice => advice.DecisionId,
                    row => row.Id,
                    (advice, row) => new { advice, row }
                )
                .OrderBy(asked => asked.advice.AskedAt)
                .Take(20)
                .Select(asked => new AskedAdvice(
                    asked.row.Number,
                    asked.row.Title,
                    asked.advice.AskedBy,
                    asked.advice.AskedAt
                ))
                .ToListAsync(cancellation)
            : [];
}
