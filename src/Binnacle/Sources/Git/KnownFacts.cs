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

    /// <returns>Null when it was not read yet; without facts when what was read is no document.</returns>
    public Known? Find(string path, ObjectId blob) => known.GetValueOrDefault((path, blob.ToString()));

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
                    }
            );
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            result.known[(row.Path, row.Blob!)] = new(
                row.Facts is null ? null : new(row.Kind, row.Facts, row.Problems)
            );
        return result;
    }

    internal sealed record Known(FoundFacts? Facts);
}
