using Binnacle.Platform.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Commitments;

internal sealed class CommitmentConfiguration
    : IEntityTypeConfiguration<Commitment>,
        IEntityTypeConfiguration<Closure>,
        IEntityTypeConfiguration<DueMove>,
        IEntityTypeConfiguration<HandOver>,
        IEntityTypeConfiguration<Verification>,
        IEntityTypeConfiguration<VerificationAnswer>,
        IEntityTypeConfiguration<SentReminder>
{
    public void Configure(EntityTypeBuilder<Commitment> builder)
    {
        builder.ToTable("commitments_commitments");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.ExpectsEffect);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.DueOn);
        builder.HasIndex(row => row.Origin);
        // These three hold all that the counts of a list and the reliability of promises ask for, and who may see it.
        builder
            .HasIndex(row => new
            {
                row.ClosedOn,
                row.DueOn,
                row.Number,
                row.LookOn,
                row.FailedOn,
                row.DataClass,
                row.OwnerAccountId,
            })
            .HasDatabaseName("ix_commitments_commitments_listed");
        builder
            .HasIndex(row => new
            {
                row.PromisedOn,
                row.TeamId,
                row.DataClass,
                row.ClosedAs,
                row.ClosedOn,
                row.OwnerAccountId,
            })
            .HasDatabaseName("ix_commitments_commitments_promised");
        builder
            .HasIndex(row => new
            {
                row.LookedFor,
                row.TeamId,
                row.DataClass,
                row.Verdict,
                row.OwnerAccountId,
            })
            .HasFilter("looked_for IS NOT NULL")
            .HasDatabaseName("ix_commitments_commitments_looked");
        builder.HasIndex(row => row.FailedOn).HasFilter("failed_on IS NOT NULL");
        builder.HasIndex(row => row.LookOn).HasFilter("look_on IS NOT NULL");
        // The setters follow each other's days; what is read is what was written.
        builder.Property(row => row.DueOn).HasField("dueOn").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Property(row => row.VerifyOn).HasField("verifyOn").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Property(row => row.ExpectedMeasure).HasMaxLength(80);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Origin).HasMaxLength(240);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.OwnerId);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
        builder.HasOne(row => row.Closure).WithOne().HasForeignKey<Closure>(closure => closure.CommitmentId);
        builder.HasMany(row => row.Moves).WithOne().HasForeignKey(move => move.CommitmentId);
        builder.HasMany(row => row.HandOvers).WithOne().HasForeignKey(move => move.CommitmentId);
        builder.HasMany(row => row.Verifications).WithOne().HasForeignKey(look => look.CommitmentId);
    }

    public void Configure(EntityTypeBuilder<Closure> builder)
    {
        builder.ToTable("commitments_closures");
        builder.HasIndex(row => row.CommitmentId).IsUnique();
        builder.HasIndex(row => row.At);
    }

    public void Configure(EntityTypeBuilder<DueMove> builder) => builder.ToTable("commitments_moves");

    public void Configure(EntityTypeBuilder<HandOver> builder) => builder.ToTable("commitments_hand_overs");

    public void Configure(EntityTypeBuilder<Verification> builder)
    {
        builder.ToTable("commitments_verifications");
        // A look is taken once, whoever runs the job, and however often.
        builder.HasIndex(row => new { row.CommitmentId, row.LookedFor }).IsUnique();
        builder.HasIndex(row => row.At);
        builder.Ignore(row => row.Failed);
        builder.Ignore(row => row.Change);
        builder.HasOne(row => row.Answer).WithOne().HasForeignKey<VerificationAnswer>(answer => answer.VerificationId);
    }

    public void Configure(EntityTypeBuilder<VerificationAnswer> builder)
    {
        builder.ToTable("commitments_answers");
        builder.HasIndex(row => row.VerificationId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SentReminder> builder)
    {
        builder.ToTable("commitments_reminders");
        builder.HasIndex(row => new { row.SentOn, row.OwnerId });
    }
}
