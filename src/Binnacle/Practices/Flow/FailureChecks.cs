using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Web;
using Binnacle.Practices.Flow.Delivery;

namespace Binnacle.Practices.Flow;

internal static class FailureChecks
{
    private const int WindowDays = 91;
    private const int FewestDeployments = 10;

    public static readonly Threshold FailureHours = new(
        "flow.failure-hours",
        "Hours before an incident in which a deployment may be its cause",
        24,
        "count",
        1,
        168
    );

    private static readonly Threshold MostFailing = new(
        "flow.failure-share",
        "Share of deployments that fail",
        0.15,
        "share",
        0.01,
        1
    );

    public static readonly Check Failures = new(
        "flow.failures",
        "Deployments seldom fail",
        "Deployments to production in the last 91 days that led to degraded service ÷ deployments: named by an incident, rolled back or reverted, or the nearest before an incident of their service. At risk past the limit, not kept past twice the limit.",
        "Needs deployments from a deploy tool",
        Evaluate
    )
    {
        Answers = ["flow"],
        Source = "DORA's change fail rate, dora.dev/guides/dora-metrics",
        Thresholds = [MostFailing, FailureHours],
        EdgeCases =
        [
            "Version tags are no deployments; unknown below 10 deployments.",
            "Unknown while no incident was ever told and nothing was taken back: silence is not soundness.",
            "An incident that several deployments may have caused counts for none of them.",
            "Judged by what is known today, also for earlier days.",
        ],
    };

    private static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        var first = date.AddDays(1 - WindowDays);
        var own = records
            .Of<DeploymentRecord>()
            .Where(row => scope.Holds(row.TeamId, row.RepositoryId))
            .Where(row => States.IsBy(row.At, date) && DateOnly.FromDateTime(row.At) >= first)
            .ToList();
        if (own.Count < FewestDeployments)
            return CheckResult.Unknown(
                own.Count == 0
                    ? $"No deployment of {scope.Name} was told in {WindowDays} days"
                    : $"{Words.Count(own.Count, "deployment")} of {scope.Name} in {WindowDays} days, too few for a share",
                own.Count == 0 ? "Add the tool that deploys as a source" : "Look again after more deployments"
            );
        var failed = own.FindAll(row => row.Cause is not null);
        if (failed.Count == 0 && !records.Of<KnownIncident>().Any(incident => States.IsBy(incident.StartedAt, date)))
            return CheckResult.Unknown(
                $"{Words.Count(own.Count, "deployment")} of {scope.Name}, and nobody tells of incidents: whether one failed is not known",
                "Add the pager or the alerts as a source, or write the last incident down"
            );
        var share = (double)failed.Count / own.Count;
        var limit = MostFailing.For(records, scope, date);
        var interval = Statistics.Wilson(failed.Count, own.Count);
        var state = States.OfAge(share, limit);
        return new CheckResult(
            state,
            Words.Percent(share),
            $"{failed.Count} of {Words.Count(own.Count, "deployment")} of {scope.Name} failed",
            state is CheckState.Pass
                ? ""
                : $"Look at what {failed[^1].Name} of {Words.Date(failed[^1].At)} changed, and what could have caught it"
        )
        {
            Number = share,
            Unit = "share",
            Target = $"at most {Words.Percent(limit)}",
            Sample = new Sample(own.Count, "deployments"),
            NewestAt = own[^1].At,
            NewestWhat = own[^1].Name,
            Facts =
            [
                new Fact("Interval", $"{Words.Percent(interval.Low)} to {Words.Percent(interval.High)}, at 95 %"),
                .. failed
                    .GroupBy(row => row.Cause!.Value)
                    .OrderBy(cause => cause.Key)
                    .Select(cause => new Fact(
                        Wording.Capital(cause.Key.Word()),
                        Words.Count(cause.Count(), "deployment")
                    )),
            ],
            Evidence =
            [
                .. failed
                    .OrderByDescending(row => row.At)
                    .Take(States.MostEvidence)
                    .Select(row => new Evidence(
                        row.Name,
                        row.Cause!.Value.Word(),
                        row.RepositoryId,
                        Commit: row.Commit,
                        At: row.At,
                        State: CheckState.Fail
                    )),
            ],
        };
    }
}
