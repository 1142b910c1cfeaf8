using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Direction;

namespace Binnacle.Tests.Practices.Direction;

public sealed class DirectionChecksTests
{
    [Theory]
    [InlineData(10, CheckState.Pass, "10 d")]
    [InlineData(92, CheckState.Pass, "92 d")]
    [InlineData(93, CheckState.Warn, "93 d")]
    [InlineData(185, CheckState.Fail, "185 d")]
    public void A_review_here_counts_like_a_change_of_a_document(int ago, CheckState state, string text)
    {
        var records = new World().Records().With<VisionReviewRecord>([new(World.Ago(ago), "Ada", 2, false)]);
        var result = Vision(records);
        (result.State, result.Text).ShouldBe((state, text));
    }

    [Fact]
    public void The_later_of_document_and_review_counts_and_the_past_is_replayed()
    {
        var world = new World();
        world.Add("handbook").Document(DocumentKind.Vision, "VISION.md", 100, new ProseFacts("Vision", 200));
        var records = world.Records();
        Vision(records).Text.ShouldBe("100 d");
        records.With<VisionReviewRecord>([new(World.Ago(30), "Ada", 1, true)]);
        Vision(records).Text.ShouldBe("30 d");
        Vision(records, 40).Text.ShouldBe("60 d", "the review was not held then");
        Vision(new World().Records()).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void A_hypothesis_past_its_date_wants_a_verdict_and_an_answer()
    {
        var day = DateOnly.FromDateTime(World.Ago(20));
        HypothesisRecord Bet(int number, double? judged, double? answered, DateOnly on) =>
            new(
                number,
                $"Belief {number}",
                World.Payments.Id,
                World.Ago(100),
                on,
                judged is { } a ? World.Ago(a) : null,
                answered is { } b ? World.Ago(b) : null
            );
        CheckResult Evaluate(IReadOnlyList<HypothesisRecord> bets, double ago = 0) =>
            World
                .Check("direction.hypotheses")
                .Evaluate(
                    new World().Records().With(bets),
                    World.Team(World.Payments),
                    DateOnly.FromDateTime(World.Ago(ago))
                );
        Evaluate([]).State.ShouldBe(CheckState.Unknown);
        Evaluate([Bet(1, 20, 15, day), Bet(2, null, null, World.Today.AddDays(1))]).State.ShouldBe(CheckState.Pass);
        var waits = Evaluate([Bet(1, 20, null, day), Bet(2, 19, 10, day)]);
        (waits.State, waits.Text, waits.NextStep).ShouldBe(
            (CheckState.Warn, "1 of 2", "Answer hypothesis 1: keep, stop or change")
        );
        Evaluate([Bet(1, 20, null, day.AddDays(-20))]).State.ShouldBe(CheckState.Fail);
        Evaluate([Bet(1, 20, 15, day)], ago: 17).State.ShouldBe(CheckState.Warn, "it was answered two days later");
        Evaluate([Bet(1, 20, 15, day)], ago: 101).State.ShouldBe(CheckState.Unknown);
    }

    private static CheckResult Vision(CheckRecords records, double ago = 0) =>
        World.Check("direction.vision").Evaluate(records, World.Organization, DateOnly.FromDateTime(World.Ago(ago)));
}
