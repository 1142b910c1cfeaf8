namespace Binnacle.Practices.Debt.Capacity;

/// <summary>A stretch of days that work is planned for.</summary>
public readonly record struct Cycle(DateOnly StartsOn, DateOnly EndsOn)
{
    /// <summary>A Monday; all cycles are counted from it.</summary>
    private static readonly DateOnly Origin = new(2024, 1, 1);

    public int Days => EndsOn.DayNumber - StartsOn.DayNumber + 1;

    public static Cycle Around(DateOnly day, int days)
    {
        var index = (int)Math.Floor((day.DayNumber - Origin.DayNumber) / (double)days);
        var start = Origin.AddDays(index * days);
        return new(start, start.AddDays(days - 1));
    }

    /// <summary>So many cycles later, or earlier where negative.</summary>
    public Cycle After(int cycles) => new(StartsOn.AddDays(cycles * Days), EndsOn.AddDays(cycles * Days));

    public bool Holds(DateOnly day) => day >= StartsOn && day <= EndsOn;
}
