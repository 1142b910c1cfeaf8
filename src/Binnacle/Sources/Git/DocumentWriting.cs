using System.Text.Json;
using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>Keeps documents and their versions as found; a version that stands is left as it is.</summary>
internal sealed class DocumentWriting(AppDbs databases)
{
    public async Task WriteAsync(
        Guid repositoryId,
        Dictionary<string, List<FoundVersion>> versions,
        Dictionary<(string Path, ObjectId Blob), FoundFacts?> facts,
        Dictionary<string, FoundFacts> read,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var stored = (
            await db.Set<Document>()
                .Include(row => row.Versions)
                .Where(row => row.RepositoryId == repositoryId)
                .ToListAsync(cancellation)
        ).ToDictionary(row => (row.Path, row.Kind));
        var kept = new HashSet<Document>();
        foreach (var (path, list) in versions)
        {
            if (list.Count == 0 || DocumentFinding.KindOf(path, read) is not { } kind)
                continue;
            var rows = RowsOf(path, list, facts, read);
            if (rows.TrueForAll(row => row.Facts is null))
                continue;
            if (!stored.TryGetValue((path, kind), out var document))
                db.Add(document = await NewAsync(db, repositoryId, path, kind, list[0].At, cancellation));
            kept.Add(document);
            Refresh(db, document, rows, read.GetValueOrDefault(path));
        }
        // A rewritten history, or a file that was taken for a document and is none.
        db.RemoveRange(stored.Values.Where(document => !kept.Contains(document)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<Document> NewAsync(
        AppDb db,
        Guid repositoryId,
        string path,
        DocumentKind kind,
        DateTime at,
        CancellationToken cancellation
    ) =>
        new()
        {
            Number = (int)await db.TakeNumbersAsync("documents", 1, cancellation),
            RepositoryId = repositoryId,
            Path = path,
            Kind = kind,
            FirstSeenAt = at,
        };

    private static void Refresh(AppDb db, Document document, List<DocumentVersion> rows, FoundFacts? read)
    {
        var same =
            document.Versions.Count == rows.Count
            && document
                .Versions.OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .Zip(rows)
                .All(pair =>
                    pair.First.Commit == pair.Second.Commit
                    && pair.First.Facts == pair.Second.Facts
                    && pair.First.ReadBy == pair.Second.ReadBy
                );
        if (!same)
        {
            db.RemoveRange(document.Versions);
            document.Versions.Clear();
            document.Versions.AddRange(rows);
            db.AddRange(rows);
        }
        var newest = rows[^1];
        var told = rows.FindLast(row => row.Facts is not null)!;
        document.Title = JsonSerializer.Deserialize<DocumentFacts>(told.Facts!)!.Title;
        document.ChangedAt = newest.At;
        document.ChangedIn = newest.Commit;
        if (read?.Text is { } text)
            (document.Text, document.TextBlob) = (text, newest.Blob);
        document.RemovedAt = newest.Facts is null ? newest.At : null;
        document.Problems = newest.Problems is null
            ? 0
            : JsonSerializer.Deserialize<List<DocumentProblem>>(newest.Problems)!.Count;
    }

    /// <summary>Where earlier content is not read, an earlier version says what the newest one says.</summary>
    private static List<DocumentVersion> RowsOf(
        string path,
        List<FoundVersion> list,
        Dictionary<(string Path, ObjectId Blob), FoundFacts?> facts,
        Dictionary<string, FoundFacts> read
    )
    {
        var last = list.FindLast(version => version.Blob is not null)?.Blob;
        var newest = read.GetValueOrDefault(path) ?? (last is { } told ? facts.GetValueOrDefault((path, told)) : null);
        var rows = new List<DocumentVersion>(list.Count);
        foreach (var version in Thinned(list))
        {
            var document =
                version.Blob is not { } blob ? null
                : facts.TryGetValue((path, blob), out var old) ? old
                : newest;
            rows.Add(
                new()
                {
                    At = version.At,
                    Commit = version.Commit,
                    Blob = version.Blob?.ToString(),
                    Facts = document?.Facts,
                    Problems = document?.Problems,
                    ReadBy =
                        version.Blob is { } own && (own == last || facts.ContainsKey((path, own)))
                            ? FoundFacts.Reader
                            : null,
                }
            );
        }
        return rows;
    }

    /// <summary>Of a file that changes every day, the last version of a day is enough to replay any day.</summary>
    internal static IEnumerable<FoundVersion> Thinned(List<FoundVersion> list)
    {
        for (var index = 0; index < list.Count; index++)
            if (index == list.Count - 1 || list[index].At.Date != list[index + 1].At.Date)
                yield return list[index];
    }
}
