using Binnacle.Platform.Documents;

namespace Binnacle.Platform.Catalogue.Services;

/// <summary>A service in a list.</summary>
public sealed record ServiceRow(
    Guid Id,
    string Slug,
    string Name,
    Guid? TeamId,
    string? Team,
    string? TeamSlug,
    string? Repository,
    string? RepositorySlug,
    string Path,
    bool IsCritical,
    string? ProposedBy,
    DateTime? ConfirmedAt,
    string? ConfirmedBy,
    DateTime? ArchivedAt
);

/// <summary>A service with the documents of its folder that say how it is run.</summary>
public sealed record ServiceFacts(ServiceRow Service, IReadOnlyList<ServiceDocument> Documents, int DocumentsTotal);

public sealed record ServiceDocument(int Number, DocumentKind Kind, string Title, string Path, int Problems);
