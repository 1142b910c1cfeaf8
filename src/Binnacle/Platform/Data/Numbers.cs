using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Data;

/// <summary>Gives out numbers: short ones for records that people name, blocks for history facts. Never the same one twice.</summary>
public sealed class NumberSeries
{
    public string Name { get; init; } = "";

    public long Next { get; init; }
}

internal sealed class NumberSeriesConfiguration : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> builder)
    {
        builder.ToTable("data_numbers");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(60);
    }
}

public static class Numbers
{
    /// <summary>Takes <paramref name="count"/> numbers of a series in one statement and gives the first of them; series start at 1.</summary>
    public static async Task<long> TakeNumbersAsync(
        this AppDb db,
        string series,
        long count = 1,
        CancellationToken cancellation = default
    )
    {
        var next = await db
            .Database.SqlQuery<long>(
                $"""
                INSERT INTO data_numbers (name, next) VALUES ({series}, {count + 1})
                ON CONFLICT (name) DO UPDATE SET next = data_numbers.next + {count}
                RETURNING next AS "Value"
                """
            )
            .ToListAsync(cancellation);
        return next[0] - count;
    }
}
