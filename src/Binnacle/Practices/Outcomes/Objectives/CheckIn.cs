using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>What people said of an objective on a day. It never changes: a correction is a new one that names the old.</summary>
public sealed class CheckIn : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ObjectiveId { get; init; }
    public Objective? Objective { get; private set; }

    /// <summary>The day that it speaks of.</summary>
    public DateOnly Day { get; init; }

    public DateTime At { get; init; }
    public string By { get; init; } = "";

    /// <summary>0 to 10: how sure those who check in are that the objective will be met.</summary>
    public int Confidence { get; init; }

    /// <summary>The check-in whose place it takes, values and all.</summary>
    public Guid? CorrectsId { get; init; }

    public List<CheckInValue> Values { get; init; } = [];
}

/// <summary>A value of a key result that no measure feeds. Day and time repeat the check-in's, for the index.</summary>
public sealed class CheckInValue
{
    public Guid CheckInId { get; init; }
    public Guid KeyResultId { get; init; }
    public DateOnly Day { get; init; }
    public DateTime At { get; init; }
    public double Value { get; init; }
}

/// <summary>
/// The words of a check-in. Numbers are open; words may be for leaders alone, so that a low confidence can be explained
/// without an audience.
/// </summary>
public sealed class CheckInNote : IClassified, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CheckInId { get; init; }
    public CheckIn? CheckIn { get; private set; }
    public string Text { get; init; } = "";
    public DataClass DataClass { get; init; }
    public Guid? TeamId { get; init; }
    public Guid? OwnerAccountId { get; init; }

    /// <summary>An entry of its own beside its objective's: fewer people may see it.</summary>
    public SearchWords? ToBeFound() =>
        CheckIn is { Objective: { } objective } said
            ? new("check-in", null, $"{objective.Title}, {Words.Date(said.Day)}", Text, objective.Url, said.At, TeamId)
            : null;

    public async Task ReadWordsAsync(AppDb db, CancellationToken cancellation)
    {
        if (CheckIn is null)
            await db.Entry(this).Reference(row => row.CheckIn).LoadAsync(cancellation);
        if (CheckIn is { Objective: null } said)
            await db.Entry(said).Reference(row => row.Objective).LoadAsync(cancellation);
    }
}

internal sealed class CheckInConfiguration
    : IEntityTypeConfiguration<CheckIn>,
        IEntityTypeConfiguration<CheckInValue>,
        IEntityTypeConfiguration<CheckInNote>
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.ToTable("outcomes_check_ins");
        builder.HasIndex(row => new
        {
            row.ObjectiveId,
            row.Day,
            row.At,
        });
        // Of two corrections of one check-in nobody would know which holds.
        builder.HasIndex(row => row.CorrectsId).IsUnique();
        builder.HasOne(row => row.Objective).WithMany().HasForeignKey(row => row.ObjectiveId);
        builder.HasMany(row => row.Values).WithOne().HasForeignKey(value => value.CheckInId);
    }

    public void Configure(EntityTypeBuilder<CheckInValue> builder)
    {
        builder.ToTable("outcomes_check_in_values");
        builder.HasKey(row => new { row.CheckInId, row.KeyResultId });
        builder.HasIndex(row => new
        {
            row.KeyResultId,
            row.Day,
            row.At,
        });
        builder.HasOne<KeyResult>().WithMany().HasForeignKey(row => row.KeyResultId);
    }

    public void Configure(EntityTypeBuilder<CheckInNote> builder)
    {
        builder.ToTable("outcomes_check_in_notes");
        builder.HasIndex(row => row.CheckInId).IsUnique();
        builder.HasOne(row => row.CheckIn).WithMany().HasForeignKey(row => row.CheckInId);
    }
}
