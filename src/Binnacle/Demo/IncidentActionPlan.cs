using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Detection;

namespace Binnacle.Demo;

/// <summary>What follows from an incident.</summary>
/// <param name="Ago">The day of the incident, as all days here counted back from today.</param>
internal sealed record ActionPlan(
    int Ago,
    ActionKind Kind,
    string Title,
    string Owner,
    int Made,
    int Due,
    int? Done = null
)
{
    /// <summary>The way of failing that it should end.</summary>
    public string? Signature { get; init; }

    /// <summary>Where it should end none: why not.</summary>
    public string? NoSignatureBecause { get; init; }

    /// <summary>The signal whose gap it should close.</summary>
    public string? Gap { get; init; }

    public LookPlan? Look { get; init; }
}

/// <summary>Whether it helped.</summary>
internal sealed record LookPlan(int Ago, RecurrenceVerdict Verdict, string Note);

internal sealed record GapPlan(string Service, string Signal, int Ago, AlertPlan? ClosedBy = null);

/// <summary>Far enough before its action is done that holidays between do not put it after.</summary>
internal sealed record AlertPlan(string Name, int Ago, FiredIn FiredIn, string FiredWhat);

/// <summary>Prevention that was looked at since, or not yet; alerts that close a gap, and one that is still to come.</summary>
internal static class ActionPlans
{
    private const string Results = "Number of results";
    private const string Queue = "Depth of the settlement queue";
    private const string Market = "Error rate by market";

    public static readonly GapPlan[] Gaps =
    [
        new(
            "search-api",
            Results,
            350,
            new("EmptyResultsHigh", 335, FiredIn.Experiment, "reindex of an empty index, on staging data")
        ),
        new("settlement", Queue, 214, new("SettlementQueueDepth", 199, FiredIn.Drill, "drill of a standing queue")),
        new("checkout", Market, 77),
    ];

    public static readonly ActionPlan[] All =
    [
        new(352, ActionKind.Preventive, "Move the alias only when the new index answers", "Yusuf Demir", 350, 325, 330)
        {
            Signature = IncidentPlans.Empty,
            Look = new(
                180,
                RecurrenceVerdict.TooEarly,
                "It has not come back since. The check before the move stopped two reindexes."
            ),
        },
        new(352, ActionKind.Detective, "Alert on searches without a result", "Chloe Tremblay", 350, 320, 322)
        {
            Signature = IncidentPlans.Empty,
            Gap = Results,
        },
        new(301, ActionKind.Preventive, "Start the settlement batch an hour earlier", "Jonas Lindqvist", 298, 270, 272)
        {
            Signature = IncidentPlans.Late,
            Look = new(
                95,
                RecurrenceVerdict.NoEvidence,
                "It came back as often as before: when it starts was not what made it late."
            ),
        },
        new(
            216,
            ActionKind.Detective,
            "Alert on the depth of the settlement queue before partners call",
            "Priya Venkatesan",
            213,
            185,
            187
        )
        {
            Signature = IncidentPlans.Late,
            Gap = Queue,
        },
        new(
            57,
            ActionKind.Preventive,
            "Try each voucher rule in every market before a release",
            "Lucía Ferrer",
            54,
            26,
            28
        )
        {
            Signature = IncidentPlans.Vouchers,
        },
        new(79, ActionKind.Detective, "Alert on the error rate of each market", "Kenji Morita", 70, -12)
        {
            NoSignatureBecause = "each market fails in its own way; this is about who notices first.",
            Gap = Market,
        },
    ];
}
