namespace Binnacle.Platform.Checks;

/// <summary>A day of a check's past. A day without a number is a gap, not a zero.</summary>
public sealed record TrendPoint(DateOnly Date, double? Number, CheckState State, string Text);
