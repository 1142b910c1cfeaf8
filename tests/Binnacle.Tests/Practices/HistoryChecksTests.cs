using Binnacle.History;
using Binnacle.Platform.Checks;
using Binnacle.Platform.History;

namespace Binnacle.Tests.Practices;

/// <summary>Rows that commits and tags answer: areas, newcomers, releases.</summary>
public sealed class HistoryChecksTests
{
    [Theory]
    [InlineData(10, 0, "1 of 1", CheckState.Fail)]
    [InlineData(9, 0, "unknown", CheckState.Unknown)]
    [InlineData(8, 2, "1 of 1", CheckState.Fail)]
    [InlineData(8, 3, "0 of 1", CheckState.Pass)]
    [InlineData(40, 4, "1 of 1", CheckState.Fail)]
    [InlineData(36, 4, "0 of 1", CheckState.Pass)]
    public void An_area_is_known_from_three_changes_and_a_tenth(int first, int second, string text, CheckState state)
    {
        var world = new World();
        var ledger = world.Add("ledger");
        ledger.Areas.Add(new AreaFact("settlement", null, 4));
        for (var i = 0; i < first; i++)
            ledger.Change(30, author: 1, areas: 1);
        for (var i = 0; i < second; i++)
            ledger.Change(30, author: 2, areas: 1);
        var result = world.Evaluate("learning.areas");
        (result.Text, result.State).ShouldBe((text, state));
    }

    [Fact]
    public void Areas_count_within_24_months_while_they_have_files_and_name_nobody()
    {
        var world = new World();
        var ledger = world.Add("ledger", World.Payments);
        ledger.Areas.AddRange([
            new AreaFact("settlement", World.Payments.Id, 4),
            new AreaFact("gone", World.Payments.Id, 0),
            new AreaFact("index", World.Search.Id, 2),
        ]);
        for (var i = 0; i < 10; i++)
            ledger.Change(729, author: 1, areas: [1, 2, 3]);
        world.Evaluate("learning.areas").Text.ShouldBe("2 of 2");
        var result = world.Evaluate("learning.areas", World.Team(World.Payments));
        result.Evidence.ShouldHaveSingleItem().Title.ShouldBe("settlement");
        result.Evidence[0].Note.ShouldBe("100 % of 10 changes by one person");
        world.Evaluate("learning.areas", ago: -1).State.ShouldBe(CheckState.Unknown);
        ledger.IsShallow = true;
        world.Evaluate("learning.areas").State.ShouldBe(CheckState.Unknown);
    }

    [Theory]
    [InlineData(4, 20, CheckState.Unknown, "unknown")]
    [InlineData(5, 20, CheckState.Pass, "20 d")]
    [InlineData(5, 90, CheckState.Pass, "90 d")]
    [InlineData(5, 91, CheckState.Warn, "91 d")]
    [InlineData(5, 181, CheckState.Fail, "181 d")]
    public void Newcomers_are_timed_from_their_first_to_their_tenth_change(
        int people,
        int days,
        CheckState state,
        string text
    )
    {
        var world = new World();
        var ledger = world.Add("ledger").Changes(30, 900, author: 99);
        for (var person = 1; person <= people; person++)
            Join(ledger, person, 300, days);
        ledger.Changes(3, 100, author: 50);
        var result = world.Evaluate("onboarding.ramp");
        (result.State, result.Text).ShouldBe((state, text));
        if (state is not CheckState.Unknown)
            result.Facts.ShouldContain(new Fact("Not at ten changes yet", "1 person"));
    }

    [Fact]
    public void Who_was_there_before_is_no_newcomer_and_a_cut_history_cannot_tell()
    {
        var world = new World();
        var ledger = world.Add("ledger").Changes(1, 900, author: 99);
        for (var person = 1; person <= 5; person++)
            Join(ledger, person, 366, 20);
        world.Evaluate("onboarding.ramp").State.ShouldBe(CheckState.Unknown);
        world.Evaluate("onboarding.ramp", ago: 200).Text.ShouldBe("20 d");

        var cut = new World();
        var shallow = cut.Add("ledger");
        for (var person = 1; person <= 5; person++)
            Join(shallow, person, 300, 20);
        cut.Evaluate("onboarding.ramp").Text.ShouldBe("20 d");
        shallow.Born = World.Ago(3000);
        cut.Evaluate("onboarding.ramp").Headline.ShouldContain("too late to tell newcomers");
    }

    [Theory]
    [InlineData(30, CheckState.Pass, "30 d")]
    [InlineData(31, CheckState.Warn, "31 d")]
    [InlineData(60, CheckState.Warn, "60 d")]
    [InlineData(61, CheckState.Fail, "61 d")]
    public void The_pace_of_releases_is_the_median_gap(int gap, CheckState state, string text)
    {
        var world = new World();
        var ledger = world.Add("ledger").Changes(1, 800);
        for (var i = 0; i < 4; i++)
            ledger.Release($"v1.{i}", 1 + (gap * i)).Release($"v1.{i}-rc1", 1.5 + (gap * i), isPrerelease: true);
        var result = world.Evaluate("flow.cadence");
        (result.State, result.Text, result.Sample.Count).ShouldBe((state, text, 3));
    }

    [Fact]
    public void A_steady_pace_that_stopped_is_at_risk_and_without_tags_it_is_unknown()
    {
        var world = new World();
        var ledger = world.Add("ledger").Changes(1, 800);
        world.Evaluate("flow.cadence").Headline.ShouldBe("No version tag found in 1 repository of Northwind");
        ledger.Release("v1.0", 121).Release("v1.1", 111).Release("v1.2", 91);
        world.Evaluate("flow.cadence").State.ShouldBe(CheckState.Warn);
        world.Evaluate("flow.cadence", ago: 1).State.ShouldBe(CheckState.Pass);
        world.Evaluate("flow.cadence", ago: 115).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void Changes_that_wait_for_a_release_count_as_long_as_they_wait()
    {
        var world = new World();
        var ledger = world.Add("ledger").Release("v1.0", 90);
        for (var i = 0; i < 9; i++)
            ledger.Change(100, releasedAgo: 90);
        world.Evaluate("flow.lead-time").State.ShouldBe(CheckState.Unknown);
        ledger.Change(100, releasedAgo: 90);
        (world.Evaluate("flow.lead-time").State, world.Evaluate("flow.lead-time").Text).ShouldBe(
            (CheckState.Pass, "10 d")
        );

        ledger.Changes(11, 95);
        var waiting = world.Evaluate("flow.lead-time");
        waiting.State.ShouldBe(CheckState.Unknown);
        waiting.Facts.ShouldContain(new Fact("Not released yet", "11 changes"));
        waiting.Evidence[0].Note.ShouldBe("96 d, not released");
        // The release is not known on the day before it was tagged.
        world.Evaluate("flow.lead-time", ago: 91).State.ShouldBe(CheckState.Unknown);
    }

    private static void Join(World.Repository repository, int person, double ago, double days)
    {
        for (var change = 0; change < 10; change++)
            repository.Change(ago - (days * change / 9), author: person);
    }
}
