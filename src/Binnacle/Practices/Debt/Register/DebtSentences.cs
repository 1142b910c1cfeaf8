using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;
using Binnacle.Practices.Debt.Effect;

namespace Binnacle.Practices.Debt.Register;

/// <summary>What the pages of an item say in words.</summary>
internal static class DebtSentences
{
    public static string State(DebtModel model, DateOnly today)
    {
        var (item, row) = (model.Item, model.Row);
        if (item.Closure is { } closure)
            return $"{Capital(row.State.Words())} on {Wording.Day(closure.At)} by {closure.By}."
                + (closure.Reason is null ? "" : $" {closure.Reason}");
        var price = row.Cost is { } cost
            ? $"A week of waiting costs {model.Money.Say(cost)}"
                + (row.Weeks is { } weeks ? $", paying it takes {DebtNumbers.Weeks(weeks)} of one person's work." : ".")
            : "Nobody has said yet what a week of waiting costs.";
        var look =
            row.LookAgainOn is not { } day ? ""
            : day < today ? $" It was to be looked at again on {Wording.Day(day)}."
            : $" Look again on {Wording.Day(day)}.";
        return price + look;
    }

    /// <summary>"Waiting a quarter costs € 120 k to 190 k, and 3 to 4 weeks of engineers' work".</summary>
    public static string Waiting(DebtModel model)
    {
        var last = model.Curve[^1];
        var weeks = model.Item.Estimate?.Hours is { } hours
            ? $", with {DebtNumbers.Weeks(DebtNumbers.WeeksLost(hours, model.Waiting!))} of engineers' work in it"
            : "";
        return $"Waiting a quarter costs {model.Money.Say(new Interval(last.Low, last.High))}{weeks}";
    }

    public static string Urgency(DebtEstimate estimate)
    {
        var day = estimate.Urgency is Register.Urgency.CanWait ? estimate.LookAgainOn : estimate.UrgentOn;
        return $"It {estimate.Urgency.Words()}"
            + (day is { } on && estimate.Urgency is not Register.Urgency.Linear ? $": {Wording.Day(on)}" : "")
            + ". The band holds nine of ten draws from the ranges.";
    }

    public static List<Fact> Facts(DebtModel model)
    {
        var (item, row) = (model.Item, model.Row);
        return
        [
            new("State", Capital(row.State.Words())),
            new("Class", row.Class is { } kind ? $"{Capital(kind.Words())}: {kind.Meaning()}" : "none yet"),
            new("Owner", row.Owner ?? "nobody"),
            new("Team", row.Team ?? "The organization"),
            new("Service", row.Service ?? ""),
            new("Repository", row.Repository ?? ""),
            new("Path", item.Path),
            new("Source", Capital(item.Source.Words())),
            new("Evidence", item.Evidence ?? ""),
            new("Written down", $"{Wording.Day(item.AddedAt)} by {item.AddedBy}"),
        ];
    }

    public static List<Fact> Interest(PlaceFacts facts, PlaceLeadTime? lead) =>
        [
            new(
                "Changes",
                $"{facts.Changes:N0} in {PaidEffect.Days} days, {Words.Share(facts.Changes, facts.Changes + facts.RestChanges)} of the repository"
            ),
            new(
                "Fixes",
                facts.FixShare is { } share
                    ? $"{Words.Percent(share)} of them"
                        + (facts.RestShare is { } rest ? $", {Words.Percent(rest)} in the rest" : "")
                    : ""
            ),
            new(
                "Growth",
                $"{(facts.NetLines < 0 ? "−" : "+")}{Math.Abs(facts.NetLines):N0} lines in {Words.Count(facts.Files, "file")}"
            ),
            new("Lead time", lead is null ? "" : LeadTime(lead)),
            new("Known by", facts.People == 1 ? "one person" : Words.Count(facts.People, "person", "people")),
        ];

    private static string LeadTime(PlaceLeadTime lead) =>
        lead.Days is not { } days
            ? $"unknown: {(lead.Changes < PlaceLeadTime.Fewest ? $"{Words.Count(lead.Changes, "change")} in a year" : "more than half of the changes of a year wait for a release")}"
            : $"{Words.LongDays(days)} to a release, the median of {Words.Count(lead.Changes, "change")} in a year"
                + (lead.RestDays is { } rest ? $"; {Words.LongDays(rest)} in the rest" : "");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
