using Binnacle.Platform.Access;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Data;

namespace Binnacle.Demo;

/// <summary>
/// Meetings of two years: holidays, hosts in turn, and what happened with each. The weekly leadership review decayed between
/// eleven and seven months ago and recovered; the guild of reliability is falling asleep; Mobile stopped looking back.
/// </summary>
internal sealed class CadenceRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    public const string LeadershipReview = "Leadership review";
    private const int FirstAgo = 730;
    private const string Zone = "Europe/Berlin";
    private readonly Draw draw = new(seed, "cadences");
    private Holidays holidays = Holidays.None;

    /// <param name="Kept">The chance that one so many days ago took place.</param>
    private sealed record Tale(
        string Name,
        CadenceKind Kind,
        string Team,
        Recurrence Rule,
        int StartMinute,
        int Minutes,
        Func<int, double> Kept,
        string[] Hosts,
        string? Agenda = null,
        string? Place = null
    );

    private static readonly Tale[] Tales =
    [
        new(
            LeadershipReview,
            CadenceKind.LeadershipReview,
            "",
            Recurrence.Weekly(1, DayOfWeek.Tuesday),
            600,
            60,
            ago => ago is > 210 and < 330 ? 0.42 : 0.94,
            ["Ingrid", "Elif", "Helene", "Baraka"],
            "1. Outcomes: what moved, and do we know why\n2. What changed since last week\n3. What waits for us\n4. Decisions\n5. What we tell whom",
            "https://meet.northwind.example/leadership"
        ),
        new(
            "Roadmap review",
            CadenceKind.RoadmapReview,
            "",
            Recurrence.Monthly(1, 1, DayOfWeek.Thursday),
            840,
            90,
            _ => 0.93,
            ["Helene", "Baraka"],
            "Milestones that moved, and why. No status that one can read."
        ),
        new(
            "Architecture sync",
            CadenceKind.ArchitectureSync,
            "",
            Recurrence.Weekly(2, DayOfWeek.Wednesday),
            780,
            45,
            _ => 0.88,
            ["Elif", "Ravi", "Amara", "Marta"],
            "Decisions that wait; one design, read before."
        ),
        new(
            "Reliability guild",
            CadenceKind.Guild,
            "",
            Recurrence.Monthly(1, -1, DayOfWeek.Friday),
            660,
            60,
            ago => ago < 120 ? 0.2 : 0.9,
            ["Nadia", "Piotr", "Jonas"]
        ),
        new(
            "Payments demo",
            CadenceKind.Demo,
            "payments",
            Recurrence.Weekly(2, DayOfWeek.Friday),
            900,
            30,
            ago => ago < 150 ? 0.6 : 0.95,
            ["Amara", "Jonas", "Priya"]
        ),
        new(
            "Search demo",
            CadenceKind.Demo,
            "search",
            Recurrence.Weekly(2, DayOfWeek.Friday),
            870,
            30,
            _ => 0.97,
            ["Ravi", "Sofie", "Yusuf", "Chloe"]
        ),
        new(
            "Payments retrospective",
            CadenceKind.Retrospective,
            "payments",
            Recurrence.Weekly(2, DayOfWeek.Thursday),
            960,
            60,
            _ => 0.9,
            ["Amara", "Jonas", "Priya"]
        ),
        new(
            "Search retrospective",
            CadenceKind.Retrospective,
            "search",
            Recurrence.Weekly(2, DayOfWeek.Thursday),
            930,
            60,
            _ => 1,
            ["Ravi", "Sofie", "Yusuf"]
        ),
        new(
            "Checkout retrospective",
            CadenceKind.Retrospective,
            "checkout",
            Recurrence.Weekly(2, DayOfWeek.Wednesday),
            960,
            60,
            _ => 1,
            ["Marta", "Kenji", "Lucía"]
        ),
        new(
            "Platform retrospective",
            CadenceKind.Retrospective,
            "platform",
            Recurrence.Weekly(2, DayOfWeek.Tuesday),
            960,
            60,
            _ => 1,
            ["Elif", "Piotr", "Nadia"]
        ),
        new(
            "Mobile retrospective",
            CadenceKind.Retrospective,
            "mobile",
            Recurrence.Weekly(2, DayOfWeek.Monday),
            960,
            60,
            ago => ago < 80 ? 0 : 0.85,
            ["Mei", "Felix"]
        ),
    ];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        AddHolidays();
        var number = (int)await db.TakeNumbersAsync("cadences", Tales.Length + Pairs.Length, cancellation);
        foreach (var tale in Tales)
            Add(tale, number++);
        for (var i = 0; i < Pairs.Length; i++)
            AddPair(Pairs[i], number++, i);
        await db.SaveChangesAsync(cancellation);
    }

    private void AddHolidays()
    {
        var known = new List<HolidayRecord>();
        var at = Calendar.At(telling.Calendar.Day(FirstAgo + 10), 560);
        for (
            var day = telling.Calendar.Day(FirstAgo + 30);
            day < telling.Calendar.Today.AddDays(400);
            day = day.AddDays(1)
        )
        {
            if (Name(day) is not { } name)
                continue;
            db.Add(
                new Holiday
                {
                    Id = draw.Id(),
                    On = day,
                    Name = name,
                    AddedAt = at,
                    AddedBy = Northwind.Director,
                }
            );
            known.Add(new(null, day, name, at));
        }
        holidays = new(known);
        telling.Tell(at, Northwind.Director, "holiday.imported", $"{known.Count} holidays", "/cadences/holidays");
    }

    private static string? Name(DateOnly day) =>
        (day.Month, day.Day) switch
        {
            (1, 1) => "New Year’s Day",
            (1, 6) => "Epiphany",
            (5, 1) => "Labour Day",
            (10, 3) => "Day of German Unity",
            (11, 1) => "All Saints’ Day",
            (12, >= 24) => "Winter break",
            _ => null,
        };

    private void Add(Tale tale, int number)
    {
        var hosts = Array.ConvertAll(tale.Hosts, Find);
        var cadence = Cadence(
            tale.Name,
            tale.Kind,
            tale.Team,
            number,
            FirstAgo,
            tale.Rule,
            tale.StartMinute,
            tale.Minutes
        );
        cadence.Place = tale.Place;
        cadence.Agenda = tale.Agenda;
        cadence.OnHoliday = tale.Kind is CadenceKind.RoadmapReview ? OnHoliday.NextWorkday : OnHoliday.Skip;
        cadence.RotationFrom = cadence.Rule.StartsOn;
        for (var i = 0; i < hosts.Length; i++)
        {
            db.Add(
                new CadenceHost
                {
                    Id = draw.Id(),
                    CadenceId = cadence.Id,
                    PersonId = hosts[i].Id,
                    Position = i,
                }
            );
        }
        telling.Tell(
            cadence.AddedAt,
            Northwind.Director,
            "cadence.planned",
            tale.Name,
            cadence.Url,
            cadence.Rule.Told(),
            cadence.TeamId
        );
        Mark(cadence, tale.Kept, hosts, Northwind.Director);
    }

    private Cadence Cadence(
        string name,
        CadenceKind kind,
        string team,
        int number,
        int ago,
        Recurrence rule,
        int minute,
        int minutes
    )
    {
        var starts = rule.Dates(telling.Calendar.Day(ago), telling.Calendar.Day(ago), telling.Calendar.Day(ago - 60))
            .First();
        var at = Calendar.At(telling.Calendar.Day(ago + 3), 570 + draw.Below(60));
        var isPrivate = kind is CadenceKind.OneOnOne;
        var cadence = new Cadence
        {
            Id = draw.Id(),
            Number = number,
            Name = name,
            Kind = kind,
            TeamId = catalogue.Team(team)?.Id,
            DataClass = isPrivate ? DataClass.Private : DataClass.Open,
            AddedAt = at,
            AddedBy = Northwind.Director,
            ChangedAt = at,
        };
        cadence.Rules.Add(
            new CadenceRule
            {
                Id = draw.Id(),
                CadenceId = cadence.Id,
                Version = 1,
                StartsOn = starts,
                Text = rule.Write(),
                Zone = Zone,
                StartMinute = minute,
                Minutes = minutes,
                MadeAt = at,
                MadeBy = Northwind.Director,
            }
        );
        db.Add(cadence);
        return cadence;
    }

    private Binnacle.Platform.Catalogue.Person Find(string key) => catalogue.Person(Northwind.Person(key).Name);

    private void Mark(Cadence cadence, Func<int, double> kept, Binnacle.Platform.Catalogue.Person[] hosts, string by)
    {
        var record = CadenceReading.Record(cadence, []);
        var turn = 0;
        foreach (var planned in record.Between(holidays, cadence.Rule.StartsOn, telling.Calendar.Day(2)))
        {
            var host = hosts.Length == 0 ? null : hosts[turn++ % hosts.Length];
            var ago = telling.Calendar.Ago(planned.PlannedOn);
            var chance = draw.Share();
            // A few nobody told of, lately more than before.
            if (draw.In(0.02))
                continue;
            var state =
                chance < kept(ago) * 0.9 ? MarkState.Kept
                : chance < kept(ago) && ago > 5 ? MarkState.Moved
                : chance < kept(ago) ? MarkState.Kept
                : draw.In(0.6) ? MarkState.Missed
                : MarkState.Cancelled;
            var isMoved = state is MarkState.Moved;
            var to = isMoved ? planned.On.AddDays(planned.On.DayOfWeek is DayOfWeek.Friday ? 3 : 1) : (DateOnly?)null;
            var at = Calendar.At(to ?? planned.On, 990 + draw.Below(60));
            db.Add(
                new OccurrenceMark
                {
                    Id = draw.Id(),
                    CadenceId = cadence.Id,
                    PlannedOn = planned.PlannedOn,
                    State = state,
                    MovedToOn = to,
                    MovedToMinute = isMoved ? planned.StartMinute : null,
                    Reason =
                        state is MarkState.Cancelled && cadence.Kind is not CadenceKind.OneOnOne
                            ? draw.Of(Reasons)
                            : null,
                    HostId = state is MarkState.Kept ? host?.Id : null,
                    At = at,
                    By = by,
                }
            );
            if (
                cadence.Kind is CadenceKind.LeadershipReview
                && state is (MarkState.Missed or MarkState.Cancelled)
                && ago < Northwind.Adopted
            )
                telling.Tell(at, by, $"occurrence.{state.ToString().ToLowerInvariant()}", cadence.Name, cadence.Url);
        }
    }

    private static readonly string[] Reasons =
    [
        "Half of us were travelling",
        "Quarter planning took the day",
        "An incident",
        "Nothing on the agenda",
    ];

    /// <summary>Of one-on-ones only sums are ever seen, so the pairs have no names.</summary>
    private static readonly string[] Pairs =
    [
        "payments",
        "payments",
        "search",
        "search",
        "platform",
        "platform",
        "checkout",
        "checkout",
        "mobile",
        "data",
        "",
        "",
    ];

    private void AddPair(string team, int number, int pair)
    {
        var rule = Recurrence.Weekly(pair % 3 == 0 ? 2 : 1, (DayOfWeek)(1 + (pair % 5)));
        var cadence = Cadence("One-on-one", CadenceKind.OneOnOne, team, number, 200, rule, 540 + (30 * pair), 30);
        Mark(cadence, _ => 0.86, [], Northwind.Director);
    }
}
