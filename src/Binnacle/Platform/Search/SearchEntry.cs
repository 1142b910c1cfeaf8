using System.Buffers.Binary;
using System.Security.Cryptography;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Search;

/// <summary>Rows that are found by their words. Saving one keeps its entry in the index, in the same transaction.</summary>
public interface ISearchable
{
    Guid Id { get; }

    /// <returns>Null for what is not to be found, such as an archived team.</returns>
    SearchWords? ToBeFound();

    /// <summary>Reads what else holds its words: notes of a session, texts of a summary. Nothing for most.</summary>
    Task ReadWordsAsync(AppDb db, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>Rows whose words are found under another. Saving one keeps that one's entry.</summary>
public interface ISearchedInside
{
    /// <returns>Null where there is none any more.</returns>
    Task<ISearchable?> FoundUnderAsync(AppDb db, CancellationToken cancellation);
}

/// <param name="Kind">In the singular, as it is read: "decision".</param>
/// <param name="Number">The short number, where there is one.</param>
/// <param name="At">What orders hits that fit equally well: newest first.</param>
public sealed record SearchWords(
    string Kind,
    int? Number,
    string Title,
    string? Body,
    string Url,
    DateTime At,
    Guid? TeamId = null
);

/// <summary>
/// What can be found, and who may find it. The words themselves stand in an index of the database that follows this table
/// by itself.
/// </summary>
public sealed class SearchEntry : IClassified
{
    private const int LongestBody = 20_000;

    /// <summary><see cref="IdOf"/> what is found: full-text indexes want a number.</summary>
    public long Id { get; init; }

    public string Kind { get; set; } = "";

    /// <summary>"decision 12": typed like this, it is the first hit.</summary>
    public string Label { get; set; } = "";

    public string Title { get; set; } = "";

    public string Body { get; set; } = "";

    public string Url { get; set; } = "";

    public DateTime At { get; set; }

    public DataClass DataClass { get; set; }

    public Guid? TeamId { get; set; }

    public Guid? OwnerAccountId { get; set; }

    /// <summary>The day on which the id was made, then 47 bits of its hash: what came later has the larger number.</summary>
    public static long IdOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var day = (BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16) / TimeSpan.MillisecondsPerDay;
        var hash = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(bytes));
        return ((day & 0xFFFF) << 47) | (hash >>> 17);
    }

    public static SearchEntry Of(ISearchable row, SearchWords words)
    {
        var entry = new SearchEntry { Id = IdOf(row.Id) };
        entry.Take(row, words);
        return entry;
    }

    public void Take(ISearchable row, SearchWords words)
    {
        Kind = words.Kind;
        Label = words.Number is { } number ? $"{words.Kind} {number}" : words.Kind;
        Title = words.Title;
        Body = words.Body is null ? "" : Cut(words.Body);
        Url = words.Url;
        At = words.At;
        var classified = row as IClassified;
        DataClass = classified?.DataClass ?? DataClass.Open;
        TeamId = classified?.TeamId ?? words.TeamId;
        OwnerAccountId = classified?.OwnerAccountId;
    }

    private static string Cut(string body)
    {
        if (body.Length <= LongestBody)
            return body;
        var end = char.IsHighSurrogate(body[LongestBody - 1]) ? LongestBody - 1 : LongestBody;
        return body[..end];
    }
}

internal sealed class SearchEntryConfiguration : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.ToTable("search_entries");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasMaxLength(40);
        builder.Property(row => row.Label).HasMaxLength(60);
        builder.Property(row => row.Url).HasMaxLength(400);
        builder.HasIndex(row => row.Label);
    }
}
