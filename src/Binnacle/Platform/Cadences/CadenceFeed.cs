using Binnacle.Platform.Access;
using Binnacle.Platform.Timeline;

namespace Binnacle.Platform.Cadences;

/// <summary>
/// An address for a calendar program, which cannot sign in. It opens the cadences of one team, or of all, as its owner sees
/// them that day. The address is shown once; its hash is kept.
/// </summary>
public sealed class CadenceFeed : IClassified, IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DataClass DataClass { get; private init; } = DataClass.Private;

    /// <summary>Whose cadences; null for all.</summary>
    public Guid? TeamId { get; init; }

    public Guid? OwnerAccountId { get; init; }

    public string Hash { get; init; } = "";

    public string Ending { get; init; } = "";

    public DateTime CreatedAt { get; init; }

    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
}

/// <summary>A calendar that was read, and what it would mark. Nothing is marked before somebody says so; the file itself is not kept.</summary>
public sealed class CalendarImport : IClassified, IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public DataClass DataClass { get; private init; } = DataClass.Private;

    public Guid? TeamId { get; private init; }

    public Guid? OwnerAccountId { get; init; }

    public string Name { get; init; } = "";

    public int Events { get; init; }

    public string? Notes { get; init; }

    public DateTime ReadAt { get; init; }

    public string ReadBy { get; init; } = "";

    public DateTime? AppliedAt { get; set; }

    public List<CalendarImportLine> Lines { get; init; } = [];
}

public sealed class CalendarImportLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ImportId { get; init; }
    public Guid CadenceId { get; init; }
    public DateOnly PlannedOn { get; init; }
    public MarkState State { get; init; }
    public DateOnly? MovedToOn { get; init; }
    public int? MovedToMinute { get; init; }

    /// <summary>Why, in words: “Architecture sync”, line 120.</summary>
    public string Why { get; init; } = "";

    /// <summary>Somebody said otherwise; what people say stays.</summary>
    public bool IsTold { get; init; }
}
