namespace Binnacle.Demo.Files;

/// <summary>Runbooks, alert rules, service levels and postmortems.</summary>
internal static class ReliabilityFiles
{
    /// <summary>Days ago: every alert of Checkout got its runbook.</summary>
    public const int CheckoutLinked = 5;

    public static IEnumerable<FilePlan> All(Calendar calendar) =>
        [.. Runbooks(), .. Alerts(), .. Levels(), .. Postmortems(calendar)];

    private static IEnumerable<FilePlan> Runbooks() =>
        [
            Runbook("payments-core", "docs/runbooks/payments-api-errors.md", "Payments API answers with errors", 612),
            Runbook("payments-core", "docs/runbooks/payments-api-errors.md", "Payments API answers with errors", 93),
            Runbook("payments-core", "docs/runbooks/settlement-queue.md", "Settlement queue grows", 571),
            Runbook("payments-core", "docs/runbooks/settlement-queue.md", "Settlement queue grows", 212),
            Runbook("payments-core", "docs/runbooks/provider-down.md", "Card provider is down", 148),
            Runbook(
                "commerce",
                "services/payment-widget/runbooks/payment-widget-blank.md",
                "Payment widget stays blank",
                133
            ),
            Runbook(
                "commerce",
                "services/checkout/runbooks/checkout-error-budget.md",
                "Checkout spends its error budget",
                390
            ),
            Runbook(
                "commerce",
                "services/checkout/runbooks/checkout-error-budget.md",
                "Checkout spends its error budget",
                141
            ),
            Runbook("commerce", "services/checkout/runbooks/checkout-slow.md", "Checkout is slow", CheckoutLinked + 3),
            Runbook(
                "commerce",
                "services/cart/runbooks/cart-stock.md",
                "Cart cannot reserve stock",
                CheckoutLinked + 2
            ),
            Runbook(
                "commerce",
                "services/promotions/runbooks/promotions-off.md",
                "Turn promotions off",
                CheckoutLinked + 1
            ),
            Runbook("search-engine", "docs/runbooks/search-api-latency.md", "Search API is slow", 700),
            Runbook("search-engine", "docs/runbooks/search-api-latency.md", "Search API is slow", 77),
            Runbook("search-engine", "docs/runbooks/indexer-behind.md", "Indexer falls behind", 165),
            Runbook("identity", "docs/runbooks/identity-sign-in.md", "Nobody can sign in", 580),
            Runbook("identity", "docs/runbooks/identity-sign-in.md", "Nobody can sign in", 64),
            Runbook("platform-infra", "docs/runbooks/gateway-5xx.md", "Gateway answers with 5xx", 520),
            Runbook("platform-infra", "docs/runbooks/gateway-5xx.md", "Gateway answers with 5xx", 156),
            Runbook("platform-infra", "docs/runbooks/node-pressure.md", "Nodes run out of memory", 101),
            Runbook("platform-infra", "docs/runbooks/restore-database.md", "Restore a database", 46),
            new(
                "data-pipeline",
                "docs/runbooks/event-collector-lag.md",
                400,
                "Runbook for lag",
                "# Event collector lags\n\nAsk the team.\n"
            ),
        ];

    private static FilePlan Runbook(string repository, string path, string title, int ago) =>
        new(
            repository,
            path,
            ago,
            $"Runbook: {title}",
            $"""
            # {title}

            ## Diagnosis

            1. Open the service's dashboard and look at errors by route.
            2. Look for a deploy within the last hour.

            ## Mitigation

            1. Roll back the last deploy.
            2. If errors stay, turn off the newest flag.
            3. Tell the channel of the incident what you did and when.
            """
        );

    private static IEnumerable<FilePlan> Alerts()
    {
        yield return Rules(
            "payments-core",
            "deploy/alerts/payments-api.yaml",
            "payments-api",
            700,
            ["ErrorRateHigh*", "LatencyHigh*", "WebhookBacklog", "ProviderTimeouts"]
        );
        yield return Rules(
            "payments-core",
            "deploy/alerts/payments-api.yaml",
            "payments-api",
            240,
            ["ErrorRateHigh*", "LatencyHigh*", "WebhookBacklog*", "ProviderTimeouts*", "RefundsStuck"]
        );
        yield return Rules(
            "payments-core",
            "deploy/alerts/settlement.yaml",
            "settlement",
            560,
            ["SettlementQueueDepth*", "BatchLate*", "StatementGap"]
        );
        yield return Rules("commerce", "services/payment-widget/alerts.yaml", "payment-widget", 300, ["WidgetErrors*"]);
        yield return Rules(
            "commerce",
            "services/checkout/alerts.yaml",
            "checkout",
            500,
            ["CheckoutErrorBudget*", "CheckoutSlow", "PaymentRetriesHigh", "AbandonedSteps"]
        );
        yield return Rules(
            "commerce",
            "services/checkout/alerts.yaml",
            "checkout",
            CheckoutLinked,
            ["CheckoutErrorBudget*", "CheckoutSlow*", "PaymentRetriesHigh*", "AbandonedSteps*"]
        );
        yield return Rules(
            "commerce",
            "services/cart/alerts.yaml",
            "cart",
            360,
            ["StockReservationsFail", "CartErrors"]
        );
        yield return Rules(
            "commerce",
            "services/cart/alerts.yaml",
            "cart",
            CheckoutLinked,
            ["StockReservationsFail*", "CartErrors*"]
        );
        yield return Rules("commerce", "services/promotions/alerts.yaml", "promotions", 310, ["PromotionsSlow"]);
        yield return Rules(
            "commerce",
            "services/promotions/alerts.yaml",
            "promotions",
            CheckoutLinked,
            ["PromotionsSlow*"]
        );
        yield return Rules(
            "search-engine",
            "deploy/alerts.yaml",
            "search-api",
            610,
            ["SearchLatency*", "EmptyResultsHigh*", "ShardUnassigned*"]
        );
        yield return Rules(
            "search-engine",
            "deploy/indexer-alerts.yaml",
            "indexer",
            420,
            ["IndexerBehind*", "FeedMissing*"]
        );
        yield return Rules("identity", "deploy/alerts.yaml", "identity", 590, ["SignInFailures*", "TokenErrors*"]);
        yield return Rules(
            "platform-infra",
            "observability/alerts/gateway.yaml",
            "gateway",
            640,
            ["Gateway5xx*", "CertificateExpires*", "NodeMemory*", "BackupMissing"]
        );
        yield return Rules(
            "platform-infra",
            "observability/alerts/gateway.yaml",
            "gateway",
            52,
            ["Gateway5xx*", "CertificateExpires*", "NodeMemory*", "BackupMissing*"]
        );
        yield return Rules(
            "data-pipeline",
            "deploy/alerts.yaml",
            "event-collector",
            430,
            ["EventsLate", "DeadLettersGrow", "CollectorDown*"]
        );
        yield return Rules("data-pipeline", "warehouse/alerts.yaml", "warehouse", 190, ["NightlyLoadLate"]);
    }

    /// <summary>A name with a star has a runbook.</summary>
    private static FilePlan Rules(string repository, string path, string group, int ago, string[] names) =>
        new(
            repository,
            path,
            ago,
            ago == CheckoutLinked ? $"Link every alert of {group} to its runbook" : $"Alerts of {group}",
            $"groups:\n  - name: {group}\n    rules:\n"
                + string.Concat(
                    names.Select(name =>
                        $"      - alert: {name.TrimEnd('*')}\n        expr: northwind:{group.Replace('-', '_')}:bad > 0\n        for: 10m\n        labels: {{ severity: page }}\n"
                        + (
                            name.EndsWith('*')
                                ? $"        annotations: {{ runbook_url: \"https://docs.northwind.example/runbooks/{group}\" }}\n"
                                : ""
                        )
                    )
                )
        );

    private static IEnumerable<FilePlan> Levels() =>
        [
            Level("payments-core", "deploy/slo/payments-api.yaml", "payments-api", 0.9995, 498),
            Level("commerce", "services/payment-widget/slo.yaml", "payment-widget", 0.998, 290),
            Level("commerce", "services/checkout/slo.yaml", "checkout", 0.999, 480),
            Level("commerce", "services/cart/slo.yaml", "cart", 0.998, 122),
            Level("search-engine", "deploy/slo.yaml", "search-api", 0.999, 600),
            Level("identity", "deploy/slo.yaml", "identity", 0.9995, 540),
            Level("platform-infra", "observability/slo/gateway.yaml", "gateway", 0.9999, 622),
            Level("data-pipeline", "deploy/slo.yaml", "event-collector", 0.99, 150),
        ];

    private static FilePlan Level(string repository, string path, string service, double target, int ago) =>
        new(
            repository,
            path,
            ago,
            $"Service level of {service}",
            FormattableString.Invariant(
                $"apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: {service}-availability\nspec:\n  service: {service}\n  timeWindow:\n    - duration: 30d\n      isRolling: true\n  objectives:\n    - target: {target}\n"
            )
        );

    private static IEnumerable<FilePlan> Postmortems(Calendar calendar) =>
        [
            .. Postmortem(calendar, "payments-core", "Payouts delayed by a locked batch", 521, 3, 3, 3),
            .. Postmortem(calendar, "payments-core", "Refund webhooks sent twice", 283, 4, 4, 4),
            .. Postmortem(calendar, "payments-core", "Settlement queue stood for two hours", 104, 5, 4, 2),
            .. Postmortem(calendar, "payments-core", "Partner balances wrong for a night", 38, 4, 4, 1),
            .. Postmortem(calendar, "commerce", "Delivery slots sold twice", 449, 3, 3, 3),
            .. Postmortem(calendar, "commerce", "Checkout slow on campaign day", 201, 5, 5, 5),
            .. Postmortem(calendar, "commerce", "Vouchers rejected after a deploy", 57, 3, 3, 2),
            .. Postmortem(calendar, "search-engine", "Empty results after a reindex", 318, 4, 4, 4),
            .. Postmortem(calendar, "search-engine", "Shard moves slowed all queries", 129, 3, 3, 3),
            .. Postmortem(calendar, "identity", "Sign-in failed for one in ten", 176, 4, 4, 4),
            .. Postmortem(calendar, "platform-infra", "Gateway certificate expired", 262, 4, 4, 4),
            .. Postmortem(calendar, "platform-infra", "Frankfurt lost two nodes", 86, 3, 3, 2),
            .. Postmortem(calendar, "data-pipeline", "Events of a day counted twice", 164, 4, 0, 1),
            .. Postmortem(calendar, "data-pipeline", "Board report showed last week's margin", 49, 3, 0, 0),
        ];

    private static IEnumerable<FilePlan> Postmortem(
        Calendar calendar,
        string repository,
        string title,
        int ago,
        int actions,
        int owned,
        int done
    )
    {
        var on = calendar.Day(ago);
        var team = Repositories.Of(repository).Team;
        var path =
            $"docs/postmortems/{on:yyyy-MM-dd}-{title.ToLowerInvariant().Replace(' ', '-').Replace("'", "", StringComparison.Ordinal)}.md";
        yield return new(repository, path, Math.Max(ago - 6, 1), $"Postmortem: {title}", Text(done: 0));
        // What was promised is ticked some weeks later.
        if (done > 0)
            yield return new(repository, path, Math.Max(ago - 34, 2), $"Actions done after \"{title}\"", Text(done));

        string Text(int done) =>
            $"# {title}\n\nDate: {on:yyyy-MM-dd}\n\n## Impact\n\nCustomers noticed for 40 minutes; nothing was lost.\n\n## Root cause\n\nA change that was safe alone met a job that ran late.\n\n## Actions\n\n"
            + string.Concat(
                Enumerable
                    .Range(0, actions)
                    .Select(index =>
                        $"- [{(index < done ? "x" : " ")}] {Promises[index]}"
                        + (
                            index < owned
                                ? $" (owner: @northwind/{team}, due {calendar.Day(ago - 21 - (7 * index)):yyyy-MM-dd})"
                                : ""
                        )
                        + "\n"
                    )
            );
    }

    private static readonly string[] Promises =
    [
        "Alert on the depth of the queue before customers notice",
        "Make the job safe to run twice",
        "Practise the runbook with the whole team",
        "Show the last good run on the dashboard",
        "Remove the manual step from the deploy",
    ];
}
