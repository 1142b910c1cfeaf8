using Binnacle.Platform.Cadences;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Tests.Practices;

namespace Binnacle.Tests.Platform.Cadences;

public sealed class CadenceChecksTests
{
    [Fact]
    public void Meetings_that_took_place_of_those_told_by_that_day()
    {
        // Sundays, since that is today here: 12 in 84 days, the newest today is still to be told.
        var records = Records(
            Cadence(CadenceKind.Demo, team: null, ago => ago % 28 == 0 ? MarkState.Missed : MarkState.Kept)
        );
        var now = World.Check("communication.cadences").Evaluate(records, World.Organization, World.Today);
        (now.State, now.Text, now.Sample.Count).ShouldBe((CheckState.Pass, "9 of 11", 11));
        now.Coverage.ShouldBe(new(11, 12, "meetings"));
        now.Evidence[0].State.ShouldBe(CheckState.Fail);
        // Nothing was told by then.
        World
            .Check("communication.cadences")
            .Evaluate(records, World.Organization, World.Today.AddDays(-200))
            .State.ShouldBe(CheckState.Unknown);
        World
            .Check("communication.cadences")
            .Evaluate(records, World.Team(World.Search), World.Today)
            .State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void One_on_ones_of_fewer_than_five_pairs_are_never_told()
    {
        var four = Enumerable
            .Range(0, 4)
            .Select(_ => Cadence(CadenceKind.OneOnOne, World.Payments.Id, _ => MarkState.Kept));
        World
            .Check("safety.one-on-ones")
            .Evaluate(Records([.. four]), World.Organization, World.Today)
            .State.ShouldBe(CheckState.Unknown);
        var five = Enumerable
            .Range(0, 5)
            .Select(_ => Cadence(CadenceKind.OneOnOne, World.Payments.Id, _ => MarkState.Kept));
        var result = World
            .Check("safety.one-on-ones")
            .Evaluate(Records([.. five]), World.Team(World.Payments), World.Today);
        (result.State, result.Text).ShouldBe((CheckState.Pass, "15 of 15"));
        result.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public void A_team_that_looks_back_and_does_what_it_set_out_to_do()
    {
        var kept = Cadence(CadenceKind.Retrospective, World.Payments.Id, _ => MarkState.Kept) with { Number = 7 };
        var records = Records(kept);
        var check = World.Check("learning.retrospectives");
        check.Evaluate(records, World.Team(World.Payments), World.Today).State.ShouldBe(CheckState.Pass);
        var late = new CommitmentRecord(
            World.Number(9),
            9,
            "Mend it",
            null,
            "page:/cadences/7",
            World.Ago(20),
            DateOnly.FromDateTime(World.Ago(5)),
            null
        );
        records.With<CommitmentRecord>([late]);
        check.Evaluate(records, World.Team(World.Payments), World.Today).State.ShouldBe(CheckState.Fail);
        check.Evaluate(records, World.Team(World.Payments), World.Today.AddDays(-10)).State.ShouldBe(CheckState.Pass);
        check.Evaluate(records, World.Organization, World.Today).Coverage.ShouldBe(new(1, 2, "teams"));
    }

    private static CheckRecords Records(params CadenceRecord[] cadences) =>
        new World().Records().With<CadenceRecord>(cadences).With<HolidayRecord>([]);

    /// <summary>Each Sunday for a hundred days, told the day after.</summary>
    private static CadenceRecord Cadence(CadenceKind kind, Guid? team, Func<int, MarkState> state)
    {
        var starts = World.Today.AddDays(-98);
        var days = Enumerable.Range(0, 15).Select(week => starts.AddDays(7 * week)).Where(day => day < World.Today);
        return CadenceSamples.Weekly(
            starts,
            "FREQ=WEEKLY;BYDAY=SU",
            kind: kind,
            team: team,
            marks: [.. days.Select(day => CadenceSamples.Mark(day, state(World.Today.DayNumber - day.DayNumber)))]
        ) with
        {
            Id = Guid.CreateVersion7(),
            AddedAt = World.Ago(100),
        };
    }
}
