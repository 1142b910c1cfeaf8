using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Review;

/// <summary>Somebody held the review: what changed after this is "since the last review".</summary>
public sealed class ReviewMark : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DateOnly Date { get; init; }

    public DateTime At { get; init; }

    public string By { get; init; } = "";
}

internal sealed class ReviewMarkConfiguration : IEntityTypeConfiguration<ReviewMark>
{
    public void Configure(EntityTypeBuilder<ReviewMark> builder)
    {
        builder.ToTable("review_marks");
        builder.HasIndex(row => row.At);
    }
}
