using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Review;

namespace Binnacle.Tests.Review;

public sealed class HeadlineTests
{
    private static readonly PracticeList Practices = new();

    [Fact]
    public void What_got_better_leads_where_every_row_is_kept() =>
        Headline(("flow.cadence", CheckState.Warn, CheckState.Pass)).ShouldBe("flow.cadence is pass");

    [Fact]
    public void What_is_not_kept_leads_over_what_got_better() =>
        Headline(
                ("flow.cadence", CheckState.Warn, CheckState.Pass),
                ("outcomes.rotation", CheckState.Fail, CheckState.Fail)
            )
            .ShouldBe("outcomes.rotation is fail");

    [Fact]
    public void What_broke_since_leads_and_the_others_are_counted() =>
        Headline(
                ("flow.cadence", CheckState.Pass, CheckState.Warn),
                ("outcomes.cited", CheckState.Fail, CheckState.Fail),
                ("outcomes.rotation", CheckState.Warn, CheckState.Fail)
            )
            .ShouldBe("outcomes.rotation is fail, and one more row is not kept");

    private static string Headline(params (string Check, CheckState Before, CheckState Now)[] rows)
    {
        var organization = SampleReview.Team(0);
        var day = new DateOnly(2026, 11, 15);
        Dictionary<(string, string), SnapshotCell> Cells(DateOnly on, Func<int, CheckState> stateOf) =>
            Enumerable
                .Range(0, rows.Length)
                .Select(index => new SnapshotCell(
                    on,
                    organization.Key,
                    rows[index].Check,
                    stateOf(index),
                    null,
                    "",
                    $"{rows[index].Check} is {stateOf(index).ToString().ToLowerInvariant()}",
                    null,
                    ""
                ))
                .ToDictionary(cell => (cell.ScopeKey, cell.CheckId));
        var facts = new ReviewFacts(
            organization,
            day,
            day.AddDays(-28),
            [organization],
            1,
            Cells(day, index => rows[index].Now),
            Cells(day.AddDays(-28), index => rows[index].Before),
            [],
            new([], [], [], [], new HashSet<string>(), [], [])
        );
        return ReviewDrawing.Draw(facts, Practices).Headline;
    }
}
