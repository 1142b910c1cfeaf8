using Binnacle.Platform.Access;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;

namespace Binnacle.Platform.Commitments;

/// <summary>What somebody promised, by when, and what it should change. Closing it is a row, not a flag.</summary>
public sealed class Commitment : IRecorded, IClassified, ISearchable
{
    private DateOnly dueOn;
    private DateOnly? verifyOn;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Title { get; set; } = "";

    public string? Detail { get; set; }

    public Guid OwnerId { get; set; }

    public Guid? TeamId { get; set; }

    public DateOnly DueOn
    {
        get => dueOn;
        set
        {
            PromisedOn ??= value;
            dueOn = value;
        }
    }

    /// <summary>The day by which it counts as kept: the first due date, or the one it was moved to in good time.</summary>
    public DateOnly? PromisedOn { get; set; }

    /// <summary>What it answers: <c>check:debt.share@team:payments</c>, <c>document:12</c>, <c>page:/practices/decisions/3</c>; null when made by hand.</summary>
    public string? Origin { get; init; }

    public string? OriginTitle { get; init; }

    /// <summary>The slug of the measure that should move; null where a check's number should, or nothing is expected.</summary>
    public string? ExpectedMeasure { get; set; }

    /// <summary>The check whose number should move, the way it should move, at least by how much, and when to look.</summary>
    public string? ExpectedCheckId { get; set; }

    public string? ExpectedScope { get; set; }

    public bool ExpectedUp { get; set; }

    public double? ExpectedAtLeast { get; set; }

    public DateOnly? VerifyOn
    {
        get => verifyOn;
        set => verifyOn = LookOn = value;
    }

    /// <summary>The day of the next look at the number; null when none is due any more.</summary>
    public DateOnly? LookOn { get; private set; }

    /// <summary>The number on the day that the effect was named, most often the day it was made.</summary>
    public double? NumberBefore { get; set; }

    /// <summary>The unit of that number, and the version of the definition behind it: another one later cannot be compared.</summary>
    public string? UnitBefore { get; set; }

    public int? VersionBefore { get; set; }

    public DateTime MadeAt { get; init; }

    public string MadeBy { get; init; } = "";

    public DataClass DataClass { get; init; }

    public Guid? OwnerAccountId { get; init; }

    public Closure? Closure { get; private set; }

    /// <summary>Day and way of the <see cref="Closure"/>, kept here so that twenty thousand can be counted without it.</summary>
    public DateOnly? ClosedOn { get; private set; }

    public ClosureOutcome? ClosedAs { get; private set; }

    /// <summary>Of the newest look, and its day.</summary>
    public Verdict? Verdict { get; private set; }

    public DateOnly? LookedFor { get; private set; }

    /// <summary>The day of a look that failed and that nobody answered yet.</summary>
    public DateOnly? FailedOn { get; private set; }

    public List<DueMove> Moves { get; } = [];

    public List<HandOver> HandOvers { get; } = [];

    /// <summary>One for each look at the number.</summary>
    public List<Verification> Verifications { get; } = [];

    public bool ExpectsEffect => ExpectedMeasure is not null || ExpectedCheckId is not null;

    public string Url => $"/commitments/{Number}";

    public bool IsOverdueOn(DateOnly date) => Closure is null && DueOn < date;

    /// <param name="now">Where the number stands today; null where nothing tells.</param>
    internal void Expect(ExpectedEffect effect, ExpectedNumber? now)
    {
        (ExpectedMeasure, ExpectedCheckId, ExpectedScope) = (effect.Measure, effect.Check, effect.In);
        (ExpectedUp, ExpectedAtLeast, VerifyOn) = (effect.Up, effect.AtLeast, effect.VerifyOn);
        (NumberBefore, UnitBefore, VersionBefore) = (now?.Number, now?.Unit, now?.Version);
    }

    /// <exception cref="Refusal">It is closed already, or a dropped one gives no reason.</exception>
    public void Close(ClosureOutcome outcome, string? note, DateTime at, string by)
    {
        if (Closure is not null)
            throw new Refusal("", $"Commitment {Number} was closed on {Closure.At:d MMM yyyy} by {Closure.By}.");
        if (outcome is ClosureOutcome.Dropped && string.IsNullOrWhiteSpace(note))
            throw new Refusal("note", "Say why it is dropped, so that the next review need not ask.");
        Closure = new Closure
        {
            CommitmentId = Id,
            Outcome = outcome,
            Note = note,
            At = at,
            By = by,
        };
        (ClosedOn, ClosedAs) = (DateOnly.FromDateTime(at), outcome);
        if (outcome is ClosureOutcome.Dropped)
            LookOn = null;
        // As long after the work as was promised: what is done late is looked at late.
        else if (ExpectsEffect && VerifyOn is { } day && ClosedOn > DueOn)
            LookOn = ClosedOn.Value.AddDays(Math.Max(0, day.DayNumber - DueOn.DayNumber));
    }

    public SearchWords ToBeFound() => new("commitment", Number, Title, $"{Detail}\n{OriginTitle}".Trim(), Url, MadeAt);

    /// <summary>Its newest verdict stands here too, so that twenty thousand can be counted without the looks.</summary>
    public void Looked(Verification look)
    {
        (Verdict, LookedFor) = (look.Verdict, look.LookedFor);
        FailedOn = look.Failed && look.Answer is null ? look.LookedFor : null;
        LookOn = null;
    }

    public void Answered() => FailedOn = null;

    /// <summary>When the next look is; null where nothing waits to be looked at until somebody asks again.</summary>
    public void LookNext(DateOnly? on) => LookOn = on;
}

public enum ClosureOutcome
{
    Done,
    Dropped,
}

public sealed class Closure
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CommitmentId { get; init; }
    public ClosureOutcome Outcome { get; init; }
    public string? Note { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}
