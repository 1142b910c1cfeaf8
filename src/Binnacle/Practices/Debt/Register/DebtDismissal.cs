using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Debt.Register;

/// <summary>A proposal that a person turned down; it is not made again.</summary>
public sealed class DebtDismissal : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string ProposalKey { get; init; } = "";
    public string Title { get; init; } = "";
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

internal sealed class DebtDismissalConfiguration : IEntityTypeConfiguration<DebtDismissal>
{
    public void Configure(EntityTypeBuilder<DebtDismissal> builder)
    {
        builder.ToTable("debt_dismissals");
        builder.HasIndex(row => row.ProposalKey).IsUnique();
        builder.Property(row => row.ProposalKey).HasMaxLength(400);
    }
}
