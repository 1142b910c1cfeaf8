using Binnacle.Platform.Data;
using Binnacle.Practices.Flow.Blockers;

namespace Binnacle.Demo;

/// <param name="Waits">Slug of the team that is waited for.</param>
internal sealed record BlockerTale(
    string Team,
    string What,
    BlockerKind? Kind,
    string Waits = "",
    string? Name = null,
    string? Repository = null,
    string? Helped = null
);

/// <summary>
/// Two years of blockers. Since Payments moved to the shared runners it waits for Platform again and again to get access to the partners'
/// sandbox; nobody looked at these together.
/// </summary>
internal sealed class BlockerRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private static readonly (int Ago, double Days)[] Sandbox = [(83, 6.2), (64, 4.8), (46, 8.1), (29, 7.3), (11, 0)];

    private static readonly BlockerTale SandboxTale = new(
        "payments",
        "No access to the partners' sandbox after the certificates were renewed",
        BlockerKind.Access,
        "platform",
        Repository: "payments-core",
        Helped: "Platform copied the new certificates by hand"
    );

    private static readonly BlockerTale[] Tales =
    [
        new(
            "payments",
            "The change to the batch lock waits for a second look",
            BlockerKind.Review,
            Repository: "payments-core",
            Helped: "Jonas and Amara reviewed it together"
        ),
        new(
            "payments",
            "Fee lines of the new partner are not written down",
            BlockerKind.UnclearNeed,
            Helped: "A call with the partner's operations"
        ),
        new(
            "payments",
            "No answer about test cards",
            BlockerKind.Vendor,
            Name: "Card scheme",
            Helped: "The scheme sent a new set"
        ),
        new(
            "checkout",
            "Address check answers with errors since this morning",
            BlockerKind.Vendor,
            Name: "Address service",
            Helped: "The vendor rolled back"
        ),
        new(
            "checkout",
            "Promotions need the price type of Search",
            BlockerKind.OtherTeam,
            "search",
            Helped: "Search published the contract"
        ),
        new(
            "checkout",
            "Nobody has decided which vouchers stack",
            BlockerKind.Decision,
            Helped: "Decided in the leadership review"
        ),
        new(
            "checkout",
            "The browser journeys time out on shared runners",
            BlockerKind.Environment,
            Repository: "commerce",
            Helped: "More memory for the runner"
        ),
        new(
            "search",
            "Product feed lacks brands for two countries",
            BlockerKind.OtherTeam,
            "data",
            Helped: "Data filled the gap"
        ),
        new(
            "search",
            "The staging index is out of disk",
            BlockerKind.Environment,
            Name: "Staging",
            Helped: "Old indexes were dropped"
        ),
        new(
            "search",
            "Waiting for a review of the ranking experiment",
            BlockerKind.Review,
            Repository: "ranking",
            Helped: "Reviewed"
        ),
        new(
            "mobile",
            "The store has not approved the build",
            BlockerKind.Vendor,
            Name: "App store",
            Helped: "Approved on the second try"
        ),
        new("mobile", "No test devices with the new system", BlockerKind.Environment, Helped: "Two were bought"),
        new("mobile", "Which login do guests keep?", BlockerKind.Decision, Helped: "Product and Platform decided"),
        new(
            "platform",
            "No quota left in the second region",
            BlockerKind.Vendor,
            Name: "Cloud provider",
            Helped: "Quota was raised"
        ),
        new(
            "platform",
            "Change freeze of Payments holds back the gateway",
            BlockerKind.OtherTeam,
            "payments",
            Helped: "The freeze ended"
        ),
        new(
            "data",
            "Access to the event archive was lost with the account",
            BlockerKind.Access,
            "platform",
            Helped: "Platform gave it back"
        ),
        new("data", "Nobody knows which events finance needs", BlockerKind.UnclearNeed, Helped: "Finance named seven"),
        new(
            "data",
            "The nightly load fails and nobody on the team may restart it",
            null,
            Helped: "Restarted by Platform"
        ),
    ];

    /// <summary>What stands today.</summary>
    private static readonly (int Ago, string Owner, BlockerTale Tale)[] Standing =
    [
        (
            8,
            "Kenji",
            new("checkout", "No merchant account for the new wallet", BlockerKind.Vendor, Name: "Card scheme")
        ),
        (3, "Sofie", new("search", "Product feed lacks brands for two countries", BlockerKind.OtherTeam, "data")),
        (1, "", new("mobile", "Which login do guests keep?", BlockerKind.Decision)),
    ];

    private readonly Draw draw = new(seed, "blockers");
    private readonly List<(DateTime At, BlockerTale Tale, double? Days, string Owner)> plan = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var (ago, days) in Sandbox)
            plan.Add((At(ago), SandboxTale, days > 0 ? days : null, ""));
        foreach (var (ago, owner, tale) in Standing)
            plan.Add((At(ago), tale, null, owner));
        for (var ago = 725; ago > 12; ago -= draw.Between(4, 13))
        {
            var tale = draw.Of(Tales);
            var days =
                tale.Kind is BlockerKind.Review ? draw.Between(4, 40) / 10.0
                : tale.Kind is BlockerKind.Vendor ? draw.Between(15, 160) / 10.0
                : draw.Between(6, 90) / 10.0;
            plan.Add((At(ago), tale, Math.Min(days, ago - 2), draw.In(0.7) ? "some" : ""));
        }
        var number = (int)await db.TakeNumbersAsync("blockers", plan.Count, cancellation);
        foreach (var (at, tale, days, owner) in plan.OrderBy(row => row.At))
            Add(number++, at, tale, days, owner);
        await db.SaveChangesAsync(cancellation);
    }

    private void Add(int number, DateTime at, BlockerTale tale, double? days, string owner)
    {
        var people = Northwind
            .People.Where(person =>
                person.IsThere(telling.Calendar.Ago(DateOnly.FromDateTime(at))) && person.Team == tale.Team
            )
            .ToList();
        var by = draw.Of(people).Name;
        var owned = owner switch
        {
            "" => null,
            "some" => catalogue.Person(draw.Of(people).Name),
            _ => catalogue.Person(Northwind.Person(owner).Name),
        };
        var blocker = new Blocker
        {
            Id = draw.Id(),
            Number = number,
            What = tale.What,
            Kind = tale.Kind,
            TeamId = catalogue.Team(tale.Team)!.Id,
            OtherTeamId = catalogue.Team(tale.Waits)?.Id,
            WaitsFor = tale.Name,
            RepositoryId = tale.Repository is { } slug ? catalogue.Repository(slug).Id : null,
            OwnerId = owned?.Id,
            RaisedAt = at,
            RaisedBy = by,
        };
        db.Add(blocker);
        Step(blocker, BlockerStepKind.Raised, at, by, null);
        telling.Tell(
            at,
            by,
            "blocker.raised",
            blocker.What,
            blocker.Url,
            $"Blocks {catalogue.Team(tale.Team)!.Name}",
            blocker.TeamId
        );
        if (owned is not null)
            Step(blocker, BlockerStepKind.Owned, at.AddMinutes(draw.Between(5, 200)), by, owned.Name);
        if (days is not { } stood)
            return;
        // Whole minutes: the databases keep different fractions.
        var end = at.AddMinutes(Math.Round(stood * 24 * 60));
        blocker.EndedAt = end;
        Step(blocker, BlockerStepKind.Unblocked, end, owned?.Name ?? by, tale.Helped);
        telling.Tell(
            end,
            owned?.Name ?? by,
            "blocker.unblocked",
            blocker.What,
            blocker.Url,
            tale.Helped,
            blocker.TeamId
        );
    }

    private void Step(Blocker blocker, BlockerStepKind kind, DateTime at, string by, string? note) =>
        blocker.Steps.Add(
            new()
            {
                Id = draw.Id(),
                BlockerId = blocker.Id,
                Place = blocker.Steps.Count + 1,
                Kind = kind,
                At = at,
                By = by,
                Note = note,
            }
        );

    private DateTime At(int ago) => Calendar.At(telling.Calendar.Workday(ago), 500 + draw.Below(420));
}
