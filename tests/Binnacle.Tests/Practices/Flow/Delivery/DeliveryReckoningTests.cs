using Binnacle.History;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Stages;

namespace Binnacle.Tests.Practices.Flow.Delivery;

/// <summary>Each test is a small history with the numbers worked out by hand.</summary>
public sealed class DeliveryReckoningTests
{
    private readonly DeliveryWorld world = new();

    [Fact]
    public void A_merged_change_has_all_four_stages_and_they_sum_to_the_total()
    {
        world.Commit("root", 0, []);
        world.Commit("work-1", 10, ["root"]);
        world.Commit("work-2", 12, ["work-1"]);
        world.Commit("merge", 30, ["root", "work-2"], "Merge pull request #7 from topic");
        var change = world.Told(7, opened: 14, merged: 30, mergeCommit: "merge");
        world.Look(change, 15, by: "author");
        world.Look(change, 16, by: "robot", isByBot: true);
        world.Look(change, 20);
        world.Deploy("root", 5);
        var deployment = world.Deploy("merge", 40);
        var ledger = world.Reckon("merge");

        var row = ledger.Changes.ShouldHaveSingleItem();
        row.Origin.ShouldBe(ChangeOrigin.Told);
        row.FirstCommitAt.ShouldBe(DeliveryWorld.At(10));
        row.FirstReviewAt.ShouldBe(DeliveryWorld.At(20));
        row.DeployedAt.ShouldBe(DeliveryWorld.At(40));
        var stages = ChangeStages.Of(
            new(row.FirstCommitAt, row.OpenedAt, row.ReadyAt, row.FirstReviewAt, row.MergedAt, row.DeployedAt)
        );
        stages.Coding.ShouldBe(TimeSpan.FromHours(4));
        stages.Pickup.ShouldBe(TimeSpan.FromHours(6));
        stages.Review.ShouldBe(TimeSpan.FromHours(10));
        stages.Deploy.ShouldBe(TimeSpan.FromHours(10));
        stages.Total.ShouldBe(TimeSpan.FromHours(30));
        ledger.Deployments.Single(one => one.Id == deployment).Changes.ShouldBe(1);
    }

    [Fact]
    public void What_the_first_observed_deployment_contains_has_no_lead_time()
    {
        world.Commit("root", 0, []);
        world.Commit("old", 1, ["root"]);
        world.Commit("new", 9, ["old"]);
        world.Deploy("old", 5);
        world.Deploy("new", 10);
        var ledger = world.Reckon("new");

        State(ledger, "old").ShouldBe(DeliveryState.BeforeObserved);
        State(ledger, "new").ShouldBe(DeliveryState.Delivered);
        ledger.Deployments.Select(one => one.Changes).ShouldBe([null, 1]);
    }

    [Fact]
    public void Two_environments_of_one_service_count_the_first_that_has_it()
    {
        world.Commit("root", 0, []);
        world.Commit("new", 6, ["root"]);
        world.Deploy("root", 1, environment: "eu");
        world.Deploy("root", 1, environment: "us");
        world.Deploy("new", 20, environment: "us");
        world.Deploy("new", 30, environment: "eu");
        world.Reckon("new").Changes.ShouldHaveSingleItem().DeployedAt.ShouldBe(DeliveryWorld.At(20));
    }

    [Fact]
    public void An_environment_that_came_later_takes_no_lead_time_away()
    {
        world.Commit("root", 0, []);
        world.Commit("old", 6, ["root"]);
        world.Commit("new", 26, ["old"]);
        world.Deploy("root", 1, environment: "eu");
        world.Deploy("old", 8, environment: "eu");
        world.Deploy("new", 30, environment: "us");
        world.Deploy("new", 32, environment: "eu");
        var ledger = world.Reckon("new");
        State(ledger, "old").ShouldBe(DeliveryState.Delivered);
        // New is in the first deployment to us, before it came to eu: since when is not known.
        State(ledger, "new").ShouldBe(DeliveryState.BeforeObserved);
    }

    [Fact]
    public void A_change_without_a_title_is_still_one()
    {
        world.Commit("root", 0, []);
        world.Told(5, opened: 2).Title = null;
        world.Reckon("root").Changes.ShouldHaveSingleItem().Title.ShouldBe("");
    }

    [Fact]
    public void Versions_alone_show_a_step_back_and_say_nothing_of_changes()
    {
        world.Commit("root", 0, []);
        world.Commit("work", 2, ["root"]);
        var (first, failed) = (world.Deploy("", 1), world.Deploy("", 5));
        var back = world.Deploy("", 6);
        foreach (var (id, version) in new[] { (first, "1.0"), (failed, "1.1"), (back, "1.0") })
        {
            var deployment = world.Deployments.Single(one => one.Id == id);
            (deployment.Commit, deployment.Version) = (null, version);
        }
        var ledger = world.Reckon("work");
        ledger.Deployments.Single(row => row.Id == failed).Undone.ShouldBe(FailureCause.RolledBack);
        ledger.Deployments.Single(row => row.Id == back).IsRollback.ShouldBeTrue();
        ledger.Deliveries.ShouldAllBe(one => one.State == DeliveryState.NoDeployments);
    }

    [Fact]
    public void A_change_waits_for_each_service_of_a_repository_that_never_deployed()
    {
        Guid shop = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        Guid till = new(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2]);
        world.Services.Add(new(shop, "Shop", "", null));
        world.Services.Add(new(till, "Till", "", null));
        world.Commit("root", 0, []);
        world.Told(5, opened: 1);
        world.Reckon("root").Deliveries.Select(one => one.ServiceId).ShouldBe([shop, till]);
    }

    [Fact]
    public void A_branch_of_another_name_keeps_what_was_told_of_its_changes()
    {
        world.Commit("root", 0, []);
        world.Commit("work", 2, ["root"]);
        world.Told(5, opened: 1, merged: 2, mergeCommit: "work").BaseBranch = "master";
        world.Reckon("work").Changes.ShouldHaveSingleItem().Origin.ShouldBe(ChangeOrigin.Told);
    }

    [Fact]
    public void A_component_gets_what_touches_its_folder_and_what_touches_none()
    {
        Guid cart = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        Guid search = new(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2]);
        world.Services.Add(new(cart, "cart", "cart/", null));
        world.Services.Add(new(search, "search", "search/", null));
        world.Commit("root", 0, []);
        world.Commit("in-cart", 2, ["root"]);
        world.Commit("shared", 3, ["in-cart"]);
        world.Touch("in-cart", cart);
        world.Touch("shared");
        world.Deploy("root", 1, "cart", cart);
        world.Deploy("root", 1, "search", search);
        world.Deploy("shared", 8, "cart", cart);
        var ledger = world.Reckon("shared");

        var inCart = ledger.Changes.Single(change => change.MergedAt == DeliveryWorld.At(2));
        ledger.Deliveries.Where(one => one.ChangeId == inCart.Id).Select(one => one.ServiceId).ShouldBe([cart]);
        var shared = ledger.Changes.Single(change => change.MergedAt == DeliveryWorld.At(3));
        ledger
            .Deliveries.Where(one => one.ChangeId == shared.Id)
            .OrderBy(one => one.ServiceId)
            .Select(one => one.State)
            .ShouldBe([DeliveryState.Delivered, DeliveryState.Waiting]);
    }

    [Fact]
    public void Squashes_are_found_by_their_number_and_rebased_changes_by_their_commits()
    {
        world.Commit("root", 0, []);
        world.Commit("squash", 10, ["root"], "Mend the cart (#8)");
        world.Commit("rebased-1", 20, ["squash"]);
        world.Commit("rebased-2", 20.01, ["rebased-1"]);
        world.Commit("push", 25, ["rebased-2"]);
        world.Told(8, opened: 5, merged: 10);
        var rebased = world.Told(9, opened: 15, merged: 20.01, mergeCommit: "rebased-2");
        rebased.Commits = 2;
        var changes = world.Reckon("push").Changes.OrderBy(change => change.MergedAt).ToList();

        changes.Select(change => change.Number).ShouldBe(["8", "9", ""]);
        changes.Select(change => change.Origin).ShouldBe([ChangeOrigin.Told, ChangeOrigin.Told, ChangeOrigin.Push]);
        changes[1].FirstCommitAt.ShouldBe(DeliveryWorld.At(20));
    }

    [Fact]
    public void A_squash_that_nobody_told_of_does_not_say_when_work_began()
    {
        world.Commit("root", 0, []);
        world.Commit("squash", 10, ["root"], "Mend the cart (#8)");
        world.Tag("v1", "root", 1);
        world.Tag("v2", "squash", 12);
        var ledger = world.Reckon("squash");

        var change = ledger.Changes.ShouldHaveSingleItem();
        change.Origin.ShouldBe(ChangeOrigin.Squash);
        change.FirstCommitAt.ShouldBeNull();
        change.DeployedAt.ShouldBe(DeliveryWorld.At(12));
        ledger.Deployments.ShouldAllBe(one => one.IsApproximation);
    }

    [Fact]
    public void An_older_version_deployed_again_marks_the_one_it_takes_back()
    {
        world.Commit("a", 0, []);
        world.Commit("b", 2, ["a"]);
        world.Commit("c", 4, ["b"]);
        world.Deploy("a", 1);
        var failed = world.Deploy("b", 3);
        var rollback = world.Deploy("a", 3.5);
        var forward = world.Deploy("b", 5);
        var last = world.Deploy("c", 6);
        var rows = world.Reckon("c").Deployments.ToDictionary(row => row.Id);

        rows[failed].Undone.ShouldBe(FailureCause.RolledBack);
        rows[failed].UndoneAt.ShouldBe(DeliveryWorld.At(3.5));
        rows[rollback].IsRollback.ShouldBeTrue();
        rows[rollback].Undoes.ShouldBe(RepairKind.Rollback);
        rows[forward].IsRollback.ShouldBeFalse();
        rows[last].Undone.ShouldBeNull();
    }

    [Theory]
    [InlineData("Revert \"Offer gift cards\"")]
    [InlineData("Revert \"Offer gift cards (#3)\" (#4)")]
    [InlineData("revert: Offer gift cards")]
    [InlineData("Reverts #3")]
    public void A_revert_in_a_later_deployment_marks_the_one_that_brought_the_change(string subject)
    {
        world.Commit("root", 0, []);
        world.Commit("gift", 2, ["root"], "Offer gift cards (#3)");
        world.Commit("back", 8, ["gift"], subject);
        world.Deploy("root", 1);
        var failed = world.Deploy("gift", 3);
        var repair = world.Deploy("back", 9);
        var rows = world.Reckon("back").Deployments.ToDictionary(row => row.Id);

        rows[failed].Undone.ShouldBe(FailureCause.Reverted);
        rows[repair].Undoes.ShouldBe(RepairKind.Revert);
    }

    [Fact]
    public void A_revert_in_the_same_deployment_harmed_nobody()
    {
        world.Commit("root", 0, []);
        world.Commit("gift", 2, ["root"], "Offer gift cards");
        world.Commit("back", 3, ["gift"], "Revert \"Offer gift cards\"");
        world.Deploy("root", 1);
        world.Deploy("back", 9);
        world.Reckon("back").Deployments.ShouldAllBe(row => row.Undone == null && row.Undoes == null);
    }

    [Fact]
    public void Labels_decide_the_kind_before_work_items_and_words()
    {
        world.Commit("root", 0, []);
        world.Commit("one", 2, ["root"], "Fix the cart (#3)");
        world.Commit("two", 3, ["one"], "SHOP-5 Offer gift cards");
        world.Items["SHOP-5"] = "Bug";
        world.Told(3, 1, 2, "one").Labels = "type: enhancement\narea/cart";
        var kinds = world.Reckon("two").Changes.OrderBy(change => change.MergedAt).Select(change => change.Kind);
        kinds.ShouldBe([WorkKind.Feature, WorkKind.Fix]);
    }

    [Fact]
    public void The_order_in_which_things_were_told_changes_nothing()
    {
        world.Commit("root", 0, []);
        world.Commit("one", 2, ["root"], "One (#1)");
        world.Commit("two", 3, ["one"], "Two (#2)");
        world.Told(1, 1, 2, "one");
        world.Told(2, 1, 3, "two");
        world.Deploy("root", 1);
        world.Deploy("one", 4);
        world.Deploy("two", 5);
        var first = Told(world.Reckon("two"));
        world.Changes.Reverse();
        world.Deployments.Reverse();
        Told(world.Reckon("two")).ShouldBe(first);
    }

    private static DeliveryState State(DeliveryLedger ledger, string commit) =>
        ledger
            .Deliveries.Single(one =>
                ledger.Changes.Single(change => change.Id == one.ChangeId).Commit
                == Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(commit.PadRight(20)))
            )
            .State;

    private static List<string> Told(DeliveryLedger ledger) =>
        [
            .. ledger
                .Changes.Select(change => $"{change.Id} {change.Commit} {change.DeployedAt:O}")
                .Concat(ledger.Deployments.Select(row => $"{row.Id} {row.At:O} {row.Changes}"))
                .Order(StringComparer.Ordinal),
        ];
}
