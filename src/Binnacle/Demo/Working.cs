using Binnacle.History;

namespace Binnacle.Demo;

/// <summary>The ordinary work of people, day by day: holidays, leave, summers, people who join, move and leave.</summary>
internal sealed class Working
{
    private readonly Calendar calendar;
    private readonly Draw draw;

    /// <summary>Apart, so that this story moves no other.</summary>
    private readonly Draw queue;
    private readonly Draw schema;
    private readonly WorkPlan plan;
    private readonly Dictionary<string, HashSet<int>> leave = [];
    private readonly Dictionary<AreaPlan, IReadOnlyList<string>> files = [];
    private readonly Dictionary<AreaPlan, RepositoryPlan> repositories = [];
    private readonly List<CommitPlan> commits = [];

    private Working(Calendar calendar, int seed)
    {
        this.calendar = calendar;
        draw = new Draw(seed, "work");
        queue = new Draw(seed, "index queue");
        schema = new Draw(seed, "schema copies");
        plan = new WorkPlan(new Draw(seed, "kinds"));
        foreach (var repository in Repositories.All)
        foreach (var area in repository.Areas)
        {
            repositories[area] = repository;
            files[area] = SourceNames.Of(repository, area);
        }
        foreach (var person in Northwind.People)
            leave[person.Key] = LeaveOf(new Draw(seed, $"leave {person.Key}"));
    }

    public static List<CommitPlan> Plan(Calendar calendar, int seed)
    {
        var working = new Working(calendar, seed);
        working.Begin();
        for (var ago = Calendar.Days - 3; ago > 0; ago--)
            working.Work(ago);
        return working.commits;
    }

    /// <summary>Folders come into being whole: what was before is not part of the story.</summary>
    private void Begin()
    {
        foreach (var repository in Repositories.All)
        foreach (var born in repository.Areas.GroupBy(area => area.BornAgo))
        {
            var area = born.First();
            var author = area
                .Knowers.Select(Northwind.Person)
                .Concat(Northwind.People.Where(person => person.Pace > 0))
                .First(person => person.IsThere(born.Key));
            commits.Add(
                new(
                    repository.Slug,
                    Calendar.At(calendar.Day(born.Key), draw.Between(540, 700)),
                    author.Name,
                    born.Key == Calendar.Days ? "Import from the old repository" : $"Start {area.Short}",
                    [
                        .. born.SelectMany(area => files[area])
                            .Select(path => new ChangePlan(path, ChangeKind.Added, draw.Lines(70), 0)),
                    ]
                )
            );
        }
    }

    private void Work(int ago)
    {
        var day = calendar.Day(ago);
        var usual = Calendar.IsWorkday(day) ? Calendar.Season(day) : 0.025;
        foreach (var person in Northwind.People)
        {
            if (person.Pace == 0 || !person.IsThere(ago) || leave[person.Key].Contains(ago))
                continue;
            var times = draw.Times(person.Pace * usual * Settled(person, ago));
            for (var time = 0; time < times; time++)
                Commit(person, ago, day);
        }
    }

    /// <summary>Who has just joined changes little at first.</summary>
    private static double Settled(PersonPlan person, int ago) =>
        person.JoinedAgo is not { } joined ? 1
        : joined - ago < 8 ? 0.1
        : joined - ago < 40 ? 0.5
        : 1;

    private void Commit(PersonPlan person, int ago, DateOnly day)
    {
        var team = person.TeamOn(ago);
        var kind = plan.Next(team, ago);
        var area = Area(person, team, ago, kind);
        var repository = repositories[area];
        var subject = Subjects.Write(repository, area, kind, draw);
        var at = Calendar
            .At(day, Math.Clamp(draw.Between(8 * 60, 17 * 60) - (person.Zone * 60), 5, 1435))
            .AddSeconds(draw.Below(60));
        var changes = Changes(area, kind, draw);
        // Until it was replaced, what broke in Search broke in the index queue; since then little breaks there.
        if (
            team is "search"
            && kind is WorkKind.Fix
            && (area.Folder is "indexing") != ago > DebtTales.QueuePaid
            && queue.In(ago > DebtTales.QueuePaid ? 0.55 : 0.75)
        )
        {
            area = repositories.Keys.First(known => known.Folder == (ago > DebtTales.QueuePaid ? "indexing" : "query"));
            repository = repositories[area];
            subject = Subjects.Write(repository, area, kind, queue);
            changes = Changes(area, kind, queue);
        }
        Copy(changes);
        commits.Add(new(repository.Slug, at, person.Name, subject, changes));
        if (draw.In(0.011) && ago > 2)
            commits.Add(
                new(
                    repository.Slug,
                    at.AddMinutes(draw.Between(40, 1100)),
                    person.Name,
                    $"Revert \"{subject}\"",
                    changes
                )
            );
    }

    private AreaPlan Area(PersonPlan person, string team, int ago, WorkKind kind)
    {
        var known = repositories.Keys.Where(area => area.Team == team && area.BornAgo > ago).ToList();
        // Since the reorganization, what breaks in Payments breaks in settlement.
        if (team is "payments" && ago <= Northwind.Reorganization && kind is WorkKind.Fix && draw.In(0.58))
            return known.Find(area => area.Folder is "settlement")!;
        return draw.Weighted([
            .. known.Select(area =>
                (area, Array.IndexOf(area.Knowers, person.Key) is >= 0 and var place ? 1.0 / (1 + (0.6 * place)) : 0.03)
            ),
        ]);
    }

    private List<ChangePlan> Changes(AreaPlan area, WorkKind kind, Draw draw)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var count = 1 + draw.Times(0.9); paths.Count < Math.Min(count, files[area].Count); )
            paths.Add(draw.Of(files[area]));
        return
        [
            .. paths.Select(path => new ChangePlan(
                path,
                ChangeKind.Modified,
                draw.Lines(kind is WorkKind.Feature ? 22 : 8),
                draw.Lines(kind is WorkKind.Debt ? 20 : 5)
            )),
        ];
    }

    /// <summary>What Search knows of facets stands in its clients, too: whoever changes one changes the other.</summary>
    private void Copy(List<ChangePlan> changes)
    {
        const string facets = "query/facet_counts.go";
        const string client = "internal/client/request_ids.go";
        var here = changes.Find(change => change.Path is facets or client);
        if (here is null || changes.Exists(change => change != here && change.Path is facets or client))
            return;
        if (schema.In(0.8))
            changes.Add(
                new(here.Path is facets ? client : facets, ChangeKind.Modified, schema.Lines(6), schema.Lines(3))
            );
    }

    private static HashSet<int> LeaveOf(Draw draw)
    {
        var days = new HashSet<int>();
        for (var ago = Calendar.Days; ago > 0; ago -= draw.Between(45, 110))
            days.UnionWith(Enumerable.Range(ago, draw.Between(3, 15)));
        return days;
    }
}
