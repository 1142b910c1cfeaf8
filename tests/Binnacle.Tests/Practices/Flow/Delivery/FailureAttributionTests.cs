using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Incidents;

namespace Binnacle.Tests.Practices.Flow.Delivery;

public sealed class FailureAttributionTests
{
    private static readonly Guid Shop = new(9, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]);
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private readonly List<ProductionDeployment> deployments = [];

    [Fact]
    public void The_nearest_before_an_incident_of_its_service_failed()
    {
        Deploy(1, 0);
        Deploy(2, 10);
        Deploy(3, 12, service: null);
        Mark(Incident(1, 11, restored: 14)).ShouldBeEmpty();
        deployments[1].Cause.ShouldBe(FailureCause.Nearest);
        deployments[1].RestoredAt.ShouldBe(DeliveryWorld.At(14));
        deployments.Count(row => row.Cause is not null).ShouldBe(1);
    }

    [Fact]
    public void Where_no_deployment_is_of_its_service_those_of_its_repository_that_are_of_none_may_be_the_cause()
    {
        Deploy(1, 0, service: null);
        Mark(Incident(1, 1) with { RepositoryId = deployments[0].RepositoryId }).ShouldBeEmpty();
        deployments[0].Cause.ShouldBe(FailureCause.Nearest);
        Deploy(2, 0.5);
        Mark(Incident(1, 1) with { RepositoryId = deployments[0].RepositoryId });
        deployments.Select(row => row.Cause).ShouldBe([null, FailureCause.Nearest]);
    }

    [Fact]
    public void Outside_the_window_no_deployment_is_the_cause()
    {
        Deploy(1, 0);
        Mark(Incident(1, 25)).ShouldBeEmpty();
        deployments[0].Cause.ShouldBeNull();
    }

    [Fact]
    public void What_an_incident_names_holds_against_a_nearer_one()
    {
        Deploy(1, 0);
        Deploy(2, 10);
        Mark(Incident(1, 11) with { CausedByDeploymentId = deployments[0].Id });
        deployments.Select(row => row.Cause).ShouldBe([FailureCause.Named, null]);
    }

    [Fact]
    public void One_that_was_rolled_back_is_the_cause_even_where_another_is_nearer()
    {
        Deploy(1, 0);
        Deploy(2, 4);
        deployments[0].Undone = FailureCause.RolledBack;
        deployments[0].UndoneAt = DeliveryWorld.At(6);
        Mark(Incident(1, 5));
        deployments.Select(row => row.Cause).ShouldBe([FailureCause.RolledBack, null]);
        deployments[0].IncidentId.ShouldNotBeNull();
    }

    [Fact]
    public void An_incident_that_is_still_open_does_not_draw_the_next_one_to_its_cause()
    {
        Deploy(1, 0);
        Deploy(2, 4);
        Mark(Incident(1, 1), Incident(2, 5));
        deployments.ShouldAllBe(row => row.Cause == FailureCause.Nearest);
    }

    [Fact]
    public void A_named_one_that_never_reached_production_clears_all_others()
    {
        Deploy(1, 0);
        Mark(Incident(1, 1) with { CausedByDeploymentId = Shop }).ShouldBeEmpty();
        deployments[0].Cause.ShouldBeNull();
    }

    [Fact]
    public void Two_that_came_together_in_two_places_are_shown_and_counted_for_none()
    {
        Deploy(1, 10, environment: "eu");
        Deploy(2, 10.05, environment: "us");
        Mark(Incident(1, 11)).ShouldHaveSingleItem().Why.ShouldContain("2 deployments");
        deployments.ShouldAllBe(row => row.Cause == null);
    }

    [Fact]
    public void A_fix_during_the_incident_is_a_repair_and_judging_again_gives_the_same()
    {
        Deploy(1, 10);
        Deploy(2, 12);
        for (var time = 0; time < 2; time++)
        {
            FailureAttribution.Mark(
                deployments,
                [Incident(1, 11, restored: 13)],
                new HashSet<Guid> { deployments[1].Id },
                Window
            );
            deployments[1].Repair.ShouldBe(RepairKind.FixDuringIncident);
            deployments[0].Cause.ShouldBe(FailureCause.Nearest);
        }
        Mark().ShouldBeEmpty();
        deployments.ShouldAllBe(row => row.Cause == null && row.Repair == null);
    }

    private List<UnattributedIncident> Mark(params IncidentForFlow[] incidents) =>
        FailureAttribution.Mark(deployments, incidents, new HashSet<Guid>(), Window);

    private void Deploy(int number, double hours, string environment = "prod", string? service = "shop") =>
        deployments.Add(
            new()
            {
                Id = new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
                RepositoryId = new(1, 1, 1, [0, 0, 0, 0, 0, 0, 0, 1]),
                ServiceId = service is null ? null : Shop,
                Environment = environment,
                At = DeliveryWorld.At(hours),
            }
        );

    private static IncidentForFlow Incident(int number, double hours, double? restored = null) =>
        new(
            new(number, 7, 7, [0, 0, 0, 0, 0, 0, 0, 7]),
            Shop,
            null,
            DeliveryWorld.At(hours),
            restored is { } back ? DeliveryWorld.At(back) : null,
            null,
            null
        );
}
