using Binnacle.Platform.Checks;
using Binnacle.Platform.History;
using Binnacle.Practices.Debt.Code;
using Binnacle.Practices.Debt.Effect;
using Binnacle.Practices.Debt.Proposals;
using Binnacle.Practices.Debt.Register;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Demo;

/// <summary>The stories of <c>docs/demo.md</c>, on whatever day the demo is started.</summary>
public sealed class DemoStoryTests
{
    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2026-12-29")]
    [InlineData("2027-05-03")]
    [InlineData("2027-08-18")]
    public async Task The_stories_hold_on_any_day(string today)
    {
        var day = DateOnly.Parse(today);
        await using var world = await DemoWorld.CreateAsync(Engine.Sqlite, day.ToDateTime(new TimeOnly(10, 5)));
        await world.GenerateAsync();

        var now = await world.EvaluateAsync(day);
        var mark = await world.EvaluateAsync(day.AddDays(-6));
        var springtime = await world.EvaluateAsync(day.AddDays(-200));
        var yearAgo = await world.EvaluateAsync(day.AddDays(-365));

        // Debt in Payments fell after the reorganization, and fixes in settlement rose.
        now[("debt.share", "team:payments")].State.ShouldBe(CheckState.Fail);
        now[("debt.share", "team:payments")].Number!.Value.ShouldBeInRange(0.01, 0.095);
        springtime[("debt.share", "team:payments")].Number!.Value.ShouldBeGreaterThan(0.13);
        var (recent, before) = (await FixesAsync(world, day, 0), await FixesAsync(world, day, 200));
        recent.ShouldBeGreaterThan(before * 3);
        recent.ShouldBeGreaterThan(0.18);

        // One person knows the bank files, and left.
        var areas = now[("learning.areas", "team:payments")];
        areas.State.ShouldBe(CheckState.Warn);
        areas.Evidence.ShouldContain(row => row.Path == "settlement-files");

        // The alerts of Checkout got their runbooks since the last review.
        mark[("readiness.alerts", "team:checkout")].State.ShouldBe(CheckState.Fail);
        now[("readiness.alerts", "team:checkout")].State.ShouldBe(CheckState.Pass);

        // Search releases weekly, and changes arrive in half the time.
        var lead = now[("flow.lead-time", "team:search")].Number!.Value;
        lead.ShouldBeLessThan(yearAgo[("flow.lead-time", "team:search")].Number!.Value / 1.8);
        now[("flow.cadence", "team:search")].Number!.Value.ShouldBeLessThan(12);

        // A scanner in Search brought the organization back to half.
        mark[("security.pipeline", "organization")].State.ShouldBe(CheckState.Fail);
        now[("security.pipeline", "organization")].State.ShouldBe(CheckState.Warn);

        // Mobile has neither a security policy nor updates.
        now[("security.policy", "team:mobile")].State.ShouldBe(CheckState.Fail);
        now[("security.updates", "team:mobile")].State.ShouldBe(CheckState.Fail);

        // A decision waits 17 days; others were superseded.
        var undecided = now[("decisions.undecided", "organization")];
        undecided.State.ShouldBe(CheckState.Warn);
        undecided.Headline.ShouldEndWith("17 days");
        now[("decisions.recorded", "organization")].Facts.ShouldContain(fact => fact.Name == "Superseded");

        // Actions from postmortems of Data have no owner.
        now[("incidents.actions", "team:data")].State.ShouldBe(CheckState.Fail);
        now[("incidents.actions", "team:data")].Text.ShouldStartWith("0 of");
        now[("incidents.actions", "team:search")].State.ShouldBe(CheckState.Pass);

        // Platform did not look at its vision for 88 days.
        now[("direction.vision", "team:platform")].Text.ShouldBe("88 d");
        now[("direction.vision", "team:platform")].State.ShouldBe(CheckState.Warn);

        // What is coupled across folders in Search is in the register, and so not proposed again.
        await using (var db = world.Open())
        {
            var search = await db.Set<Binnacle.Platform.Catalogue.Repository>()
                .SingleAsync(row => row.Slug == "search-engine");
            var pairs = (await Coupling.LoadAsync(db, search, default)).Pairs;
            pairs.ShouldContain(pair => pair.IsAcross && pair.Degree >= 50);
            var proposals = await db.DebtProposalsAsync(null);
            proposals.ShouldNotBeEmpty();
            proposals.ShouldNotContain(proposal => proposal.Source == DebtSource.Coupling);
            // The queue of Search was paid: fixes there fell.
            var effect = (await db.PaidEffectAsync((await db.DebtItemAsync(1))!))!;
            effect.After!.FixShare!.Value.ShouldBeLessThan(effect.Before.FixShare!.Value / 1.5);
        }

        // A believable mix: about half of the rows say something, and not all the same.
        var organization = now.Where(row => row.Key.Scope == "organization").Select(row => row.Value.State).ToList();
        organization
            .Count(state => state is CheckState.Unknown)
            .ShouldBeInRange(organization.Count / 4, 2 * organization.Count / 3);
        organization.Count(state => state is CheckState.Pass).ShouldBeGreaterThan(7);
        organization.Count(state => state is CheckState.Warn).ShouldBeGreaterThan(7);
        now.Values.Count(result => result.State is CheckState.Fail).ShouldBeInRange(6, 28);
    }

    /// <summary>Fixes that touched settlement, as a share of the changes by people of payments-core in a quarter.</summary>
    private static async Task<double> FixesAsync(DemoWorld world, DateOnly day, int ago)
    {
        var end = day.AddDays(-ago).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var start = end.AddDays(-91);
        await using var db = world.Open();
        var kinds = await db.Set<HistoryCommit>()
            .Where(row => row.At > start && row.At <= end)
            .Join(
                db.Set<HistoryAuthor>().Where(author => !author.IsBot),
                row => row.AuthorId,
                author => author.Id,
                (row, _) => row
            )
            .Select(row => new
            {
                row.Kind,
                IsPayments = db.Set<Binnacle.Platform.Catalogue.Repository>()
                    .Any(repository => repository.Id == row.RepositoryId && repository.Slug == "payments-core"),
                IsSettlement = db.Set<HistoryChange>()
                    .Any(change =>
                        change.CommitId == row.Id
                        && db.Set<HistoryPath>().Any(path => path.Id == change.PathId && path.Area == "settlement")
                    ),
            })
            .Where(row => row.IsPayments)
            .ToListAsync();
        return kinds.Count(row => row is { Kind: Binnacle.History.WorkKind.Fix, IsSettlement: true })
            / (double)kinds.Count;
    }
}
