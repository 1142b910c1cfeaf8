namespace Binnacle.Platform.Catalogue.People;

/// <summary>A person in a list. What they did is not here, and nowhere else.</summary>
public sealed record PersonRow(
    Guid Id,
    int Number,
    string Name,
    Guid? TeamId,
    string? Team,
    string? TeamSlug,
    DateOnly? JoinedOn,
    DateOnly? LeftOn
);

/// <param name="Addresses">Those that the viewer may see: all for leaders, one's team's for its leader.</param>
public sealed record PersonFacts(PersonRow Person, IReadOnlyList<AddressRow> Addresses);

public sealed record AddressRow(Guid Id, string Name, string Address);
