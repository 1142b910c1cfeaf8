namespace Binnacle.Platform.Commitments;

/// <summary>Where a change, its bounds, no change and the promise stand on one line.</summary>
public sealed class IntervalScale
{
    private const double Margin = 44;
    private readonly double low;
    private readonly double high;
    private readonly double width;

    public IntervalScale(Verification look, double? promised, double width)
    {
        this.width = width;
        double[] places = [0, look.Low ?? 0, look.High ?? 0, look.Change ?? 0, promised ?? 0];
        (low, high) = (places.Min(), places.Max());
        if (high <= low)
            (low, high) = (low - 1, high + 1);
    }

    public double X(double value) => Margin + ((value - low) / (high - low) * (width - (2 * Margin)));
}
