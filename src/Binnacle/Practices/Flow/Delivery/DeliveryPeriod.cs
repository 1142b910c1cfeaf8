using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Web;

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

    public static DeliveryPeriod Of(PageContext page, DateOnly today) =>
        Ending(page.AsOf ?? today, page.Query("weeks"));

    /// <summary>As a program asks for it, who is told what it may ask for.</summary>
    /// <exception cref="Refusal">There is no such period.</exception>
    public static DeliveryPeriod Asked(DateOnly today, int? weeks, DateOnly? asOf)
    {
        if (weeks is { } asked && !Choices.Contains(asked))
            throw new Refusal("weeks", $"Ask for {string.Join(", ", Choices)} weeks.");
        if (asOf is { Year: < 1990 } || asOf > today)
            throw new Refusal("asOf", "Ask for a day between 1990 and today.");
        return Ending(asOf ?? today, weeks ?? UsualWeeks);
    }

    /// <param name="weeks">As typed in a URL; what is none of the choices is the usual.</param>
    public static DeliveryPeriod Ending(DateOnly day, string? weeks) =>
        Ending(
            day,
            int.TryParse(weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            && Choices.Contains(asked)
                ? asked
                : UsualWeeks
        );

    private static DeliveryPeriod Ending(DateOnly day, int weeks) => new(day.AddDays(1 - (7 * weeks)), day);
}
