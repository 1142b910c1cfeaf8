namespace Binnacle.Platform.Facts;

/// <summary>A fact that an account brought about.</summary>
public abstract class AccountFact : Fact
{
    [Newest]
    public bool? IsByBot { get; set; }

    /// <summary>As <see cref="Attribution"/> decides from the rules: one mark for all accounts of one person.</summary>
    public string? Person { get; set; }

    /// <summary>Decided here; <see cref="IsByBot"/> is what was told.</summary>
    public bool? ByBot { get; set; }
}
