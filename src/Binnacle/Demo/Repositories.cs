using System.Globalization;

namespace Binnacle.Demo;

/// <summary>The ten repositories, their folders, who works there, and how they are released.</summary>
internal static class Repositories
{
    public static readonly RepositoryPlan[] All =
    [
        new(
            "payments-core",
            "payments",
            SubjectStyle.Conventional,
            ".kt",
            [
                new(
                    "api",
                    "payments",
                    ["Amara", "Jonas", "Marta"],
                    [
                        "idempotency keys",
                        "the refund endpoint",
                        "payment intents",
                        "webhook signatures",
                        "error codes",
                        "pagination of charges",
                    ],
                    14
                ),
                new(
                    "settlement",
                    "payments",
                    ["Jonas", "Amara", "Priya"],
                    [
                        "the settlement batch",
                        "partner balances",
                        "payout cut-off",
                        "settlement queue",
                        "fee lines",
                        "batch lock",
                    ],
                    13
                ),
                new(
                    "settlement-files",
                    "payments",
                    ["Tomasz"],
                    [
                        "CAMT statements",
                        "bank files",
                        "the MT940 parser",
                        "booking dates",
                        "statement gaps",
                        "unmatched entries",
                    ],
                    8
                ),
                new(
                    "refunds",
                    "payments",
                    ["Marta", "Amara", "Priya"],
                    ["partial refunds", "refund webhooks", "refund reasons", "the refund ledger", "chargebacks"]
                ),
                new(
                    "ledger",
                    "payments",
                    ["Jonas", "Tomasz", "Amara"],
                    ["double entries", "balance snapshots", "account periods", "currency rounding", "the posting log"],
                    11
                ),
                new(
                    "risk",
                    "payments",
                    ["Priya", "Jonas", "Marta"],
                    ["velocity rules", "card fingerprints", "the deny list", "3-D Secure outcomes", "risk scores"],
                    7
                ),
                new(
                    "payouts",
                    "payments",
                    ["Amara", "Priya", "Tomasz"],
                    ["payout schedules", "bank accounts of partners", "payout holds", "SEPA transfers"],
                    7
                ),
                new(
                    "acceptance",
                    "payments",
                    ["Tomasz"],
                    ["card schemes", "Swish payments", "iDEAL redirects", "wallet tokens"],
                    8
                ),
            ],
            new((n, _) => $"v3.{n}.0", ago => ago > Northwind.Reorganization ? 13 : 24),
            "dependabot[bot]"
        ),
        new(
            "commerce",
            "checkout",
            SubjectStyle.Conventional,
            ".ts",
            [
                new(
                    "services/checkout",
                    "checkout",
                    ["Lucía", "Marta", "Kenji"],
                    [
                        "the address step",
                        "guest sessions",
                        "order totals",
                        "delivery slots",
                        "payment retries",
                        "order confirmation",
                    ],
                    15
                ),
                new(
                    "services/cart",
                    "checkout",
                    ["Kenji", "Lucía", "Daniel"],
                    ["cart merge", "line items", "stock reservations", "the mini cart", "saved carts"],
                    11
                ),
                new(
                    "services/promotions",
                    "checkout",
                    ["Marta", "Daniel", "Lucía"],
                    ["voucher codes", "stacked discounts", "free shipping", "campaign dates"],
                    9,
                    640
                ),
                new(
                    "services/payment-widget",
                    "payments",
                    ["Priya", "Amara", "Jonas"],
                    ["the card form", "wallet buttons", "error messages", "the iframe bridge"],
                    8
                ),
                new(
                    "packages/ui",
                    "checkout",
                    ["Lucía", "Daniel", "Kenji"],
                    ["form fields", "the price label", "loading states", "focus order"],
                    12
                ),
                new(
                    "packages/contracts",
                    "checkout",
                    ["Kenji", "Marta"],
                    ["order events", "cart events", "price types"],
                    5
                ),
                new("tools", "checkout", ["Kenji"], ["the seed script", "local certificates", "the fixture loader"], 5),
                new(
                    "e2e",
                    "checkout",
                    ["Daniel", "Lucía"],
                    ["guest checkout", "the voucher journey", "slow networks"],
                    7
                ),
            ],
            new((n, day) => string.Create(CultureInfo.InvariantCulture, $"release-{day:yyyy.MM}.{n}"), _ => 7.4),
            "dependabot[bot]"
        ),
        new(
            "search-engine",
            "search",
            SubjectStyle.FreeText,
            ".go",
            [
                new(
                    "query",
                    "search",
                    ["Sofie", "Yusuf", "Chloe"],
                    [
                        "phrase queries",
                        "the query parser",
                        "facet counts",
                        "filters by brand",
                        "query rewriting",
                        "empty results",
                    ],
                    15
                ),
                new(
                    "indexing",
                    "search",
                    ["Yusuf", "Sofie"],
                    ["bulk indexing", "delta feeds", "price updates", "the reindex job", "deleted products"],
                    12
                ),
                new(
                    "suggest",
                    "search",
                    ["Chloe", "Sofie"],
                    ["suggestions while typing", "recent searches", "category hints"],
                    7
                ),
                new("synonyms", "search", ["Sofie", "Chloe"], ["synonym sets", "German compounds", "plural forms"], 5),
                new("analysis", "search", ["Yusuf", "Chloe"], ["tokenizers", "diacritics", "stop words"], 6),
                new("cluster", "search", ["Yusuf", "Sofie"], ["shard moves", "replica counts", "snapshots"], 6),
                new(
                    "internal/client",
                    "search",
                    ["Sofie", "Yusuf"],
                    ["connection pools", "hedged reads", "request ids"],
                    6
                ),
                new("bench", "search", ["Chloe", "Yusuf"], ["the query replay", "latency percentiles"], 4),
            ],
            new((n, _) => $"v2.{n}.0", ago => ago > Northwind.WeeklySearch ? 30 : 7),
            "renovate[bot]"
        ),
        new(
            "ranking",
            "search",
            SubjectStyle.FreeText,
            ".py",
            [
                new(
                    "features",
                    "search",
                    ["Chloe", "Sofie"],
                    ["click features", "freshness", "margin weight", "price bands"],
                    8
                ),
                new(
                    "training",
                    "search",
                    ["Chloe", "Yusuf"],
                    ["the training set", "label noise", "cross validation"],
                    7
                ),
                new(
                    "serving",
                    "search",
                    ["Yusuf", "Chloe"],
                    ["model loading", "score caching", "the fallback model"],
                    6
                ),
                new(
                    "experiments",
                    "search",
                    ["Chloe"],
                    ["interleaving", "the holdout group", "query segments"],
                    6,
                    420
                ),
            ],
            new((n, _) => $"model-1.{n}", ago => ago > Northwind.WeeklySearch ? 34 : 16, HasChangelog: false),
            "renovate[bot]"
        ),
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
                new("src/Consent", "platform", ["Nadia", "Piotr"], ["consent receipts", "scopes", "partner apps"], 6),
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
        new(
            "mobile-app",
            "mobile",
            SubjectStyle.Terse,
            ".swift",
            [
                new(
                    "ios/Basket",
                    "mobile",
                    ["Mei", "Felix"],
                    ["basket badge", "swipe to delete", "basket summary"],
                    10
                ),
                new("ios/Product", "mobile", ["Mei", "Aisha"], ["image zoom", "size picker", "review stars"], 10),
                new(
                    "ios/Account",
                    "mobile",
                    ["Felix", "Mei"],
                    ["order history", "saved addresses", "sign-in sheet"],
                    8
                ),
                new(
                    "android/basket",
                    "mobile",
                    ["Felix", "Aisha"],
                    ["basket badge", "undo bar", "quantity stepper"],
                    10
                ),
                new(
                    "android/product",
                    "mobile",
                    ["Aisha", "Felix"],
                    ["image pager", "delivery promise", "size table"],
                    10
                ),
                new("android/push", "mobile", ["Felix"], ["push channels", "quiet hours", "deep links from push"], 7),
                new("shared/design", "mobile", ["Mei", "Felix"], ["spacing", "dark palette", "large type"], 8),
                new("shared/analytics", "mobile", ["Mei"], ["screen names", "consent screen", "funnel events"], 6),
            ],
            new((n, _) => $"v6.{n}.0", _ => 26)
        ),
        new(
            "mobile-bff",
            "mobile",
            SubjectStyle.Terse,
            ".ts",
            [
                new("home", "mobile", ["Felix", "Mei"], ["home feed", "banner slots", "personal picks"], 7),
                new("product", "mobile", ["Mei", "Felix"], ["image sizes", "stock hints", "short descriptions"], 7),
                new("orders", "mobile", ["Felix", "Mei"], ["order status", "parcel tracking", "return labels"], 6),
                new("push", "mobile", ["Felix", "Mei"], ["device tokens", "topic names"], 4),
            ],
            new((n, _) => $"v1.{n}.0", _ => 19, HasChangelog: false)
        ),
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
                new("reports", "data", ["Anneke"], ["the weekly board report", "cohort tables", "margin by market"], 7),
                new("quality", "data", ["Anneke", "Hamza"], ["row counts", "null checks", "freshness checks"], 6, 520),
                new("orchestration", "data", ["Santiago"], ["the nightly schedule", "backfills", "task pools"], 6),
            ],
            new((n, _) => $"v0.{n}.0", _ => 47, HasChangelog: false),
            "dependabot[bot]"
        ),
        new("handbook", null, SubjectStyle.FreeText, ".md", []),
    ];

    public static RepositoryPlan Of(string slug) => Array.Find(All, repository => repository.Slug == slug)!;
}
