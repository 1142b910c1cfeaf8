using Binnacle.Platform;
using Binnacle.Platform.Checks;

namespace Binnacle.Review;

/// <summary>The title and the sentence under it: what happened, in words a director could forward.</summary>
internal static class ReviewWords
{
    public static string Headline(
        ReviewFacts facts,
        PracticeList practices,
        IReadOnlyList<ReviewChange> changes,
        IReadOnlyList<Attention> needs
    )
    {
        var moved = practices
            .Checks.Select(check => (Check: check, Step: Step(facts, check)))
            .Where(row => row.Step != 0)
            .ToList();
        var worse = moved.Where(row => row.Step < 0).OrderBy(row => row.Step).ToList();
        var better = moved.Where(row => row.Step > 0).OrderByDescending(row => row.Step).ToList();
        // Say what happened, not that something did.
        if (worse.Count > 0)
            return Lead(facts, worse[0].Check) + Rest(worse.Count - 1, "got worse");
        if (better.Count > 0)
            return Lead(facts, better[0].Check) + Rest(better.Count - 1, "got better");
        if (facts.Waiting.Overdue.Count > 0)
            return facts.Waiting.Overdue.Count == 1
                ? "One commitment is overdue, all else stands as it was"
                : $"{Written(facts.Waiting.Overdue.Count)} commitments are overdue";
        var failing = Failing(facts, practices);
        return failing.Count switch
        {
            0 when needs.Count == 0 && changes.Count == 0 => "Nothing needs you today",
            0 =>
                $"Nothing is broken, {Written(needs.Count).ToLowerInvariant()} {(needs.Count == 1 ? "thing is" : "things are")} at risk",
            1 => $"One practice is not kept: {failing[0]}",
            2 => $"Two practices are not kept: {failing[0]} and {failing[1]}",
            _ => $"{Written(failing.Count)} practices are not kept, {failing[0]} first",
        };
    }

    public static string Summary(DateOnly day, IReadOnlyList<ChecklistAnswer> answers)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var counts = new (CheckState State, string Words)[]
        {
            (CheckState.Pass, "alive"),
            (CheckState.Warn, "at risk"),
            (CheckState.Fail, "not kept"),
            (CheckState.Unknown, "unknown"),
        };
        var told = counts
            .Select(count => (Count: answers.Count(answer => answer.State == count.State), count.Words))
            .Where(count => count.Count > 0)
            .Select(
                (count, index) =>
                    index == 0
                        ? $"{count.Count} of {answers.Count} checklist items {count.Words}"
                        : $"{count.Count} {count.Words}"
            );
        return $"Leadership review, week of {monday:d MMMM yyyy}. {string.Join(", ", told)}.";
    }

    private static string Lead(ReviewFacts facts, Check check) => facts.Now[(facts.Focus.Key, check.Id)].Headline;

    private static string Rest(int count, string verb) =>
        count == 0 ? "" : $", and {Written(count).ToLowerInvariant()} more {(count == 1 ? "row" : "rows")} {verb}";

    /// <summary>How far the cell of a row moved; positive is better, 0 where either day is not known.</summary>
    private static int Step(ReviewFacts facts, Check check) =>
        facts.Now.GetValueOrDefault((facts.Focus.Key, check.Id)) is { } now
        && facts.Before.GetValueOrDefault((facts.Focus.Key, check.Id)) is { } before
        && ReviewDrawing.IsKnown(now.State)
        && ReviewDrawing.IsKnown(before.State)
            ? before.State - now.State
            : 0;

    private static List<string> Failing(ReviewFacts facts, PracticeList practices) =>
        [
            .. practices
                .All.Where(practice =>
                    practice.Checks.Any(check =>
                        facts.Now.GetValueOrDefault((facts.Focus.Key, check.Id))?.State is CheckState.Fail
                    )
                )
                .Select(practice => practice.Name.ToLowerInvariant()),
        ];

    private static string Written(int count) =>
        count switch
        {
            0 => "No",
            1 => "One",
            2 => "Two",
            3 => "Three",
            4 => "Four",
            5 => "Five",
            6 => "Six",
            7 => "Seven",
            8 => "Eight",
            9 => "Nine",
            _ => count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
}
