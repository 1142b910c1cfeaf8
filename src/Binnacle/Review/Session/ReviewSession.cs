using Binnacle.Platform;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Review.Session;

/// <summary>A leadership review as it was held: an agenda built from data when it began, notes, and what came out of it.</summary>
public sealed class ReviewSession : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Title { get; set; } = "";

    /// <summary>The cadence that it is an occurrence of, and which; null where it was held out of turn.</summary>
    public Guid? CadenceId { get; init; }

    public DateOnly? PlannedOn { get; init; }

    public string? Facilitator { get; set; }

    /// <summary>The day that the agenda compares with.</summary>
    public DateOnly? ComparedWith { get; init; }

    public DateTime StartedAt { get; init; }

    public string StartedBy { get; init; } = "";

    public List<SessionItem> Items { get; init; } = [];

    public List<SessionResult> Results { get; init; } = [];

    public SessionClosure? Closure { get; set; }

    public string Url => $"/review/sessions/{Number}";

    /// <summary>What was made inside it names it by this.</summary>
    public string Origin => $"page:{Url}";

    /// <summary>By its notes, those beside them too, and by what was said at the end.</summary>
    public SearchWords ToBeFound()
    {
        var notes = Items
            .OrderBy(item => item.Position)
            .SelectMany(item => item.Notes.Where(note => note.IsAside || note == item.Note))
            .Select(note => note.Text);
        var body = string.Join('\n', [.. notes.Prepend(Closure?.Note).OfType<string>()]);
        return new("review session", Number, Title, body, Url, StartedAt);
    }

    public async Task ReadWordsAsync(AppDb db, CancellationToken cancellation)
    {
        await db.Entry(this).Collection(row => row.Items).Query().Include(item => item.Notes).LoadAsync(cancellation);
        if (Closure is null)
            await db.Entry(this).Reference(row => row.Closure).LoadAsync(cancellation);
    }

    public void RequireOpen()
    {
        if (Closure is { } closure)
            throw new Refusal("", $"Session {Number} was closed on {Words.Date(closure.At)} by {closure.By}.");
    }
}

public sealed class SessionClosure : ISearchedInside
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid SessionId { get; init; }
    public string? Note { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";

    public async Task<ISearchable?> FoundUnderAsync(AppDb db, CancellationToken cancellation) =>
        await db.FindAsync<ReviewSession>([SessionId], cancellation);
}

/// <summary>In the order of the agenda.</summary>
public enum SessionSection
{
    Deferred,
    Outcomes,
    Changed,
    FailedVerifications,
    Decisions,
    Commitments,
    NeedsYou,
    Cadences,
    Other,
}

/// <summary>A point of the agenda, in the words that held when the session began.</summary>
public sealed class SessionItem
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SessionId { get; init; }

    public int Position { get; init; }

    public SessionSection Section { get; init; }

    /// <summary>What it is about, so that a point that comes back is known: <c>check:debt.share@team:payments</c>.</summary>
    public string Key { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Detail { get; init; }

    public string? Url { get; init; }

    /// <summary>The slug of the outcome it is about; decisions made here cite it.</summary>
    public string? Measure { get; init; }

    public CheckState? State { get; init; }

    /// <summary>The time box.</summary>
    public int Minutes { get; init; }

    /// <summary>The number of the session that deferred it.</summary>
    public int? CameFrom { get; init; }

    public List<SessionMark> Marks { get; init; } = [];

    public List<SessionNote> Notes { get; init; } = [];

    public SessionMark? Mark => Marks.MaxBy(mark => mark.At);

    public bool IsOpen => (Mark?.State ?? ItemState.Open) is ItemState.Open;

    /// <summary>The text in force; those beside it were written at the same time by somebody else.</summary>
    public SessionNote? Note => Notes.Where(note => !note.IsAside).MaxBy(note => note.Version);
}

public enum ItemState
{
    Discussed,
    Deferred,
    Dropped,

    /// <summary>Taken back: it is open again.</summary>
    Open,
}

public sealed class SessionMark
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ItemId { get; init; }
    public ItemState State { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

/// <summary>A version of the notes of a point. Nothing that somebody wrote is ever lost.</summary>
public sealed class SessionNote : ISearchedInside
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ItemId { get; init; }

    /// <summary>From 1; unique, so that of two who save at once one comes second.</summary>
    public int Version { get; init; }

    /// <summary>The version that its writer saw.</summary>
    public int BasedOn { get; init; }

    /// <summary>Kept beside the text in force, because somebody else had saved in the meantime.</summary>
    public bool IsAside { get; init; }

    public string Text { get; init; } = "";
    public DateTime At { get; init; }
    public string By { get; init; } = "";

    public async Task<ISearchable?> FoundUnderAsync(AppDb db, CancellationToken cancellation) =>
        await db.FindAsync<SessionItem>([ItemId], cancellation) is { } item
            ? await db.FindAsync<ReviewSession>([item.SessionId], cancellation)
            : null;
}

/// <summary>A decision or a commitment that was made inside the session.</summary>
public sealed class SessionResult
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid SessionId { get; init; }
    public Guid? ItemId { get; init; }
    public bool IsDecision { get; init; }
    public int Number { get; init; }
    public string Title { get; init; } = "";
    public string Url { get; init; } = "";

    /// <summary>Slugs of the outcomes that drove a decision, by comma.</summary>
    public string? Measures { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

internal sealed class ReviewSessionConfiguration
    : IEntityTypeConfiguration<ReviewSession>,
        IEntityTypeConfiguration<SessionClosure>,
        IEntityTypeConfiguration<SessionItem>,
        IEntityTypeConfiguration<SessionMark>,
        IEntityTypeConfiguration<SessionNote>,
        IEntityTypeConfiguration<SessionResult>
{
    public void Configure(EntityTypeBuilder<ReviewSession> builder)
    {
        builder.ToTable("review_sessions");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.Origin);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.StartedAt);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Facilitator).HasMaxLength(200);
        builder.HasOne<Cadence>().WithMany().HasForeignKey(row => row.CadenceId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Items).WithOne().HasForeignKey(row => row.SessionId);
        builder.HasMany(row => row.Results).WithOne().HasForeignKey(row => row.SessionId);
        builder.HasOne(row => row.Closure).WithOne().HasForeignKey<SessionClosure>(row => row.SessionId);
    }

    public void Configure(EntityTypeBuilder<SessionClosure> builder)
    {
        builder.ToTable("review_session_closures");
        builder.HasIndex(row => row.SessionId).IsUnique();
        builder.Property(row => row.Note).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<SessionItem> builder)
    {
        builder.ToTable("review_session_items");
        builder.Ignore(row => row.Mark);
        builder.Ignore(row => row.IsOpen);
        builder.Ignore(row => row.Note);
        builder.HasIndex(row => row.SessionId);
        builder.Property(row => row.Key).HasMaxLength(400);
        builder.Property(row => row.Title).HasMaxLength(300);
        builder.Property(row => row.Detail).HasMaxLength(1000);
        builder.Property(row => row.Url).HasMaxLength(400);
        builder.Property(row => row.Measure).HasMaxLength(120);
        builder.HasMany(row => row.Marks).WithOne().HasForeignKey(row => row.ItemId);
        builder.HasMany(row => row.Notes).WithOne().HasForeignKey(row => row.ItemId);
    }

    public void Configure(EntityTypeBuilder<SessionMark> builder)
    {
        builder.ToTable("review_session_marks");
        builder.HasIndex(row => row.ItemId);
    }

    public void Configure(EntityTypeBuilder<SessionNote> builder)
    {
        builder.ToTable("review_session_notes");
        builder.HasIndex(row => new { row.ItemId, row.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SessionResult> builder)
    {
        builder.ToTable("review_session_results");
        builder.HasIndex(row => row.SessionId);
        builder.Property(row => row.Title).HasMaxLength(300);
        builder.Property(row => row.Url).HasMaxLength(400);
        builder.Property(row => row.Measures).HasMaxLength(400);
    }
}
