using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;

namespace Binnacle.Tests.Practices;

/// <summary>Records for a scenario, said in days before <see cref="Today"/>.</summary>
internal sealed class World
{
    public static readonly DateOnly Today = new(2026, 11, 15);
    public static readonly PracticeList Practices = new();
    public static readonly Scope Organization = new(ScopeKind.Organization, Guid.Empty, "organization", "Northwind");
    public static readonly TeamRecord Payments = new(Number(1001), "payments", "Payments");
    public static readonly TeamRecord Search = new(Number(1002), "search", "Search");

    private readonly List<Repository> repositories = [];
    private readonly List<DocumentRecord> documents = [];
    private readonly List<ServiceRecord> services = [];
    private readonly List<MeasureRecord> measures = [];
    private readonly List<CommitmentRecord> commitments = [];
    private readonly List<SettingRecord> settings = [];
    private int next;

    public static Scope Team(TeamRecord team) => new(ScopeKind.Team, team.Id, team.Slug, team.Name);

    public static Guid Number(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Noon of that day.</summary>
    public static DateTime Ago(double days) => Today.ToDateTime(new TimeOnly(12, 0)).AddDays(-days);

    public static Check Check(string id) => Practices.Checks.Single(check => check.Id == id);

    public sealed class Repository(World world, Guid id, string name, Guid? team)
    {
        public List<CommitFact> Commits { get; } = [];
        public List<ReleaseFact> Releases { get; } = [];
        public List<AreaFact> Areas { get; } = [new("", team, 10)];
        public Guid Id => id;
        public string Name => name;
        public Guid? Team => team;
        public bool IsShallow { get; set; }
        public double ScannedAgo { get; set; }
        public DateTime? Born { get; set; }

        public Repository Change(
            double ago,
            WorkKind kind = WorkKind.Feature,
            int author = 1,
            bool isBot = false,
            double? releasedAgo = null,
            Guid? ownedBy = null,
            params int[] areas
        )
        {
            Commits.Add(
                new CommitFact(
                    $"{++world.next:x40}",
                    Ago(ago),
                    $"Change {world.next}",
                    author,
                    isBot,
                    kind,
                    kind is WorkKind.Uncategorised ? DecidedBy.Nothing : DecidedBy.Words,
                    ownedBy,
                    1,
                    1,
                    areas,
                    releasedAgo is { } days ? Ago(days) : null
                )
            );
            return this;
        }

        public Repository Changes(int count, double ago, WorkKind kind = WorkKind.Feature, int author = 1)
        {
            for (var i = 0; i < count; i++)
                Change(ago, kind, author);
            return this;
        }

        public Repository Release(string name, double ago, bool isPrerelease = false, bool isOnBranch = true)
        {
            Releases.Add(new ReleaseFact(name, Ago(ago), $"{++world.next:x40}", isPrerelease, isOnBranch));
            return this;
        }

        public Repository Document(DocumentKind kind, string path, double ago, DocumentFacts facts) =>
            Versions(kind, path, (ago, facts));

        public Repository Versions(DocumentKind kind, string path, params (double Ago, DocumentFacts? Facts)[] versions)
        {
            world.documents.Add(
                new DocumentRecord(
                    Number(50_000 + ++world.next),
                    id,
                    name,
                    team,
                    path,
                    kind,
                    [
                        .. versions.Select(version => new DocumentVersionRecord(
                            Ago(version.Ago),
                            $"{++world.next:x40}",
                            version.Facts,
                            []
                        )),
                    ]
                )
            );
            return this;
        }
    }

    public Repository Add(string name, TeamRecord? team = null)
    {
        var repository = new Repository(this, Number(++next), name, team?.Id);
        repositories.Add(repository);
        return repository;
    }

    public World Service(string slug, Repository? repository, string? path = null, TeamRecord? team = null)
    {
        services.Add(
            new ServiceRecord(Number(++next), slug, slug, team?.Id ?? repository?.Team, repository?.Id, path, false)
        );
        return this;
    }

    public World Measure(string name, double newestAgo, string? product = "Ada", string? engineering = "Lin")
    {
        measures.Add(
            new MeasureRecord(
                Number(++next),
                name,
                name,
                "%",
                MeasureDirection.Up,
                true,
                null,
                product,
                engineering,
                Ago(newestAgo),
                [new MeasurePoint(DateOnly.FromDateTime(Ago(newestAgo)), 1)]
            )
        );
        return this;
    }

    public World Commitment(double madeAgo, double dueAgo, double? closedAgo = null, TeamRecord? team = null)
    {
        commitments.Add(
            new CommitmentRecord(
                Number(++next),
                next,
                $"Commitment {next}",
                team?.Id,
                null,
                Ago(madeAgo),
                DateOnly.FromDateTime(Ago(dueAgo)),
                closedAgo is { } days ? Ago(days) : null
            )
        );
        return this;
    }

    public World Set(string key, double value, double ago, TeamRecord? team = null)
    {
        settings.Add(new SettingRecord(key, team?.Id, value, Ago(ago), "Ada"));
        return this;
    }

    public CheckRecords Records() =>
        new CheckRecords()
            .With<TeamRecord>([Payments, Search])
            .With<ServiceRecord>([.. services])
            .With<DocumentRecord>([.. documents])
            .With<MeasureRecord>([.. measures])
            .With<CommitmentRecord>([.. commitments])
            .With<SettingRecord>([.. settings])
            .With<RepositoryRecord>([
                .. repositories.Select(repository => new RepositoryRecord(
                    repository.Id,
                    repository.Name,
                    repository.Name,
                    repository.Team,
                    Ago(0),
                    repository.Born ?? repository.Commits.Select(commit => (DateTime?)commit.At).Min(),
                    repository.Commits.Select(commit => (DateTime?)commit.At).Max(),
                    repository.IsShallow,
                    false
                )),
            ])
            .With<RepositoryHistory>([
                .. repositories.Select(repository => new RepositoryHistory(
                    repository.Id,
                    repository.Name,
                    repository.Team,
                    repository.IsShallow,
                    Ago(repository.ScannedAgo),
                    [.. repository.Commits.OrderBy(commit => commit.At)],
                    repository.Areas,
                    [.. repository.Releases.OrderBy(release => release.At)]
                )),
            ]);

    public CheckResult Evaluate(string check, Scope? scope = null, double ago = 0) =>
        Check(check).Evaluate(Records(), scope ?? Organization, DateOnly.FromDateTime(Ago(ago)));
}
