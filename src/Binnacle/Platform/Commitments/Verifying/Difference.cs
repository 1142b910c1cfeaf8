namespace Binnacle.Platform.Commitments;

/// <summary>How far a number moved, between which bounds at 95 %, and how far it would have had to.</summary>
/// <param name="Before">The level before, in the number's unit.</param>
/// <param name="Detectable">The smallest true change that this comparison would have found four times in five.</param>
public sealed record Difference(double Before, double After, Interval Interval, double Detectable)
{
    public double Change => After - Before;
}
