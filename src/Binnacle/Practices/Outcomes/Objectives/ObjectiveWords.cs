using System.Globalization;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>How objectives read.</summary>
public static class ObjectiveWords
{
    /// <summary>Stands wherever a score stands.</summary>
    public const string NotOfPeople =
        "A score says how far an objective came and how ambitious its target was. It is not a performance evaluation of anybody.";

    private const double Stretch = 0.95;

    public static string Words(this ObjectiveStage stage) => stage.ToString().ToLowerInvariant();

    public static string Score(double? score) =>
        score is { } known ? known.ToString("0.0#", CultureInfo.InvariantCulture) : "unknown";

    public static string Rounded(double? score) =>
        score is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) : "unknown";

    /// <summary>The finding of the page: "On pace for 0.7; confidence fell from 8 to 5".</summary>
    public static string Finding(ObjectiveModel model)
    {
        var state = model.Objective.State;
        var confidence = Confidence(model.Held);
        var first = state.Stage switch
        {
            ObjectiveStage.Draft => "A draft: nobody has agreed to it yet",
            ObjectiveStage.Closed => $"Scored {Score(state.Score)}",
            ObjectiveStage.Dropped => $"Dropped on {Wording.Day(state.At)}",
            _ when model.Today < model.Objective.StartsOn => $"Begins on {Wording.Day(model.Objective.StartsOn)}",
            _ when model.Standing.Score is null => "No key result has a value yet",
            _ when model.Standing.Pace is not { } => $"At {Rounded(model.Standing.Score)} on its first day",
            _ when model.Today > model.Objective.EndsOn =>
                $"Ended at {Rounded(model.Standing.Score)} and waits for its score",
            _ => $"On pace for {Rounded(Math.Min(1, model.Standing.Pace.Value))}",
        };
        return confidence is null ? first : $"{first}; {confidence}";
    }

    /// <summary>From the first check-in to the newest; null before there is one.</summary>
    public static string? Confidence(IReadOnlyList<CheckInRow> held) =>
        held.Count == 0 ? null : Confidence(held[0].Confidence, held[^1].Confidence, held.Count);

    private static string Confidence(int first, int newest, int count) =>
        count == 1 ? $"confidence is {newest}"
        : newest < first ? $"confidence fell from {first} to {newest}"
        : newest > first ? $"confidence rose from {first} to {newest}"
        : $"confidence is {newest}, as at the start";

    /// <summary>What its past says about how the target was set; null where it says nothing.</summary>
    public static string? Lesson(ObjectiveModel model)
    {
        if (model.Objective.State is not { Stage: ObjectiveStage.Closed, Score: { } score } || model.Held.Count < 3)
            return null;
        var least = model.Held.Min(check => check.Confidence);
        if (score >= Stretch && least >= 9)
            return $"It was never in doubt: confidence was {least} or more at each of {Platform.Checks.Words.Count(model.Held.Count, "check-in")}. A target that is certain from the first week tells little; the next one may reach further.";
        var doubted = model.Held.FirstOrDefault(check => check.Confidence <= 4);
        if (score < 0.5 && doubted is not null && WeeksBefore(model, doubted.Day) is >= 3 and var weeks)
            return $"Those who checked in were right early: confidence was {doubted.Confidence} on {Wording.Day(doubted.Day)}, {weeks} weeks before the end.";
        return null;
    }

    private static int WeeksBefore(ObjectiveModel model, DateOnly day) =>
        (model.Objective.EndsOn.DayNumber - day.DayNumber) / 7;

    /// <summary>"38.2 % of 41 %", with where it began.</summary>
    public static string Where(KeyResultStanding result) =>
        $"{(result.Current is { } value ? Wording.Measured(value, result.Unit) : "unknown")}, from {Wording.Measured(result.Start, result.Unit)} to {Wording.Measured(result.Target, result.Unit)}";

    /// <summary>The heading of a key result: what it is, and whether it keeps up.</summary>
    public static string Heading(KeyResultStanding result, double elapsed, ObjectiveStage stage) =>
        result.Progress is not { } progress ? $"{result.Title}: no value in this period"
        : progress < 0 ? $"{result.Title}: below where it started"
        : progress >= 1 ? $"{result.Title}: target reached"
        : stage is not ObjectiveStage.Active || elapsed is 0 or 1 ? $"{result.Title}: {Rounded(progress)} of the way"
        : progress >= elapsed ? $"{result.Title}: on the expected line or ahead"
        : $"{result.Title}: behind the expected line";

    public static IReadOnlyList<Fact> Facts(ObjectiveModel model)
    {
        var (objective, standing) = (model.Objective, model.Standing);
        var state = objective.State;
        return
        [
            new("State", $"{state.Stage.Words()} since {Wording.Day(state.At)}, by {state.By}"),
            new("Period", Quarter.Words(objective.StartsOn, objective.EndsOn)),
            new("For", model.Team ?? "the organization"),
            new("Product owner", model.ProductOwner ?? "nobody: the person left the catalogue"),
            new("Engineering owner", model.EngineeringOwner ?? "nobody: the person left the catalogue"),
            new(
                "Score by formula",
                standing.Score is null ? "unknown" : $"{Score(Round(standing.Score))}{Coverage(standing)}"
            ),
            new("Score agreed", state.Score is null ? "" : Score(state.Score)),
            new(
                "Pace",
                state.Stage is ObjectiveStage.Active && standing.Pace is { } pace
                    ? $"{Score(Round(pace))}: progress ÷ {Wording.Number(standing.Elapsed, "share")} of the period"
                    : ""
            ),
            new("Last check-in", model.Held.Count == 0 ? "never" : Wording.Day(model.Held[^1].Day)),
            new("Written", $"{Wording.Day(objective.AddedAt)} by {objective.AddedBy}"),
        ];
    }

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 2) : null;

    private static string Coverage(Standing standing) =>
        standing.Known == standing.Results.Count
            ? ""
            : $", of {standing.Known} of {standing.Results.Count} key results; the others have no value";
}
