using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Documents;

/// <summary>A document with the version that was in force on the day asked for.</summary>
public readonly record struct DocumentInForce(DocumentRecord Record, DocumentVersionRecord Version)
{
    public DocumentFacts Facts => Version.Facts!;

    public Evidence AsEvidence(string title, string? note = null, CheckState? state = null, int? line = null) =>
        new(
            title.Length == 0 ? Record.Path : title,
            note,
            Record.RepositoryId,
            Record.Path,
            Version.Commit,
            Version.At,
            state,
            line
        );
}

public static class DocumentIndex
{
    /// <summary>Documents of a kind that were in force on that day, in a stable order.</summary>
    public static IReadOnlyList<DocumentInForce> Documents(
        this CheckRecords records,
        DocumentKind kind,
        Scope scope,
        DateOnly date
    )
    {
        var found = new List<DocumentInForce>();
        foreach (var record in ByKind(records)[kind])
        {
            if (scope.Holds(record.TeamId, record.RepositoryId) && record.On(date) is { } version)
                found.Add(new DocumentInForce(record, version));
        }
        return found;
    }

    private static ILookup<DocumentKind, DocumentRecord> ByKind(CheckRecords records) =>
        records.Derived(
            nameof(DocumentIndex),
            static records =>
                records
                    .Of<DocumentRecord>()
                    .OrderBy(record => record.Repository, StringComparer.Ordinal)
                    .ThenBy(record => record.Path, StringComparer.Ordinal)
                    .ThenBy(record => record.Id)
                    .ToLookup(record => record.Kind)
        );
}
