using Binnacle.Platform;
using Binnacle.Platform.Checks;

namespace Binnacle.Review;

/// <summary>Draws the Review from what was read; pure.</summary>
internal static class ReviewDrawing
{
    private const int NeedsShown = 6;
    private const int ChangesShown = 6;

    public static ReviewModel Draw(ReviewFacts facts, PracticeList practices)
    {
        var answers = Checklist.Items.Select(item => Answer(item, facts, practices)).ToList();
        var needs = Needs(facts, practices);
        var changes = Changes(facts, practices);
        return new(
            facts.Focus.Name,
            facts.Day,
            ReviewWords.Headline(facts, practices, changes, needs),
            ReviewWords.Summary(facts.Day, answers),
            Count(answers),
            facts.Outcomes,
            [.. needs.Take(NeedsShown)],
            needs.Count,
            facts.ComparedWith,
            [.. changes.Take(ChangesShown)],
            facts.Columns,
            facts.ColumnsTotal,
            [.. practices.All.GroupBy(practice => practice.Room).Select(room => Rows(room.Key, [.. room], facts))],
            answers
        );
    }

    private static RoomRows Rows(Room room, IReadOnlyList<Practice> practices, ReviewFacts facts) =>
        new(
            room,
            room.ToString(),
            [
                .. practices
                    .SelectMany(practice => practice.Checks, (practice, check) => Row(practice, check, facts))
                    .OrderBy(row => row.IsUnknown),
            ]
        );

    private static ReviewRow Row(Practice practice, Check check, ReviewFacts facts) =>
        new(
            check.Id,
            check.Title,
            practice.Id,
            practice.Name,
            check.Unlocks,
            [.. facts.Columns.Select(scope => Cell(check, scope, facts))]
        );

    private static ReviewCell Cell(Check check, Scope scope, ReviewFacts facts) =>
        facts.Now.TryGetValue((scope.Key, check.Id), out var cell)
            ? new(cell.State, cell.State is CheckState.Unknown ? "unknown" : cell.Text, cell.Headline)
        : check.PerTeam || scope.Kind is ScopeKind.Organization
            ? new(CheckState.Unknown, "unknown", "Not evaluated on this day")
        : new(CheckState.NotApplicable, "–", "Looked at for the organization as a whole");

    /// <summary>
    /// The worst known state of the checks that answer an item. Where the known ones are alive and another is unknown, the
    /// item is unknown: half an answer is never a pass.
    /// </summary>
    private static ChecklistAnswer Answer(Checklist.Item item, ReviewFacts facts, PracticeList practices)
    {
        var cells = practices
            .Checks.Where(check => check.Answers.Contains(item.Id))
            .Select(check => (Check: check, Cell: facts.Now.GetValueOrDefault((facts.Focus.Key, check.Id))))
            .ToList();
        var known = cells
            .Where(pair => pair.Cell is { } cell && IsKnown(cell.State))
            .OrderByDescending(pair => pair.Cell!.State)
            .ToList();
        var unknown = cells.Find(pair => pair.Cell is null or { State: CheckState.Unknown }).Check;
        if (known.Count == 0)
            return new(item.Id, item.Text, CheckState.Unknown, unknown?.Unlocks ?? "Nothing tells us yet", unknown?.Id);
        var (check, worst) = known[0];
        return worst!.State is CheckState.Pass && unknown is not null
            ? new(item.Id, item.Text, CheckState.Unknown, $"{worst.Headline}. {unknown.Unlocks}", unknown.Id)
            : new(item.Id, item.Text, worst.State, worst.Headline, check.Id);
    }

    private static StateCount Count(IReadOnlyList<ChecklistAnswer> answers) =>
        new(
            answers.Count(answer => answer.State is CheckState.Pass),
            answers.Count(answer => answer.State is CheckState.Warn),
            answers.Count(answer => answer.State is CheckState.Fail),
            answers.Count(answer => answer.State is CheckState.Unknown)
        );

    /// <summary>Overdue promises first, then those that did not show in their number, then what cannot be read, then rows that are not kept or at risk and that nobody took on.</summary>
    private static List<Attention> Needs(ReviewFacts facts, PracticeList practices)
    {
        // Each overdue commitment and each old blocker stands above by itself.
        var rows =
            from check in practices.Checks
            where check.Id is not (Finding.OverdueCommitments or Finding.OldBlockers)
            from need in Worst(check, facts)
            orderby need.State descending
            select need;
        return
        [
            .. facts.Waiting.Overdue,
            .. facts.Waiting.Failed,
            .. facts.Waiting.Blocked,
            .. facts.Waiting.Asked,
            .. facts.Waiting.Unreadable.Where(item => item.State is CheckState.Fail),
            .. rows,
            .. facts.Waiting.Unreadable.Where(item => item.State is CheckState.Warn),
        ];
    }

    /// <summary>The teams that do not keep a row say more than the organization that is at risk for it.</summary>
    private static IEnumerable<Attention> Worst(Check check, ReviewFacts facts)
    {
        var cells = facts
            .Columns.Select(scope => (Scope: scope, Cell: facts.Now.GetValueOrDefault((scope.Key, check.Id))))
            .Where(pair => pair.Cell?.State is CheckState.Fail or CheckState.Warn)
            .ToList();
        var own = cells.Find(pair => pair.Scope.Key == facts.Focus.Key);
        var failing =
            facts.Focus.Kind is ScopeKind.Organization && own.Cell?.State is not CheckState.Fail
                ? cells.FindAll(pair => pair.Cell!.State is CheckState.Fail)
                : [];
        return (
            failing.Count > 0 ? failing.Take(2)
            : own.Cell is null ? []
            : [own]
        ).Where(pair => !facts.Waiting.Promised.Contains(Finding.Key(check.Id, pair.Scope.Key))).Select(pair => new Attention(pair.Cell!.State, pair.Cell.Headline, pair.Cell.NextStep, "Make a commitment", $"/commitments/new?check={check.Id}&in={pair.Scope.Key}"));
    }

    /// <summary>Rows whose state moved since the day compared with, better ones first; teams where the organization did not move.</summary>
    private static List<ReviewChange> Changes(ReviewFacts facts, PracticeList practices)
    {
        var moved =
            from check in practices.Checks
            from scope in facts.Columns
            where facts.Focus.Kind is ScopeKind.Organization || scope.Key == facts.Focus.Key
            let now = facts.Now.GetValueOrDefault((scope.Key, check.Id))
            let before = facts.Before.GetValueOrDefault((scope.Key, check.Id))
            where now is not null && before is not null && now.State != before.State
            where IsKnown(now.State) && IsKnown(before.State)
            orderby now.State, scope.Kind is ScopeKind.Organization ? 0 : 1
            select new ReviewChange(
                now.State,
                now.Headline,
                before.Text == now.Text
                    ? $"{check.Title}: was {ReviewMarkdown.Word(before.State)}, now {ReviewMarkdown.Word(now.State)}."
                    : $"{check.Title}: {before.Text}, now {now.Text}.",
                $"/?check={check.Id}&in={scope.Key}#evidence"
            );
        return [.. facts.Waiting.Closed, .. moved];
    }

    public static bool IsKnown(CheckState state) => state is CheckState.Pass or CheckState.Warn or CheckState.Fail;
}
