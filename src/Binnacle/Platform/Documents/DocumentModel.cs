using System.Text.Json;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Documents;

/// <summary>A document with what it says now and how that came about.</summary>
/// <param name="Facts">Of the newest version that is not a removal; null where none could be read.</param>
/// <param name="Versions">Newest first, at most <see cref="DocumentModels.VersionsShown"/>.</param>
public sealed record DocumentModel(
    DocumentRow Row,
    string? WebUrl,
    DateTime? RemovedAt,
    string? Text,
    DocumentFacts? Facts,
    IReadOnlyList<DocumentProblem> Problems,
    IReadOnlyList<VersionModel> Versions,
    int VersionsTotal
);

public sealed record VersionModel(DateTime At, string Commit, IReadOnlyList<string> Changes, int Problems);

public static class DocumentModels
{
    public const int VersionsShown = 60;

    public static async Task<DocumentModel?> DocumentAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    )
    {
        var found = db.Set<Document>().AsNoTracking().Where(row => row.Number == number);
        var document = await found.SingleOrDefaultAsync(cancellation);
        if (document is null)
            return null;
        var row = await found.AsRows(db).SingleAsync(cancellation);
        var webUrl = await db.Set<Repository>()
            .Where(repository => repository.Id == document.RepositoryId)
            .Select(repository => repository.WebUrl)
            .SingleAsync(cancellation);
        var all = db.Set<DocumentVersion>().AsNoTracking().Where(version => version.DocumentId == document.Id);
        var total = await all.CountAsync(cancellation);
        // One more than is shown, to tell what the oldest of them changed.
        var versions = await all.OrderByDescending(version => version.At)
            .ThenByDescending(version => version.Id)
            .Take(VersionsShown + 1)
            .ToListAsync(cancellation);
        var read = versions.ConvertAll(version => (version, facts: Facts(version), problems: Problems(version)));
        var newest = read.Find(version => version.facts is not null);
        return new(
            row,
            webUrl,
            document.RemovedAt,
            document.Text,
            newest.facts,
            newest.problems ?? [],
            [
                .. read.Take(VersionsShown)
                    .Select(
                        (version, index) =>
                            new VersionModel(
                                version.version.At,
                                version.version.Commit,
                                FactWords.Changes(index + 1 < read.Count ? read[index + 1].facts : null, version.facts),
                                version.problems.Count
                            )
                    ),
            ],
            total
        );
    }

    private static DocumentFacts? Facts(DocumentVersion version) =>
        version.Facts is null ? null : JsonSerializer.Deserialize<DocumentFacts>(version.Facts);

    private static List<DocumentProblem> Problems(DocumentVersion version) =>
        version.Problems is null ? [] : JsonSerializer.Deserialize<List<DocumentProblem>>(version.Problems)!;
}
