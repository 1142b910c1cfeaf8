namespace Binnacle.Platform.Commitments;

/// <summary>A due date that was moved, and why.</summary>
public sealed class DueMove
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CommitmentId { get; init; }
    public DateOnly DueBefore { get; init; }
    public DateOnly DueAfter { get; init; }
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

/// <summary>Another owner, by the names of that day.</summary>
public sealed class HandOver
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CommitmentId { get; init; }
    public string OwnerBefore { get; init; } = "";
    public string OwnerAfter { get; init; } = "";
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

/// <summary>A reminder that went out, so that there are few.</summary>
public sealed class SentReminder
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid OwnerId { get; init; }
    public ReminderKind Kind { get; init; }

    /// <summary>Null for the digest of the week.</summary>
    public Guid? CommitmentId { get; init; }
    public DateOnly SentOn { get; init; }
}
