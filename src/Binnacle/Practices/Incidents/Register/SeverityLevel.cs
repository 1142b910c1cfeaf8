using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>A degree of severity with the rule that decides it, as people wrote it.</summary>
public sealed class SeverityLevel : IRecorded
{
    /// <summary>1 is the worst.</summary>
    public int Rank { get; init; }

    public string Name { get; set; } = "";

    /// <summary>When an incident has it, so that two people decide alike.</summary>
    public string Rule { get; set; } = "";

    /// <summary>It needs a postmortem, and its actions have the nearer date.</summary>
    public bool IsSevere { get; set; }

    /// <summary>What alarms call it, parted by commas; compared without case.</summary>
    public string AlarmWords { get; set; } = "";

    public DateTime ChangedAt { get; set; }

    public string ChangedBy { get; set; } = "";

    public bool IsCalled(string? word) =>
        word is not null
        && AlarmWords
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Contains(word.Trim(), StringComparer.OrdinalIgnoreCase);
}
