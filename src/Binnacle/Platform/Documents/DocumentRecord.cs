namespace Binnacle.Platform.Documents;

/// <summary>A document as checks see it: every version, so that any day can be replayed.</summary>
public sealed record DocumentRecord(
    Guid Id,
    Guid RepositoryId,
    string Repository,
    Guid? TeamId,
    string Path,
    DocumentKind Kind,
    IReadOnlyList<DocumentVersionRecord> Versions
)
{
    /// <summary>The version in force on a day, or null when it did not exist or was removed by then.</summary>
    public DocumentVersionRecord? On(DateOnly date)
    {
        DocumentVersionRecord? current = null;
        foreach (var version in Versions)
        {
            if (DateOnly.FromDateTime(version.At) > date)
                break;
            current = version;
        }
        return current is { Facts: not null } ? current : null;
    }
}

/// <summary>Versions are ordered by time. <paramref name="Facts"/> is null where the file was removed.</summary>
public sealed record DocumentVersionRecord(
    DateTime At,
    string Commit,
    DocumentFacts? Facts,
    IReadOnlyList<DocumentProblem> Problems
);
