using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Postmortems;

public enum PostmortemStage
{
    Draft,
    InReview,
    Reviewed,
    Shared,
}

/// <summary>What an incident taught. Its text is Markdown with the sections of the template; its states say who read it.</summary>
public sealed class Postmortem : IRecorded, ISearchable
{
    private Incident? incident;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid IncidentId { get; init; }

    public string Body { get; set; } = "";

    public DateTime WrittenAt { get; init; }

    public string WrittenBy { get; init; } = "";

    public DateTime ChangedAt { get; set; }

    public string ChangedBy { get; set; } = "";

    /// <summary>Null where it was changed before accounts were kept, or by no account.</summary>
    public Guid? ChangedById { get; set; }

    /// <summary>Grows with each text that is saved.</summary>
    public int Revision { get; set; }

    /// <summary>When it was shared first.</summary>
    public DateTime? SharedAt { get; set; }

    /// <summary>All states it ever had; exactly one has not ended.</summary>
    public List<PostmortemState> States { get; init; } = [];

    public List<PostmortemVersion> Versions { get; init; } = [];

    public PostmortemState State => States.Find(state => state.EndedAt is null)!;

    /// <summary>Somebody found another text good than the one that is shared.</summary>
    public bool IsChangedSinceReview =>
        State.Stage is PostmortemStage.Shared
        && States.FindLast(state => state.EndedAt is not null) is { Stage: PostmortemStage.Reviewed } review
        && ChangedAt > review.At;

    /// <summary>Whoever wrote last does not review; names may be alike.</summary>
    public bool IsLastOf(Viewer viewer) => ChangedById is { } by ? by == viewer.AccountId : ChangedBy == viewer.Name;

    public async Task ReadWordsAsync(AppDb db, CancellationToken cancellation) =>
        incident ??=
            db.Set<Incident>().Local.FirstOrDefault(row => row.Id == IncidentId)
            ?? await db.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == IncidentId, cancellation);

    public SearchWords? ToBeFound() =>
        incident is null
            ? null
            : new(
                "postmortem",
                incident.Number,
                $"Postmortem: {incident.Title}",
                Body,
                $"{incident.Url}/postmortem",
                ChangedAt,
                incident.TeamId
            );
}

public sealed class PostmortemState
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PostmortemId { get; init; }
    public PostmortemStage Stage { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";

    /// <summary>What the reader asks for or says.</summary>
    public string? Text { get; init; }

    public DateTime? EndedAt { get; set; }
}

/// <summary>That a text was saved.</summary>
public sealed record PostmortemVersionRow(Guid Id, DateTime At, string By);

/// <summary>A text as it was saved.</summary>
public sealed class PostmortemVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PostmortemId { get; init; }
    public string Body { get; init; } = "";
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}
