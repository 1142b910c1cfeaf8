namespace Binnacle.Demo;

internal static partial class Repositories
{
    private static RepositoryPlan[] Platform =>
        [
            new(
                "identity",
                "platform",
                SubjectStyle.Conventional,
                ".cs",
                [
                    new(
                        "src/Sessions",
                        "platform",
                        ["Elif", "Nadia"],
                        ["session lifetimes", "refresh tokens", "device lists"],
                        9
                    ),
                    new(
                        "src/Accounts",
                        "platform",
                        ["Nadia", "Owen", "Elif"],
                        ["address changes", "account merge", "sign-in names"],
                        10
                    ),
                    new(
                        "src/Passkeys",
                        "platform",
                        ["Elif", "Owen"],
                        ["passkey enrolment", "attestation", "the recovery flow"],
                        6,
                        380
                    ),
                    new(
                        "src/Consent",
                        "platform",
                        ["Nadia", "Piotr"],
                        ["consent receipts", "scopes", "partner apps"],
                        6
                    ),
                    new(
                        "src/Audit",
                        "platform",
                        ["Owen", "Nadia"],
                        ["the audit log", "retention", "exports for customers"],
                        5
                    ),
                    new("tests", "platform", ["Nadia", "Elif", "Owen"], ["token fixtures", "the browser journey"], 9),
                ],
                new((n, _) => $"v1.{n}.2", _ => 15),
                "dependabot[bot]"
            ),
            new(
                "platform-infra",
                "platform",
                SubjectStyle.FreeText,
                ".tf",
                [
                    new(
                        "gateway",
                        "platform",
                        ["Piotr", "Elif"],
                        ["route tables", "request limits per client", "TLS settings", "canary weights"],
                        9
                    ),
                    new(
                        "clusters",
                        "platform",
                        ["Piotr", "Nadia"],
                        ["node pools", "spot nodes", "cluster autoscaling", "the Frankfurt region"],
                        11
                    ),
                    new(
                        "observability",
                        "platform",
                        ["Piotr", "Owen"],
                        ["log retention", "trace sampling", "dashboards", "metric labels"],
                        8
                    ),
                    new(
                        "pipelines",
                        "platform",
                        ["Owen", "Nadia"],
                        ["build caches", "deploy gates", "preview environments"],
                        8
                    ),
                    new(
                        "databases",
                        "platform",
                        ["Elif", "Piotr"],
                        ["backups", "replica lag", "connection limits", "major versions"],
                        7
                    ),
                    new("network", "platform", ["Piotr"], ["peering", "private endpoints", "DNS zones"], 6),
                    new(
                        "modules",
                        "platform",
                        ["Nadia", "Piotr"],
                        ["the service module", "bucket defaults", "tags on resources"],
                        8
                    ),
                ],
                Bot: "renovate[bot]"
            ),
        ];
}
