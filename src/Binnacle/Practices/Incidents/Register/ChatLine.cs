namespace Binnacle.Practices.Incidents.Register;

/// <summary>A line of a chat that was copied.</summary>
/// <param name="Author">Null where the copy does not say.</param>
public sealed record ChatLine(DateTime At, string? Author, string Text);
