using Binnacle.Platform.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Flow.Delivery;

internal sealed class DeliveryConfiguration
    : IEntityTypeConfiguration<DeliveredChange>,
        IEntityTypeConfiguration<Arrival>,
        IEntityTypeConfiguration<ProductionDeployment>,
        IEntityTypeConfiguration<UnattributedIncident>,
        IEntityTypeConfiguration<DeliveryReading>,
        IEntityTypeConfiguration<DeliveryEdition>
{
    public void Configure(EntityTypeBuilder<DeliveredChange> builder)
    {
        builder.ToTable("flow_changes");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.RepositoryId, row.LastAt });
        builder.HasIndex(row => new { row.TeamId, row.LastAt });
        builder.HasIndex(row => row.LastAt);
        builder.HasIndex(row => new { row.ListedAt, row.Id });
        builder.Property(row => row.ListedAt).HasDefaultValue(DateTime.UnixEpoch);
        builder.Property(row => row.IsWaiting).HasDefaultValue(false);
        builder.HasIndex(row => new { row.ListedAt, row.Id }, "ix_flow_changes_waiting").HasFilter("is_waiting");
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Arrival> builder)
    {
        builder.ToTable("flow_arrivals");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.ChangeId);
        builder.HasIndex(row => row.RepositoryId);
        builder.HasIndex(row => new { row.ServiceId, row.At });
        builder.HasIndex(row => row.DeploymentId);
    }

    public void Configure(EntityTypeBuilder<ProductionDeployment> builder)
    {
        builder.ToTable("flow_deployments");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.RepositoryId, row.At });
        builder.HasIndex(row => new { row.TeamId, row.At });
        builder.HasIndex(row => new { row.At, row.Id }, "ix_flow_deployments_failed").HasFilter("cause IS NOT NULL");
        builder.HasIndex(row => new { row.At, row.Id }, "ix_flow_deployments_repairs").HasFilter("repair IS NOT NULL");
        builder.HasIndex(row => new { row.At, row.Id });
        builder.HasIndex(row => new { row.ServiceId, row.At });
    }

    public void Configure(EntityTypeBuilder<UnattributedIncident> builder)
    {
        builder.ToTable("flow_unattributed_incidents");
        builder.HasKey(row => row.IncidentId);
    }

    public void Configure(EntityTypeBuilder<DeliveryReading> builder)
    {
        builder.ToTable("flow_readings");
        builder.HasKey(row => row.RepositoryId);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DeliveryEdition> builder)
    {
        builder.ToTable("flow_editions");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
