namespace Binnacle.Platform;

/// <summary>
/// What a user can mend: shown beside the field, in the error summary, and as problem details in the API.
/// Everything else throws.
/// </summary>
public sealed class Refusal(string field, string message) : Exception(message)
{
    /// <summary>The form field or JSON member; empty for the whole.</summary>
    public string Field { get; } = field;
}
