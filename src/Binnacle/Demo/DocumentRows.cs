using System.Text;
using System.Text.Json;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Sources.RepositoryFiles;

namespace Binnacle.Demo;

/// <summary>Documents of one repository, read by the readers of a scan.</summary>
internal sealed class DocumentRows(AppDb db, CatalogueRows catalogue, int seed)
{
    public async Task WriteAsync(
        string slug,
        List<CommitPlan> commits,
        Func<string, Guid?> owners,
        CancellationToken cancellation
    )
    {
        var repository = catalogue.Repository(slug);
        var draw = new Draw(seed, $"documents {slug}");
        var files = commits.Where(commit => commit.File is not null).GroupBy(commit => commit.File!.Path).ToList();
        var number = (int)await db.TakeNumbersAsync("documents", files.Count, cancellation);
        var documents = new List<Document>();
        var versions = new List<DocumentVersion>();
        foreach (var file in files)
        {
            var read = file.Select(commit => (Commit: commit, Read: Read(commit.File!))).ToList();
            var newest = read[^1];
            var document = new Document
            {
                Id = draw.Id(),
                Number = number++,
                RepositoryId = repository.Id,
                Path = file.Key,
                Kind = newest.Read.Kind,
                Title = newest.Read.Facts.Title,
                TeamId = owners(file.Key),
                FirstSeenAt = read[0].Commit.At,
                ChangedAt = newest.Commit.At,
                ChangedIn = Convert.ToHexStringLower(newest.Commit.Name),
                Problems = newest.Read.Problems.Count,
                Text = newest.Commit.File!.Text,
                TextBlob = Convert.ToHexStringLower(newest.Commit.Changes[0].Blob!),
            };
            documents.Add(document);
            versions.AddRange(
                read.Select(version => new DocumentVersion
                {
                    Id = draw.Id(),
                    DocumentId = document.Id,
                    At = version.Commit.At,
                    Commit = Convert.ToHexStringLower(version.Commit.Name),
                    Blob = Convert.ToHexStringLower(version.Commit.Changes[0].Blob!),
                    Facts = JsonSerializer.Serialize(version.Read.Facts),
                    Problems =
                        version.Read.Problems.Count == 0 ? null : JsonSerializer.Serialize(version.Read.Problems),
                })
            );
        }
        await db.InsertManyAsync(documents, cancellation);
        await db.InsertManyAsync(versions, cancellation);
    }

    private static ReadDocument Read(FilePlan file) =>
        RepositoryFiles.Read(file.Path, Encoding.UTF8.GetBytes(file.Text!), isCut: false)
        ?? throw new InvalidOperationException(
            $"{file.Repository}/{file.Path} of the demo is no document that the readers know."
        );
}
