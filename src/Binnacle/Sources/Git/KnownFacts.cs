using System.Text;
using System.Text.Json;
using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>What a version of a document says, as it is stored.</summary>
/// <param name="Problems">Null where there is none.</param>
internal sealed record FoundFacts(DocumentKind Kind, string Facts, string? Problems)
{
    /// <summary>Another build may read another thing from the same bytes: its facts are read anew.</summary>
    public static Guid Reader { get; } = typeof(FoundFacts).Module.ModuleVersionId;

    /// <summary>The beginning of the file, of the version at the head alone.</summary>
    public string? Text { get; init; }

    public FoundFacts With(ReadOnlySpan<byte> content)
    {
        // A letter is four bytes at most.
        var text = Encoding.UTF8.GetString(content[..Math.Min(content.Length, 4 * Document.LongestText)]);
        return this with { Text = text.Length > Document.LongestText ? text[..Document.LongestText] : text };
    }

    public static FoundFacts? Of(ReadDocument? document) =>
        document is null
            ? null
            : new(
                document.Kind,
                JsonSerializer.Serialize(document.Facts),
                document.Problems.Count > 0 ? JsonSerializer.Serialize(document.Problems) : null
            );
}

/// <summary>What earlier scans by this build read from a file's content, so that no content is read twice.</summary>
internal sealed class KnownFacts
{
    private readonly Dictionary<(string Path, string Blob), Known> known = [];
    private readonly HashSet<(string Path, string Blob)> texts = [];

    /// <returns>Null when it was not read yet; without facts when what was read is no document.</returns>
    public Known? Find(string path, ObjectId blob) => known.GetValueOrDefault((path, blob.ToString()));

    /// <summary>Whether the text at the head was read from this content.</summary>
    public bool HasText(string path, ObjectId blob) => texts.Contains((path, blob.ToString()));

    public static async Task<KnownFacts> LoadAsync(AppDbs databases, Guid repositoryId, CancellationToken cancellation)
    {
        var result = new KnownFacts();
        await using var db = databases.Open();
        var reader = (Guid?)FoundFacts.Reader;
        var rows = db.Set<Document>()
            .Where(document => document.RepositoryId == repositoryId)
            .SelectMany(
                document => document.Versions.Where(version => version.ReadBy == reader && version.Blob != null),
                (document, version) =>
                    new
                    {
                        document.Path,
                        document.Kind,
                        version.Blob,
                        version.Facts,
                        version.Problems,
                        document.TextBlob,
                    }
            );
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            result.known[(row.Path, row.Blob!)] = new(
                row.Facts is null ? null : new(row.Kind, row.Facts, row.Problems)
            );
            if (row.TextBlob is { } blob)
                result.texts.Add((row.Path, blob));
        }
        return result;
    }

    internal sealed record Known(FoundFacts? Facts);
}
