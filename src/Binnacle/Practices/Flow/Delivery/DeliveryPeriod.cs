using System.Globalization;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>Whole days, both inside; compared with as many days before it.</summary>
public sealed record DeliveryPeriod(DateOnly First, DateOnly Last)
{
    public const int UsualWeeks = 12;

    public static readonly IReadOnlyList<int> Choices = [4, 12, 26, 52];

    public int Days => Last.DayNumber - First.DayNumber + 1;

    public double Weeks => Days / 7.0;

    public DateTime From => First.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>Not inside any more.</summary>
    public DateTime Until => Last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    public DeliveryPeriod Before => new(First.AddDays(-Days), First.AddDays(-1));

    public bool Holds(DateTime? at) => at >= From && at < Until;

    /// <summary>Weeks, of a long period four at a time, that end with its last day; oldest first.</summary>
    public IEnumerable<DeliveryPeriod> EachStep()
    {
        var step = Days > 100 ? 28 : 7;
        for (var first = First.AddDays(Days % step); first < Last; first = first.AddDays(step))
            yield return new(first, first.AddDays(step - 1));
    }

    /// <param name="weeks">As typed in a URL; what is none of the choices is the usual.</param>
    public static DeliveryPeriod Ending(DateOnly day, string? weeks)
    {
        var count =
            int.TryParse(weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            && Choices.Contains(asked)
                ? asked
                : UsualWeeks;
        return new(day.AddDays(1 - (7 * count)), day);
    }
}
