using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Flow.Blockers;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Flow;

public sealed class BlockerChecksTests
{
    private static readonly DateTime Now = World.Ago(0);

    [Fact]
    public void Where_nobody_ever_raised_one_nothing_is_known()
    {
        Evaluate().State.ShouldBe(CheckState.Unknown);
        Evaluate(Raised(1, 3) with { TeamId = World.Search.Id }).State.ShouldBe(CheckState.Pass);
        var check = World.Check("flow.blockers");
        check
            .Evaluate(Records(Raised(1, 3) with { TeamId = World.Search.Id }), World.Team(World.Payments), World.Today)
            .State.ShouldBe(CheckState.Unknown);
    }

    [Theory]
    [InlineData(5, CheckState.Pass, 0)]
    [InlineData(6, CheckState.Warn, 1)]
    [InlineData(10, CheckState.Warn, 1)]
    [InlineData(11, CheckState.Fail, 1)]
    public void The_oldest_that_stands_decides(int ago, CheckState state, int old)
    {
        var result = Evaluate(Raised(1, ago), Raised(2, 1), Raised(3, 90, (40, false)));
        (result.State, result.Number).ShouldBe((state, old));
    }

    [Fact]
    public void Reopened_counts_from_then_and_dropped_counts_nowhere()
    {
        Evaluate(Raised(1, 60, (50, false), (4, true))).State.ShouldBe(CheckState.Pass);
        var dropped = Raised(1, 60) with
        {
            Turns = [new(World.Ago(60), true), new(World.Ago(1), false, Dropped: true)],
        };
        Evaluate(dropped).State.ShouldBe(CheckState.Pass);
        World
            .Check("flow.blockers")
            .Evaluate(Records(dropped), World.Organization, World.Today.AddDays(-5))
            .State.ShouldBe(CheckState.Fail);
    }

    [Fact]
    public void The_age_is_a_setting()
    {
        var records = Records(Raised(1, 6))
            .With<SettingRecord>([new("flow.blocker-days", null, 10, World.Ago(20), "Ada")]);
        World.Check("flow.blockers").Evaluate(records, World.Organization, World.Today).State.ShouldBe(CheckState.Pass);
    }

    [Fact]
    public void Half_are_out_of_the_way_with_those_that_still_stand_counted_so_far()
    {
        BlockerRecord[] rows =
        [
            Raised(1, 30, (28, false)),
            Raised(2, 30, (26, false)),
            Raised(3, 30, (20, false)),
            Raised(4, 12),
            Raised(5, 12),
        ];
        var times = TimeToUnblock.Of("All", rows, Now);

        // Of five: 2, 4 and 10 days; both others stand at 12, so half are over at 10 and nine of ten never were.
        (times.Count, times.Standing, times.Median, times.Ninth).ShouldBe((5, 2, 10, null));
        TimeToUnblock.Of("All", rows[..4], Now).Median.ShouldBeNull();
    }

    [Fact]
    public void The_same_wait_three_times_in_a_quarter_is_a_pattern()
    {
        BlockerRecord[] rows =
        [
            Waits(1, 80, BlockerKind.OtherTeam, ("team", "Platform"), ("service", "Gateway")),
            Waits(2, 40, BlockerKind.OtherTeam, ("team", "Platform"), ("service", "Gateway")),
            Waits(3, 10, BlockerKind.OtherTeam, ("team", "platform "), ("service", "Gateway")),
            Waits(4, 100, BlockerKind.OtherTeam, ("team", "Platform")),
            Waits(5, 5, BlockerKind.Access, ("team", "Platform")),
            Waits(6, 4, BlockerKind.Vendor, ("name", "Card scheme")),
            Waits(7, 3, BlockerKind.Vendor, ("name", "Card scheme")),
        ];
        var pattern = BlockerPattern.Of(rows, Now).ShouldHaveSingleItem();

        (pattern.Kind, pattern.Cause.Name, pattern.Count).ShouldBe((BlockerKind.OtherTeam, "Platform", 3));
        pattern.Numbers.ShouldBe([3, 2, 1]);
        // Two days each.
        pattern.Days.ShouldBe(6, 1e-6);
    }

    [Fact]
    public void Time_that_it_stood_is_never_more_than_time_since_it_was_raised() =>
        Prop.ForAll(
                Gen.ArrayOf(Gen.Choose(0, 500)).ToArbitrary(),
                hours =>
                {
                    var turns = hours
                        .Order()
                        .Select((hour, index) => new BlockerTurn(Now.AddHours(hour - 600), index % 2 == 1))
                        .Prepend(new(Now.AddHours(-600), true))
                        .ToList();
                    var blocker = Raised(1, 25) with { Turns = turns };
                    var stood = blocker.Stood(Now);
                    stood.Days.ShouldBeInRange(0, 25.0001);
                    stood.IsOver.ShouldBe(blocker.StandingSince(Now) is null);
                }
            )
            .QuickCheckThrowOnFailure();

    private static CheckResult Evaluate(params BlockerRecord[] blockers) =>
        World.Check("flow.blockers").Evaluate(Records(blockers), World.Organization, World.Today);

    private static CheckRecords Records(params BlockerRecord[] blockers) =>
        new CheckRecords().With<BlockerRecord>(blockers);

    private static BlockerRecord Raised(int number, double ago, params (double Ago, bool Stands)[] turns) =>
        new(
            number,
            $"Blocker {number}",
            null,
            World.Payments.Id,
            null,
            false,
            [],
            [new(World.Ago(ago), true), .. turns.Select(turn => new BlockerTurn(World.Ago(turn.Ago), turn.Stands))]
        );

    private static BlockerRecord Waits(
        int number,
        int ago,
        BlockerKind kind,
        params (string Of, string Name)[] causes
    ) =>
        Raised(number, ago, (ago - 2, false)) with
        {
            Kind = kind,
            Causes = [.. causes.Select(cause => new BlockerCause(cause.Of, cause.Name.Trim()))],
        };
}
