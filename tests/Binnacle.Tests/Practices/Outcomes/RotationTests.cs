using Binnacle.Practices.Outcomes.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Outcomes;

public sealed class RotationTests
{
    private static readonly Guid Metric = World.Number(900);
    private static readonly Guid Team = World.Payments.Id;
    private static readonly Guid Neighbour = World.Search.Id;
    private static readonly Guid Far = World.Number(1003);

    [Fact]
    public void Who_has_had_no_turn_comes_first_and_it_is_explained()
    {
        var proposal = Propose(Person(1, owned: 300, had: true), Person(2, owned: 100), Person(3), Person(4));
        proposal.Person!.Number.ShouldBe(3);
        proposal.Because.ShouldBe([
            "Person 3 has answered for product before.",
            "Has not owned an outcome measure yet.",
            "Owns none now.",
            "Same team, Payments.",
            "4 people fit; the one whose turn is longest ago comes first, then the lower number in the catalogue.",
        ]);
    }

    [Fact]
    public void Nobody_owns_both_sides_too_many_or_what_is_far_away()
    {
        Propose(Person(1, isProduct: false, isEngineering: true)).Person.ShouldBeNull();
        Propose(Person(1, isEngineering: true)).Person.ShouldBeNull();
        Propose(Person(1, now: 2)).Person.ShouldBeNull();
        Propose(Person(1, team: Far)).Person.ShouldBeNull();
        Propose(Person(1, team: Far)).InWords.ShouldContain("Nobody else");
        Propose(Person(7)).Person.ShouldBeNull("the owner of today");
        Propose(Person(8)).Person.ShouldBeNull("the owner of the other side");
        Propose(Person(1, team: Neighbour, now: 1)).InWords.ShouldContain("neighbouring team");
    }

    [Fact]
    public void Where_nobody_of_the_side_is_free_one_whose_side_is_not_told_may_be_asked()
    {
        var proposal = Propose(Person(1, now: 2), Person(2, isProduct: false));
        proposal.Person!.Number.ShouldBe(2);
        proposal.InWords.ShouldContain("on which side Person 2 stands is not recorded");
    }

    [Fact]
    public void A_metric_of_the_organization_may_go_to_any_team()
    {
        var metric = new RotationMetric(Metric, null, new HashSet<Guid>());
        var proposal = RotationProposing.Propose(metric, OwnerSide.Product, null, null, [Person(1, team: Far)]);
        proposal.Person!.Number.ShouldBe(1);
        proposal.InWords.ShouldContain("whole organization");
    }

    [Fact]
    public void The_order_in_which_people_are_read_does_not_matter_and_rules_always_hold()
    {
        var people =
            from count in Gen.Choose(0, 12)
            from traits in Gen.Choose(0, 999).ArrayOf(count)
            select traits.Select((trait, index) => Any(index + 1, trait)).ToArray();
        Prop.ForAll(
                people.ToArbitrary(),
                all =>
                {
                    var proposal = Propose(all);
                    var again = Propose([.. all.Reverse()]);
                    (again.Person?.Id).ShouldBe(proposal.Person?.Id);
                    again.InWords.ShouldBe(proposal.InWords);
                    if (proposal.Person is not { } person)
                        return;
                    person.OwnsNow.ShouldBeLessThan(RotationProposing.MostOwned);
                    person.WasEngineering.ShouldBeFalse();
                    person.TeamId.ShouldNotBe(Far);
                    if (all.Any(other => Fits(other) && !other.HasOwned.Contains(Metric)))
                        person.HasOwned.ShouldNotContain(Metric);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));
    }

    [Theory]
    [InlineData(200, null, false, null, 200, true)]
    [InlineData(200, 182, false, null, 200, false)]
    [InlineData(200, 183, false, null, 200, true)]
    [InlineData(181, null, false, null, 200, false)]
    [InlineData(200, null, true, null, 200, false)]
    [InlineData(200, null, false, 0, 200, false)]
    [InlineData(200, null, false, -1, 200, true)]
    [InlineData(200, null, false, null, 181, false)]
    [InlineData(200, null, false, null, null, false)]
    public void A_metric_is_put_up_when_no_decision_cited_it_in_two_quarters(
        int sinceAgo,
        int? citedAgo,
        bool isPutUp,
        int? keptFor,
        int? citedFromAgo,
        bool isDue
    ) =>
        Retiring
            .IsDue(
                new(
                    World.Ago(sinceAgo),
                    citedAgo is { } cited ? World.Ago(cited) : null,
                    isPutUp,
                    keptFor is { } kept ? World.Today.AddDays(kept) : null,
                    citedFromAgo is { } from ? World.Ago(from) : null
                ),
                182,
                World.Today
            )
            .ShouldBe(isDue);

    private static RotationProposal Propose(params RotationPerson[] people) =>
        RotationProposing.Propose(
            new(Metric, Team, new HashSet<Guid> { Neighbour }),
            OwnerSide.Product,
            World.Number(7),
            World.Number(8),
            people
        );

    private static bool Fits(RotationPerson person) =>
        person is { WasProduct: true, WasEngineering: false, OwnsNow: < RotationProposing.MostOwned }
        && person.TeamId != Far
        && person.Number is not (7 or 8);

    private static RotationPerson Any(int number, int trait) =>
        Person(
            number,
            isProduct: trait % 3 != 0,
            isEngineering: trait % 5 == 0,
            now: trait % 4,
            team: (trait % 7) switch
            {
                < 4 => Team,
                < 6 => Neighbour,
                _ => Far,
            },
            owned: trait % 2 == 0 ? trait : null,
            had: trait % 11 == 0
        );

    private static RotationPerson Person(
        int number,
        bool isProduct = true,
        bool isEngineering = false,
        int now = 0,
        Guid? team = null,
        double? owned = null,
        bool had = false
    ) =>
        new(
            World.Number(number),
            number,
            $"Person {number}",
            team ?? Team,
            team == Neighbour ? "Search" : "Payments",
            isProduct,
            isEngineering,
            now,
            owned is { } days ? World.Ago(days) : null,
            had ? new HashSet<Guid> { Metric } : new HashSet<Guid>()
        );
}
