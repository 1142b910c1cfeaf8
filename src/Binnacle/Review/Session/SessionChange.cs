namespace Binnacle.Review.Session;

/// <summary>What a form of the session wants to do at one of its points.</summary>
/// <param name="Form">Its name: what is refused is shown there.</param>
public sealed record SessionChange(string Form, Guid ItemId, Func<SessionItem?, Task> Make);
