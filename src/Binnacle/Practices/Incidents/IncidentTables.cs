using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Alarms;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Incidents;

internal sealed class IncidentTables
    : IEntityTypeConfiguration<Incident>,
        IEntityTypeConfiguration<Moment>,
        IEntityTypeConfiguration<IncidentEntry>,
        IEntityTypeConfiguration<IncidentRole>,
        IEntityTypeConfiguration<IncidentCondition>,
        IEntityTypeConfiguration<FailureSignature>,
        IEntityTypeConfiguration<SeverityLevel>,
        IEntityTypeConfiguration<GroupingRule>,
        IEntityTypeConfiguration<IncidentAlarm>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incidents_incidents");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.IsOpen);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.Key).IsUnique();
        builder.HasIndex(row => row.StartedAt);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Key).HasMaxLength(300);
        builder.Property(row => row.DetectedWhat).HasMaxLength(200);
        builder.Property(row => row.MissedSignal).HasMaxLength(100);
        builder.Property(row => row.Revision).HasDefaultValue(0).IsConcurrencyToken();
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<FailureSignature>()
            .WithMany()
            .HasForeignKey(row => row.SignatureId)
            .OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Document>().WithMany().HasForeignKey(row => row.DocumentId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Moments).WithOne().HasForeignKey(moment => moment.IncidentId);
    }

    public void Configure(EntityTypeBuilder<Moment> builder)
    {
        builder.ToTable("incidents_moments");
        builder.HasIndex(row => row.IncidentId);
        // Two people at once: only one of them replaces a time, and only one tells the first.
        builder.HasIndex(row => new { row.IncidentId, row.Kind }).IsUnique().HasFilter("replaced_at IS NULL");
        builder.Property(row => row.SourceWhat).HasMaxLength(300);
        builder.Property(row => row.ReplacedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<IncidentEntry> builder)
    {
        builder.ToTable("incidents_entries");
        builder.HasIndex(row => row.IncidentId);
        builder.Property(row => row.Author).HasMaxLength(100);
        builder.Property(row => row.Source).HasMaxLength(100);
        builder.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
    }

    public void Configure(EntityTypeBuilder<IncidentRole> builder)
    {
        builder.ToTable("incidents_roles");
        builder.HasIndex(row => row.IncidentId);
        builder.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<IncidentCondition> builder)
    {
        builder.ToTable("incidents_conditions");
        builder.HasIndex(row => new { row.IncidentId, row.Name }).IsUnique();
        builder.HasIndex(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
    }

    public void Configure(EntityTypeBuilder<FailureSignature> builder)
    {
        builder.ToTable("incidents_signatures");
        builder.HasIndex(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(150);
        builder.Property(row => row.AlarmTitle).HasMaxLength(200);
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<SeverityLevel> builder)
    {
        builder.ToTable("incidents_severities");
        builder.HasKey(row => row.Rank);
        builder.Property(row => row.Rank).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(40);
        builder.Property(row => row.AlarmWords).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<GroupingRule> builder)
    {
        builder.ToTable("incidents_rules");
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.Service).HasMaxLength(200);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Severities).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<IncidentAlarm> builder)
    {
        builder.ToTable("incidents_alarms");
        builder.HasKey(row => row.AlarmId);
        builder.Property(row => row.AlarmId).ValueGeneratedNever();
        builder.Property(row => row.GroupName).HasMaxLength(300);
        builder.HasIndex(row => row.IncidentId);
        builder.HasIndex(row => row.GroupName);
        builder.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
    }
}

internal sealed class LearningTables
    : IEntityTypeConfiguration<Postmortem>,
        IEntityTypeConfiguration<PostmortemState>,
        IEntityTypeConfiguration<PostmortemVersion>,
        IEntityTypeConfiguration<IncidentAction>,
        IEntityTypeConfiguration<ActionLook>,
        IEntityTypeConfiguration<DetectionGap>
{
    public void Configure(EntityTypeBuilder<Postmortem> builder)
    {
        builder.ToTable("incidents_postmortems");
        builder.Ignore(row => row.State);
        builder.Property(row => row.Revision).HasDefaultValue(0).IsConcurrencyToken();
        builder.HasIndex(row => row.IncidentId).IsUnique();
        builder.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
        // The names that would be made are longer than PostgreSQL keeps.
        builder
            .HasMany(row => row.States)
            .WithOne()
            .HasForeignKey(state => state.PostmortemId)
            .HasConstraintName("fk_incidents_postmortem_states_postmortem_id");
        builder
            .HasMany(row => row.Versions)
            .WithOne()
            .HasForeignKey(version => version.PostmortemId)
            .HasConstraintName("fk_incidents_postmortem_versions_postmortem_id");
    }

    public void Configure(EntityTypeBuilder<PostmortemState> builder)
    {
        builder.ToTable("incidents_postmortem_states");
        builder.HasIndex(row => row.PostmortemId);
        builder.Property(row => row.EndedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PostmortemVersion> builder)
    {
        builder.ToTable("incidents_postmortem_versions");
        builder.HasIndex(row => row.PostmortemId);
    }

    public void Configure(EntityTypeBuilder<IncidentAction> builder)
    {
        builder.ToTable("incidents_actions");
        builder.HasIndex(row => row.IncidentId);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.NoSignatureBecause).HasMaxLength(1000);
        builder.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
        builder.HasOne<Commitment>().WithMany().HasForeignKey(row => row.CommitmentId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<FailureSignature>()
            .WithMany()
            .HasForeignKey(row => row.SignatureId)
            .OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<DetectionGap>().WithMany().HasForeignKey(row => row.GapId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Looks).WithOne().HasForeignKey(look => look.ActionId);
    }

    public void Configure(EntityTypeBuilder<ActionLook> builder)
    {
        builder.ToTable("incidents_action_looks");
        builder.HasIndex(row => row.ActionId);
    }

    public void Configure(EntityTypeBuilder<DetectionGap> builder)
    {
        builder.ToTable("incidents_gaps");
        builder.Property(row => row.Signal).HasMaxLength(100);
        builder.Property(row => row.FiredWhat).HasMaxLength(200);
        // Of two who close it at once, one is told so.
        builder.Property(row => row.ClosedAt).IsConcurrencyToken();
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId).OnDelete(DeleteBehavior.SetNull);
    }
}
