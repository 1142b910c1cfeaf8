using System.Text.Json;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Documents;

/// <summary>Documents with all their versions, for checks.</summary>
internal sealed class DocumentLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var versions = (
            await db.Set<DocumentVersion>()
                .AsNoTracking()
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .Select(row => new
                {
                    row.DocumentId,
                    row.At,
                    row.Commit,
                    row.Facts,
                    row.Problems,
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.DocumentId);
        var documents = await db.Set<Document>()
            .AsNoTracking()
            .Join(
                db.Set<Repository>().Where(repository => repository.ArchivedAt == null),
                document => document.RepositoryId,
                repository => repository.Id,
                (document, repository) => new { document, repository.Name }
            )
            .OrderBy(row => row.Name)
            .ThenBy(row => row.document.Path)
            .ToListAsync(cancellation);
        records.With<DocumentRecord>([
            .. documents.Select(row => new DocumentRecord(
                row.document.Id,
                row.document.RepositoryId,
                row.Name,
                row.document.TeamId,
                row.document.Path,
                row.document.Kind,
                [
                    .. versions[row.document.Id]
                        .Select(version => new DocumentVersionRecord(
                            version.At,
                            version.Commit,
                            version.Facts is null ? null : JsonSerializer.Deserialize<DocumentFacts>(version.Facts),
                            version.Problems is null
                                ? []
                                : JsonSerializer.Deserialize<List<DocumentProblem>>(version.Problems)!
                        )),
                ]
            )),
        ]);
    }
}
