using Binnacle.Platform.Checks;
using Binnacle.Practices.Incidents;
using Binnacle.Practices.Incidents.Register;

namespace Binnacle.Tests.Practices.Incidents;

public sealed class RegisterChecksTests
{
    private static IncidentRecord Incident(
        int number,
        double ago,
        int? severity = 1,
        double? publishedAgo = null,
        Detector? by = Detector.Monitoring
    ) =>
        new(
            number,
            $"Incident {number}",
            World.Payments.Id,
            null,
            World.Ago(ago),
            World.Ago(ago),
            severity,
            severity is 1 or 2,
            by,
            publishedAgo is { } days ? World.Ago(days) : null
        );

    private static IncidentActionRecord Action(
        string title,
        double madeAgo,
        int dueAgo,
        int? doneAgo,
        params double[] looks
    ) =>
        new(
            1,
            title,
            World.Payments.Id,
            null,
            World.Ago(madeAgo),
            World.Today.AddDays(-dueAgo),
            doneAgo is { } days ? World.Today.AddDays(-days) : null,
            null,
            false,
            [.. looks.Select(ago => World.Ago(ago))]
        );

    private static CheckResult Of(
        string check,
        IReadOnlyList<IncidentRecord> incidents,
        params IncidentActionRecord[] actions
    ) =>
        World
            .Check(check)
            .Evaluate(
                new CheckRecords().With(incidents).With<IncidentActionRecord>(actions),
                World.Team(World.Payments),
                World.Today
            );

    [Fact]
    public void Postmortems_within_ten_days()
    {
        var some = Of(
            "incidents.postmortems",
            [
                Incident(1, 40, publishedAgo: 31),
                Incident(2, 60, publishedAgo: 45),
                Incident(3, 80),
                Incident(4, 5),
                Incident(5, 50, 3),
            ]
        );
        (some.State, some.Text).ShouldBe((CheckState.Fail, "1 of 3"));
        some.NextStep.ShouldContain("incident 3");
        Of("incidents.postmortems", [Incident(1, 40, publishedAgo: 30)]).State.ShouldBe(CheckState.Pass);
    }

    [Fact]
    public void What_nobody_judged_is_never_well()
    {
        Of("incidents.postmortems", [Incident(1, 40, publishedAgo: 31), Incident(2, 20, null)])
            .State.ShouldBe(CheckState.Warn);
        Of("incidents.postmortems", [Incident(2, 20, null)]).State.ShouldBe(CheckState.Unknown);
        Of("incidents.postmortems", [Incident(2, 20, 4)]).State.ShouldBe(CheckState.NotApplicable);
        Of("incidents.postmortems", []).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void Who_noticed_first_must_be_known_of_half_and_of_all_to_be_well()
    {
        Of("incidents.noticed", [Incident(1, 10), Incident(2, 20)]).State.ShouldBe(CheckState.Pass);
        Of("incidents.noticed", [Incident(1, 10), Incident(2, 20, by: null)]).State.ShouldBe(CheckState.Warn);
        Of("incidents.noticed", [Incident(1, 10), Incident(2, 20, by: null), Incident(3, 30, by: null)])
            .State.ShouldBe(CheckState.Unknown);
        var customers = Of("incidents.noticed", [Incident(1, 10, by: Detector.Customer), Incident(2, 20)]);
        (customers.State, customers.Text).ShouldBe((CheckState.Fail, "50 % by customers"));
        Of("incidents.noticed", [Incident(1, 100, by: Detector.Customer)]).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void Actions_by_their_day()
    {
        var result = Of(
            "incidents.on-time",
            [],
            Action("In time", 90, 40, 45),
            Action("Late", 90, 40, 20),
            Action("Open", 90, 5, null),
            Action("Not due", 20, -9, null)
        );
        (result.State, result.Text).ShouldBe((CheckState.Fail, "1 of 3"));
        result.NextStep.ShouldContain("Open");
        Of("incidents.on-time", [], Action("In time", 90, 40, 45)).State.ShouldBe(CheckState.Pass);
        Of("incidents.on-time", [], Action("Not due", 20, -9, null)).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void Looked_at_after_the_due_date()
    {
        var result = Of(
            "incidents.verified",
            [],
            Action("Seen", 200, 150, 150, 60),
            Action("Too soon", 200, 150, 150, 155),
            // An alert that fired is the look, and it fires before the action is done.
            Action("Fired", 200, 150, 150) with
            {
                FiredAt = World.Ago(160),
            },
            Action("Lately", 60, 20, 20)
        );
        (result.State, result.Text).ShouldBe((CheckState.Warn, "2 of 3"));
        result.NextStep.ShouldContain("Too soon");
        Of("incidents.verified", [], Action("Lately", 60, 20, 20)).State.ShouldBe(CheckState.Unknown);
    }
}
