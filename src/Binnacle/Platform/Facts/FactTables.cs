using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Facts;

internal sealed class FactTables
    : IEntityTypeConfiguration<Change>,
        IEntityTypeConfiguration<ChangeReview>,
        IEntityTypeConfiguration<Build>,
        IEntityTypeConfiguration<Deployment>,
        IEntityTypeConfiguration<Alarm>,
        IEntityTypeConfiguration<WorkItem>,
        IEntityTypeConfiguration<WorkItemMove>,
        IEntityTypeConfiguration<PushedCommit>,
        IEntityTypeConfiguration<Release>
{
    public void Configure(EntityTypeBuilder<Change> builder)
    {
        Common(builder, "facts_changes");
        builder.HasIndex(row => row.MergedAt);
    }

    public void Configure(EntityTypeBuilder<ChangeReview> builder)
    {
        Common(builder, "facts_reviews");
        builder.HasIndex(row => row.ChangeId);
    }

    public void Configure(EntityTypeBuilder<Build> builder)
    {
        Common(builder, "facts_builds");
        builder.HasIndex(row => row.ParentId);
        builder.HasIndex(row => row.EndedAt);
    }

    public void Configure(EntityTypeBuilder<Deployment> builder)
    {
        Common(builder, "facts_deployments");
        builder.HasIndex(row => row.EndedAt);
        builder.HasIndex(row => new { row.ServiceId, row.EndedAt });
        builder.HasIndex(row => new { row.RepositoryId, row.EndedAt });
        builder.HasIndex(row => row.ServiceName);
    }

    public void Configure(EntityTypeBuilder<Alarm> builder)
    {
        Common(builder, "facts_alarms");
        builder.Ignore(row => row.IsOpen);
        builder.HasIndex(row => row.StartedAt);
        builder.HasIndex(row => new { row.ServiceId, row.StartedAt });
        builder.HasIndex(row => row.ServiceName);
    }

    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        Common(builder, "facts_items");
        builder.HasIndex(row => row.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<WorkItemMove> builder)
    {
        Common(builder, "facts_moves");
        builder.HasIndex(row => row.ItemId);
    }

    public void Configure(EntityTypeBuilder<PushedCommit> builder) => Common(builder, "facts_commits");

    public void Configure(EntityTypeBuilder<Release> builder) => Common(builder, "facts_releases");

    private static void Common<T>(EntityTypeBuilder<T> builder, string table)
        where T : Fact
    {
        builder.ToTable(table);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.RepositoryId);
        builder.HasIndex(row => row.RepositoryKey);
    }
}
