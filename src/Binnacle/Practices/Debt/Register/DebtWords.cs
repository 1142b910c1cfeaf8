namespace Binnacle.Practices.Debt.Register;

/// <summary>What kind of trade-off it is.</summary>
public enum DebtClass
{
    TimeToMarket,
    Outage,
    CanWait,
    Mandatory,
}

/// <summary>How the cost of an item grows with time.</summary>
public enum Urgency
{
    Linear,
    Deadline,
    Peak,
    CanWait,
}

public enum DebtSource
{
    Person,
    Hotspot,
    Coupling,
    Marker,
    Scanner,
    Postmortem,
}

public enum DebtOutcome
{
    Paid,
    Accepted,
    Dropped,
}

public enum DebtState
{
    Open,
    Planned,
    Paid,
    Accepted,
    Dropped,
}

/// <summary>How the words of the register read.</summary>
public static class DebtWords
{
    public static string Words(this DebtClass kind) =>
        kind switch
        {
            DebtClass.TimeToMarket => "time-to-market",
            DebtClass.Outage => "outage",
            DebtClass.CanWait => "can wait",
            _ => "mandatory",
        };

    /// <summary>What the class says to somebody who does not write code.</summary>
    public static string Meaning(this DebtClass kind) =>
        kind switch
        {
            DebtClass.TimeToMarket => "it makes new things later",
            DebtClass.Outage => "it may stop or harm what runs",
            DebtClass.CanWait => "it may stand until a day that is named",
            _ => "law, contract or security asks for it",
        };

    public static string Words(this Urgency urgency) =>
        urgency switch
        {
            Urgency.Linear => "costs the same each week",
            Urgency.Deadline => "costs from a day on",
            Urgency.Peak => "costs until a day, then the chance is gone",
            _ => "costs from the day to look again",
        };

    public static string Words(this DebtSource source) =>
        source switch
        {
            DebtSource.Person => "a person",
            DebtSource.Hotspot => "a hotspot in the history",
            DebtSource.Coupling => "coupling in the history",
            DebtSource.Marker => "a marker in the code",
            DebtSource.Scanner => "a scanner",
            _ => "an action of a postmortem",
        };

    public static string Words(this DebtState state) => state.ToString().ToLowerInvariant();
}
