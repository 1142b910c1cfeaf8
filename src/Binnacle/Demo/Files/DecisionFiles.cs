namespace Binnacle.Demo.Files;

/// <summary>Decision records: MADR in most repositories, Nygard's form in Search. Statuses change over time.</summary>
internal static class DecisionFiles
{
    /// <summary>Days that the broker decision has waited.</summary>
    public const int BrokerWaits = 17;

    public static IEnumerable<FilePlan> All(Calendar calendar) =>
        [
            .. Madr(
                calendar,
                "payments-core",
                1,
                "Idempotency keys on every write",
                862,
                ("proposed", 862),
                ("accepted", 853)
            ),
            .. Madr(
                calendar,
                "payments-core",
                2,
                "Double-entry ledger in our own tables",
                801,
                ("proposed", 801),
                ("accepted", 779)
            ),
            .. Madr(calendar, "payments-core", 3, "Read bank statements as CAMT.053", 655, ("accepted", 655)),
            .. Madr(
                calendar,
                "payments-core",
                4,
                "Batch settlement once a day",
                590,
                ("proposed", 590),
                ("accepted", 583),
                ("superseded by [7](0007-settle-every-hour.md)", 96)
            ),
            .. Madr(
                calendar,
                "payments-core",
                5,
                "Card data stays with the provider",
                478,
                ("proposed", 478),
                ("accepted", 470)
            ),
            .. Madr(calendar, "payments-core", 6, "Risk rules as data", 330, ("proposed", 330), ("rejected", 312)),
            .. Madr(calendar, "payments-core", 7, "Settle every hour", 118, ("proposed", 118), ("accepted", 96)),
            .. Madr(calendar, "commerce", 1, "One repository for the purchase flow", 870, ("accepted", 870)),
            .. Madr(
                calendar,
                "commerce",
                2,
                "Price types are shared by contract",
                662,
                ("proposed", 662),
                ("accepted", 651)
            ),
            .. Madr(
                calendar,
                "commerce",
                3,
                "Stock reservations expire after 20 minutes",
                431,
                ("proposed", 431),
                ("accepted", 424)
            ),
            .. Madr(calendar, "commerce", 4, "Vouchers are computed on the server", 287, ("accepted", 287)),
            .. Madr(
                calendar,
                "commerce",
                5,
                "Retry payments in the background",
                74,
                ("proposed", 74),
                ("accepted", 63)
            ),
            .. Madr(calendar, "platform-infra", 1, "One cluster a region", 880, ("accepted", 880)),
            .. Madr(
                calendar,
                "platform-infra",
                2,
                "Traces keep five percent",
                720,
                ("accepted", 720),
                ("superseded by [6](0006-traces-by-tail-sampling.md)", 251)
            ),
            .. Madr(
                calendar,
                "platform-infra",
                3,
                "Environments come from one module",
                607,
                ("proposed", 607),
                ("accepted", 592)
            ),
            .. Madr(calendar, "platform-infra", 4, "PostgreSQL for services by default", 488, ("accepted", 488)),
            .. Madr(
                calendar,
                "platform-infra",
                5,
                "Second region for the gateway",
                340,
                ("proposed", 340),
                ("on hold", 322)
            ),
            .. Madr(
                calendar,
                "platform-infra",
                6,
                "Traces by tail sampling",
                262,
                ("proposed", 262),
                ("accepted", 251)
            ),
            .. Madr(calendar, "platform-infra", 7, "Message broker for orders", BrokerWaits, ("proposed", BrokerWaits)),
            .. Madr(
                calendar,
                "identity",
                1,
                "Passkeys before new password rules",
                402,
                ("proposed", 402),
                ("accepted", 388)
            ),
            .. Madr(calendar, "identity", 2, "Sessions live for thirty days", 210, ("accepted", 210)),
            .. Nygard("search-engine", 1, "Index by market", 850, ("Accepted", 850)),
            .. Nygard(
                "search-engine",
                2,
                "Synonyms are owned by merchandisers",
                640,
                ("Proposed", 640),
                ("Accepted", 629)
            ),
            .. Nygard(
                "search-engine",
                3,
                "Weekly releases",
                Northwind.WeeklySearch + 6,
                ("Proposed", Northwind.WeeklySearch + 6),
                ("Accepted", Northwind.WeeklySearch)
            ),
            .. Nygard("search-engine", 4, "Hedge slow reads", 88, ("Proposed", 88), ("Accepted", 79)),
            .. Nygard("data-pipeline", 1, "Events are kept as they came", 560, ("Accepted", 560)),
            .. Nygard("data-pipeline", 2, "Warehouse tables by domain", 181, ("Proposed", 181), ("Accepted", 170)),
        ];

    private static IEnumerable<FilePlan> Madr(
        Calendar calendar,
        string repository,
        int number,
        string title,
        int writtenAgo,
        params (string Status, int Ago)[] states
    )
    {
        foreach (var (status, ago) in states)
        {
            // Payments looks at its daily batches again; the day is past.
            var revisit = (repository, number) is ("platform-infra", 4)
                ? $"\nrevisit: {calendar.Day(23):yyyy-MM-dd}"
                : "";
            var confirmation = (repository, number) is ("commerce", 1 or 4) or ("identity", 2)
                ? ""
                : "\n## Confirmation\n\nLooked at with the people on call one month after the change went live.\n";
            yield return new(
                repository,
                $"docs/decisions/{number:0000}-{Slug(title)}.md",
                ago,
                states[0].Ago == ago
                    ? $"Write down decision {number}: {title}"
                    : $"Decision {number} is {Word(status)}",
                $"""
                ---
                status: {status}
                date: {calendar.Day(writtenAgo):yyyy-MM-dd}{revisit}
                ---
                # {title}

                ## Context and Problem Statement

                What we have works for today's volume and costs us time with each new market.

                ## Considered Options

                * Leave it as it is
                * {title}

                ## Decision Outcome

                Chosen option: "{title}", because it is the smallest step that removes the cause.
                {confirmation}
                """
            );
        }
    }

    private static IEnumerable<FilePlan> Nygard(
        string repository,
        int number,
        string title,
        int writtenAgo,
        params (string Status, int Ago)[] states
    ) =>
        states.Select(state => new FilePlan(
            repository,
            $"docs/adr/{number:0000}-{Slug(title)}.md",
            state.Ago,
            state.Ago == writtenAgo ? $"Decision: {title}" : $"Decision {number} is {Word(state.Status)}",
            $"# {number}. {title}\n\n## Status\n\n{state.Status}\n\n## Context\n\nSeen in three reviews in a row.\n\n## Decision\n\n{title}.\n\n## Consequences\n\nLess waiting; one more thing to watch.\n"
        ));

    private static string Word(string status) =>
        status.Split(' ')[0].ToLowerInvariant() is var word && word is "on" ? "on hold" : word;

    private static string Slug(string title) =>
        string.Concat(title.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
}
