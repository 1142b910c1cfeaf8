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
        // What is not kept comes before anything that moved: a good word above a red row would not be believed.
        var failing = Failing(facts, practices);
        if (failing.Count > 0)
        {
            var first = failing.Find(check => worse.Exists(row => row.Check == check)) ?? failing[0];
            return Lead(facts, first) + Rest(failing.Count - 1, "is not kept", "are not kept");
        }
        // Say what happened, not that something did.
        if (worse.Count > 0)
            return Lead(facts, worse[0].Check) + Rest(worse.Count - 1, "got worse", "got worse");
        if (better.Count > 0)
            return Lead(facts, better[0].Check) + Rest(better.Count - 1, "got better", "got better");
        if (facts.Waiting.Overdue.Count > 0)
            return facts.Waiting.Overdue.Count == 1
                ? "One commitment is overdue, all else stands as it was"
                : $"{Written(facts.Waiting.Overdue.Count)} commitments are overdue";
        return needs.Count == 0 && changes.Count == 0
            ? "Nothing needs you today"
            : $"Nothing is broken, {Written(needs.Count).ToLowerInvariant()} {(needs.Count == 1 ? "thing is" : "things are")} at risk";
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

    private static string Rest(int count, string one, string several) =>
        count == 0
            ? ""
            : $", and {Written(count).ToLowerInvariant()} more {(count == 1 ? $"row {one}" : $"rows {several}")}";

    /// <summary>How far the cell of a row moved; positive is better, 0 where either day is not known.</summary>
    private static int Step(ReviewFacts facts, Check check) =>
        facts.Now.GetValueOrDefault((facts.Focus.Key, check.Id)) is { } now
        && facts.Before.GetValueOrDefault((facts.Focus.Key, check.Id)) is { } before
        && ReviewDrawing.IsKnown(now.State)
        && ReviewDrawing.IsKnown(before.State)
            ? before.State - now.State
            : 0;

    /// <summary>The rows that are not kept; those that answer the checklists first, else in the order of the practices.</summary>
    private static List<Check> Failing(ReviewFacts facts, PracticeList practices) =>
        [
            .. practices
                .Checks.Where(check =>
                    facts.Now.GetValueOrDefault((facts.Focus.Key, check.Id))?.State is CheckState.Fail
                )
                .OrderBy(check => check.Answers.Count == 0),
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
