using System.IO.Compression;
using System.Runtime.InteropServices;
using Binnacle.Practices.Flow.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Flow.Results;

/// <summary>
/// A measure of one month as it was when the month had settled: last quarter's number stays last quarter's number. The rows that it was
/// counted from stand beside it, so that a later counting can say why it differs.
/// </summary>
public sealed class FrozenResult
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary><see cref="DeliveryScope.Key"/>.</summary>
    public string ScopeKey { get; init; } = "";

    public string Measure { get; init; } = "";

    /// <summary>The first of the month.</summary>
    public DateOnly Month { get; init; }

    /// <summary><see cref="DeliveryMeasure.Version"/> at the time.</summary>
    public int Definition { get; init; }

    public double? Value { get; init; }

    public double? P90 { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public int N { get; init; }

    public int Covered { get; init; }

    public int Population { get; init; }

    public int LeftOut { get; init; }

    /// <summary>See <see cref="Pack"/>.</summary>
    public byte[] Parts { get; init; } = [];

    public DateTime FrozenAt { get; init; }

    public static FrozenResult Of(string scope, DateOnly month, DeliveryResult result, DateTime at) =>
        new()
        {
            ScopeKey = scope,
            Measure = result.Key,
            Month = month,
            Definition = result.Measure.Version,
            Value = result.Value,
            P90 = result.P90,
            Low = result.Interval?.Low,
            High = result.Interval?.High,
            N = result.N,
            Covered = result.Coverage.Known,
            Population = result.Coverage.Total,
            LeftOut = result.LeftOut.Sum(row => row.Count),
            Parts = Pack(result.Parts),
            FrozenAt = at,
        };

    public IReadOnlyList<ResultPart> Unpacked()
    {
        using var unpacked = new MemoryStream();
        using (var deflated = new DeflateStream(new MemoryStream(Parts), CompressionMode.Decompress))
            deflated.CopyTo(unpacked);
        var bytes = unpacked.ToArray();
        return
        [
            .. Enumerable
                .Range(0, bytes.Length / Size)
                .Select(index => new ResultPart(
                    new Guid(bytes.AsSpan(index * Size, 16)),
                    MemoryMarshal.Read<double>(bytes.AsSpan((index * Size) + 16, 8))
                )),
        ];
    }

    private const int Size = 24;

    /// <summary>16 bytes of id and 8 of number for each row, deflated.</summary>
    private static byte[] Pack(IReadOnlyList<ResultPart> parts)
    {
        var packed = new MemoryStream();
        using (var deflated = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            Span<byte> row = stackalloc byte[Size];
            foreach (var part in parts)
            {
                part.Id.TryWriteBytes(row);
                MemoryMarshal.Write(row[16..], part.Number);
                deflated.Write(row);
            }
        }
        return packed.ToArray();
    }
}

internal sealed class FrozenResultConfiguration : IEntityTypeConfiguration<FrozenResult>
{
    public void Configure(EntityTypeBuilder<FrozenResult> builder)
    {
        builder.ToTable("flow_results");
        builder.Property(row => row.ScopeKey).HasMaxLength(100);
        builder.Property(row => row.Measure).HasMaxLength(40);
        builder
            .HasIndex(row => new
            {
                row.ScopeKey,
                row.Month,
                row.Measure,
            })
            .IsUnique();
    }
}
