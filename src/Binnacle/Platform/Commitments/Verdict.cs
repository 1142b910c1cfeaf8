namespace Binnacle.Platform.Commitments;

/// <summary>What the number said after the promise. Everything but <see cref="Improved"/> returns to the Review until it is answered.</summary>
public enum Verdict
{
    /// <summary>The whole interval of the change lies on the promised side.</summary>
    Improved,

    /// <summary>The interval holds zero; the smallest change that could have been seen is told with it.</summary>
    NoEvidence,

    /// <summary>The whole interval lies on the other side.</summary>
    Worse,

    /// <summary>There was nothing to compare, and why.</summary>
    NotMeasurable,
}
