using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Decisions;

internal sealed class DecisionConfiguration : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("decisions_decisions");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.IsUndecided);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => new { row.Status, row.StatusAt });
        builder.HasIndex(row => row.StatusAt);
        builder.HasIndex(row => row.RevisitOn);
        builder.HasIndex(row => row.DocumentId).IsUnique();
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Origin).HasMaxLength(240);
        builder.Property(row => row.OriginTitle).HasMaxLength(400);
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.DeciderId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Document>().WithMany().HasForeignKey(row => row.DocumentId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Steps).WithOne().HasForeignKey(row => row.DecisionId);
        builder.HasMany(row => row.Options).WithOne().HasForeignKey(row => row.DecisionId);
        builder.HasMany(row => row.Advice).WithOne().HasForeignKey(row => row.DecisionId);
        builder.HasMany(row => row.Confirmations).WithOne().HasForeignKey(row => row.DecisionId);
        builder.HasMany(row => row.Revisits).WithOne().HasForeignKey(row => row.DecisionId);
        builder.HasMany(row => row.Versions).WithOne().HasForeignKey(row => row.DecisionId);
        builder.HasMany(row => row.Measures).WithOne().HasForeignKey(row => row.DecisionId);
        builder.HasMany(row => row.Principles).WithOne().HasForeignKey(row => row.DecisionId);
    }
}

/// <summary>Rows make their own keys: one added to a decision that was read is new, not changed.</summary>
internal sealed class DecisionRowsConfiguration
    : IEntityTypeConfiguration<DecisionStep>,
        IEntityTypeConfiguration<DecisionOption>,
        IEntityTypeConfiguration<DecisionAdvice>,
        IEntityTypeConfiguration<DecisionConfirmation>,
        IEntityTypeConfiguration<DecisionRevisit>,
        IEntityTypeConfiguration<DecisionVersion>,
        IEntityTypeConfiguration<DecisionMeasure>,
        IEntityTypeConfiguration<DecisionPrinciple>,
        IEntityTypeConfiguration<DecisionLink>
{
    public void Configure(EntityTypeBuilder<DecisionStep> builder)
    {
        builder.ToTable("decisions_steps").HasIndex(row => row.DecisionId);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<DecisionOption> builder)
    {
        builder.ToTable("decisions_options").HasIndex(row => row.DecisionId);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Title).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<DecisionAdvice> builder)
    {
        builder.ToTable("decisions_advice").HasIndex(row => row.DecisionId);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PersonId, row.GivenAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<DecisionConfirmation> builder)
    {
        builder.ToTable("decisions_confirmations").HasIndex(row => row.DecisionId);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<DecisionRevisit> builder)
    {
        builder.ToTable("decisions_revisits").HasIndex(row => row.DecisionId);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<DecisionVersion> builder)
    {
        builder.ToTable("decisions_versions").HasIndex(row => new { row.DecisionId, row.Version }).IsUnique();
        builder.Property(row => row.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<DecisionMeasure> builder)
    {
        builder.ToTable("decisions_measures").HasKey(row => new { row.DecisionId, row.MeasureId });
        builder.HasIndex(row => row.MeasureId);
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
    }

    public void Configure(EntityTypeBuilder<DecisionPrinciple> builder)
    {
        builder.ToTable("decisions_principles").HasKey(row => new { row.DecisionId, row.Number });
        builder.HasIndex(row => row.Number);
    }

    public void Configure(EntityTypeBuilder<DecisionLink> builder)
    {
        builder.ToTable("decisions_links").HasKey(row => new { row.YoungerId, row.OlderId });
        builder.HasIndex(row => row.OlderId);
        builder.HasOne<Decision>().WithMany().HasForeignKey(row => row.YoungerId);
        builder.HasOne<Decision>().WithMany().HasForeignKey(row => row.OlderId);
    }
}
