using Binnacle.Platform.Access;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;

namespace Binnacle.Platform.Cadences;

public enum CadenceKind
{
    LeadershipReview,
    RoadmapReview,
    ArchitectureSync,
    Demo,
    Retrospective,
    Guild,
    OneOnOne,
    Other,
}

public enum OnHoliday
{
    Skip,
    NextWorkday,
    Keep,
}

/// <summary>
/// A meeting that comes back. What is planned follows from its rules and the holidays; what happened stands in marks. Of
/// one-on-ones nothing is kept but whether they took place, and nobody sees them but who wrote them down.
/// </summary>
public sealed class Cadence : IRecorded, IClassified, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Name { get; set; } = "";

    public CadenceKind Kind { get; init; }

    public Guid? TeamId { get; set; }

    public DataClass DataClass { get; init; }

    public Guid? OwnerAccountId { get; init; }

    /// <summary>A room, or an address to join.</summary>
    public string? Place { get; set; }

    public OnHoliday OnHoliday { get; set; }

    /// <summary>Markdown: what every occurrence begins with.</summary>
    public string? Agenda { get; set; }

    /// <summary>From this day hosts take turns in the order of the list, the first of them first.</summary>
    public DateOnly? RotationFrom { get; set; }

    /// <summary>By which events of a calendar are this cadence: a title with * for anything, an organizer's address, a UID.</summary>
    public string? MatchTitle { get; set; }

    public string? MatchOrganizer { get; set; }

    public string? MatchUid { get; set; }

    /// <summary>Raised by every change, for calendar programs.</summary>
    public int Sequence { get; set; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public DateTime ChangedAt { get; set; }

    /// <summary>The first day without it; null while it goes on.</summary>
    public DateOnly? EndedOn { get; set; }

    public DateTime? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    /// <summary>All rules there ever were; each holds until the next one starts.</summary>
    public List<CadenceRule> Rules { get; init; } = [];

    public List<CadenceHost> Hosts { get; init; } = [];

    public string Url => $"/cadences/{Number}";

    public CadenceRule Rule => Rules.MaxBy(rule => rule.Version)!;

    public SearchWords ToBeFound() => new("cadence", Number, Name, Agenda, Url, AddedAt, TeamId);
}

/// <summary>When a cadence takes place from a day on. A new rule does not rewrite what was planned before.</summary>
public sealed class CadenceRule
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CadenceId { get; init; }

    /// <summary>From 1.</summary>
    public int Version { get; init; }

    public DateOnly StartsOn { get; init; }

    /// <summary>As <see cref="RecurrenceText"/> writes it.</summary>
    public string Text { get; init; } = "";

    /// <summary>An IANA name: Europe/Berlin.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Since local midnight.</summary>
    public int StartMinute { get; init; }

    /// <summary>How long it takes.</summary>
    public int Minutes { get; init; }

    public DateTime MadeAt { get; init; }

    public string MadeBy { get; init; } = "";
}

/// <summary>A person in the order of hosts.</summary>
public sealed class CadenceHost
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CadenceId { get; init; }
    public Guid PersonId { get; init; }
    public int Position { get; init; }
}

/// <summary>Somebody else hosts one occurrence. The newest row counts.</summary>
public sealed class HostChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CadenceId { get; init; }
    public DateOnly PlannedOn { get; init; }
    public Guid PersonId { get; init; }
    public string? Reason { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

/// <summary>From a day to a day a person hosts nothing. Why is nobody's concern, so there is no field for it.</summary>
public sealed class HostPause
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; init; }
    public DateOnly FromOn { get; init; }
    public DateOnly ToOn { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

/// <summary>A day on which the organization, or one team, does not work.</summary>
public sealed class Holiday : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? TeamId { get; init; }
    public DateOnly On { get; init; }
    public string Name { get; init; } = "";
    public DateTime AddedAt { get; init; }
    public string AddedBy { get; init; } = "";
}

public enum MarkState
{
    Kept,
    Moved,
    Missed,
    Cancelled,
}

/// <summary>What happened with one occurrence, said by whom and when. Rows are added, never changed; the newest counts.</summary>
public sealed class OccurrenceMark : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CadenceId { get; init; }

    /// <summary>The day that the rule gave it: its name, wherever it went.</summary>
    public DateOnly PlannedOn { get; init; }

    public MarkState State { get; init; }

    /// <summary>Where it was moved to, in the time zone of the rule.</summary>
    public DateOnly? MovedToOn { get; init; }

    public int? MovedToMinute { get; init; }

    public string? Reason { get; init; }

    public string? NotesUrl { get; init; }

    /// <summary>Who hosted it, as the rotation stood then.</summary>
    public Guid? HostId { get; init; }

    /// <summary>Null when a person said so; else what told it: "calendar", "session".</summary>
    public string? Source { get; init; }

    public DateTime At { get; init; }

    public string By { get; init; } = "";
}
