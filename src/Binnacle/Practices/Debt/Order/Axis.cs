namespace Binnacle.Practices.Debt.Order;

/// <summary>An axis from zero to the next round number above what it has to hold.</summary>
public sealed record Axis(double From, double To, double Step, double Top)
{
    /// <param name="from">Where zero stands in the drawing.</param>
    /// <param name="to">Where the top stands.</param>
    public static Axis Of(double most, double from, double to, int levels = 4)
    {
        var rough = Math.Max(most, 1e-9) / levels;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step =
            (rough / power) switch
            {
                <= 1 => 1,
                <= 2 => 2,
                <= 5 => 5,
                _ => 10,
            } * power;
        return new(from, to, step, Math.Ceiling((most / step) - 1e-9) * step);
    }

    public double At(double value) => From + ((To - From) * value / Top);

    public IEnumerable<double> Levels =>
        Enumerable.Range(0, (int)Math.Round(Top / Step) + 1).Select(index => index * Step);
}
