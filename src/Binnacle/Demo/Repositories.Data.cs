namespace Binnacle.Demo;

internal static partial class Repositories
{
    private static RepositoryPlan[] Data =>
        [
            new(
                "data-pipeline",
                "data",
                SubjectStyle.FreeText,
                ".py",
                [
                    new(
                        "collector",
                        "data",
                        ["Santiago", "Anneke"],
                        ["late events", "bot traffic", "event schemas", "the dead letter queue"],
                        9
                    ),
                    new("sessions", "data", ["Santiago", "Hamza"], ["session windows", "device stitching"], 6),
                    new(
                        "warehouse",
                        "data",
                        ["Anneke", "Santiago"],
                        ["order facts", "currency tables", "slowly changing dimensions", "the nightly load"],
                        12
                    ),
                    new(
                        "reports",
                        "data",
                        ["Anneke"],
                        ["the weekly board report", "cohort tables", "margin by market"],
                        7
                    ),
                    new(
                        "quality",
                        "data",
                        ["Anneke", "Hamza"],
                        ["row counts", "null checks", "freshness checks"],
                        6,
                        520
                    ),
                    new("orchestration", "data", ["Santiago"], ["the nightly schedule", "backfills", "task pools"], 6),
                ],
                new((n, _) => $"v0.{n}.0", _ => 47, HasChangelog: false),
                "dependabot[bot]"
            ),
        ];
}
