using Binnacle.History;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Incidents;

namespace Binnacle.Tests.Practices;

/// <summary>Records made from a seed, whole or as they were known on a day.</summary>
internal sealed class RandomWorld
{
    private const int Span = 1000;
    private readonly List<RepositoryHistory> histories = [];
    private readonly List<DocumentRecord> documents = [];
    private readonly List<ServiceRecord> services = [];
    private readonly List<MeasureRecord> measures = [];
    private readonly List<CommitmentRecord> commitments = [];
    private readonly List<SettingRecord> settings = [];
    private readonly List<IncidentRecord> incidents = [];
    private readonly List<IncidentActionRecord> actions = [];
    private readonly List<CadenceRecord> cadences = [];
    private readonly List<HolidayRecord> holidays = [];
    private readonly Random random;
    private int next;

    public RandomWorld(int seed)
    {
        random = new Random(seed);
        var count = random.Next(0, 4);
        for (var i = 1; i <= count; i++)
            AddRepository(World.Number(i), i == 1 ? "ledger" : $"repository-{i}");
        for (var i = random.Next(6); i > 0; i--)
            measures.Add(Measure());
        for (var i = random.Next(6); i > 0; i--)
            commitments.Add(Commitment());
        var thresholds = World.Practices.Checks.SelectMany(check => check.Thresholds).ToList();
        for (var i = random.Next(4); i > 0; i--)
        {
            var threshold = Pick(thresholds);
            var value = threshold.Min + (random.NextDouble() * (threshold.Max - threshold.Min));
            settings.Add(new SettingRecord(threshold.Key, Team(), value, At(), "Ada"));
        }
        for (var i = random.Next(12); i > 0; i--)
            cadences.Add(Cadence());
        for (var i = random.Next(6); i > 0; i--)
            holidays.Add(new HolidayRecord(Team(), DateOnly.FromDateTime(At()), "Break", At()));
        for (var i = random.Next(10); i > 0; i--)
            incidents.Add(Incident());
        for (var i = random.Next(8); i > 0; i--)
            actions.Add(Action());
    }

    /// <param name="date">The last day that is known; null for all.</param>
    public CheckRecords Records(DateOnly? date, bool isReversed = false)
    {
        bool Known(DateTime at) => date is not { } day || States.IsBy(at, day);
        var known = histories.ConvertAll(history =>
            history with
            {
                Commits =
                [
                    .. history
                        .Commits.Where(commit => Known(commit.At))
                        .Select(commit =>
                            commit.ReleasedAt is { } at && !Known(at) ? commit with { ReleasedAt = null } : commit
                        ),
                ],
                Releases = [.. history.Releases.Where(release => Known(release.At))],
            }
        );
        IReadOnlyList<T> Order<T>(IEnumerable<T> records) => isReversed ? [.. records.Reverse()] : [.. records];
        return new CheckRecords()
            .With(Order([World.Payments, World.Search]))
            .With(
                Order(
                    incidents
                        .Where(row => Known(row.KnownAt))
                        .Select(row => row.PublishedAt is { } at && !Known(at) ? row with { PublishedAt = null } : row)
                )
            )
            .With(
                Order(
                    actions
                        .Where(row => Known(row.MadeAt))
                        .Select(row =>
                            row with
                            {
                                DoneOn = row.DoneOn is { } done && date is { } day && done > day ? null : row.DoneOn,
                                DroppedOn =
                                    row.DroppedOn is { } gone && date is { } last && gone > last ? null : row.DroppedOn,
                                LookedAt = [.. row.LookedAt.Where(Known)],
                            }
                        )
                )
            )
            .With(Order(services))
            .With(Order(holidays.Where(holiday => Known(holiday.AddedAt))))
            .With(
                Order(
                    cadences
                        .Where(cadence => Known(cadence.AddedAt))
                        .Select(cadence =>
                            cadence with
                            {
                                Rules = [.. cadence.Rules.Where(rule => Known(rule.MadeAt))],
                                Marks = [.. cadence.Marks.Where(mark => Known(mark.At))],
                                EndedOn = cadence.EndedAt is { } at && Known(at) ? cadence.EndedOn : null,
                            }
                        )
                )
            )
            .With(Order(known))
            .With(
                Order(
                    known
                        .Where(history => history.Commits.Count > 0)
                        .Select(history => new RepositoryRecord(
                            history.RepositoryId,
                            history.Repository,
                            history.Repository,
                            history.TeamId,
                            World.Ago(0),
                            history.Commits[0].At,
                            history.Commits[^1].At,
                            history.IsShallow,
                            false
                        ))
                )
            )
            .With(
                Order(
                    documents
                        .Select(document =>
                            document with
                            {
                                Versions = [.. document.Versions.Where(version => Known(version.At))],
                            }
                        )
                        .Where(document => document.Versions.Count > 0)
                )
            )
            .With(
                Order(
                    measures
                        .Select(measure =>
                            measure with
                            {
                                Points = [.. measure.Points.Where(point => date is not { } day || point.Date <= day)],
                            }
                        )
                        .Where(measure => measure.Points.Count > 0 || Known(measure.DefinedAt))
                )
            )
            .With(
                Order(
                    commitments
                        .Where(commitment => Known(commitment.MadeAt))
                        .Select(commitment =>
                            commitment.ClosedAt is { } at && !Known(at)
                                ? commitment with
                                {
                                    ClosedAt = null,
                                }
                                : commitment
                        )
                )
            )
            .With(Order(settings.Where(setting => Known(setting.SetAt))));
    }

    private void AddRepository(Guid id, string name)
    {
        var team = Team();
        var areas = Enumerable
            .Range(0, random.Next(1, 5))
            .Select(area => new AreaFact(area == 0 ? "" : $"area-{area}", Team(), random.Next(0, 9)))
            .ToList();
        var releases = Enumerable
            .Range(0, random.Next(0, 12))
            .Select(_ => At())
            .Order()
            .Select((at, number) => new ReleaseFact($"v1.{number}", at, Name(), random.Next(5) == 0))
            .ToList();
        var people = random.Next(1, 12);
        var commits = Enumerable
            .Range(0, random.Next(0, 250))
            .Select(_ => At())
            .Order()
            .Select(at => new CommitFact(
                Name(),
                at,
                random.Next(20) == 0 ? "" : "Subject",
                random.Next(people),
                random.Next(10) == 0,
                Pick(Enum.GetValues<WorkKind>()),
                Pick(Enum.GetValues<DecidedBy>()),
                Team(),
                1,
                1,
                [.. Enumerable.Range(0, areas.Count).Where(_ => random.Next(2) == 0)],
                releases.Find(release => release.At >= at && random.Next(3) > 0)?.At
            ))
            .ToList();
        histories.Add(
            new RepositoryHistory(
                id,
                name,
                team,
                random.Next(6) == 0,
                World.Ago(random.Next(0, 30)),
                commits,
                areas,
                releases
            )
        );
        for (var i = random.Next(30); i > 0; i--)
            documents.Add(Document(id, name, team));
        for (var i = random.Next(3); i > 0; i--)
        {
            var slug = $"service-{++next}";
            services.Add(new ServiceRecord(World.Number(++next), slug, slug, team, id, $"area-{i}", false));
        }
    }

    private DocumentRecord Document(Guid repository, string name, Guid? team)
    {
        var kind = Pick(Enum.GetValues<DocumentKind>());
        return new DocumentRecord(
            World.Number(++next),
            repository,
            name,
            team,
            $"area-{random.Next(3)}/file-{next}",
            kind,
            [
                .. Enumerable
                    .Range(0, random.Next(1, 5))
                    .Select(_ => At())
                    .Order()
                    .Select(at => new DocumentVersionRecord(
                        at,
                        Name(),
                        random.Next(8) == 0 ? null : Facts(kind),
                        random.Next(6) == 0 ? [new DocumentProblem(null, "cannot be read")] : []
                    )),
            ]
        );
    }

    private DocumentFacts Facts(DocumentKind kind)
    {
        string[] some = random.Next(2) == 0 ? [] : ["one"];
        return kind switch
        {
            DocumentKind.Decision => new DecisionFacts(
                "Use it",
                Pick(["madr", "nygard", "other"]),
                "7",
                Pick(Enum.GetValues<DecisionStatus>()),
                "status",
                random.Next(2) == 0 ? null : DateOnly.FromDateTime(At()),
                random.Next(2) == 0,
                random.Next(2) == 0 ? null : DateOnly.FromDateTime(At()),
                [],
                []
            ),
            DocumentKind.Runbook => new RunbookFacts("Queue", 100, random.Next(3)),
            DocumentKind.Postmortem => new PostmortemFacts(
                "Outage",
                random.Next(2) == 0 ? null : DateOnly.FromDateTime(At()),
                random.Next(4),
                random.Next(4),
                random.Next(4),
                random.Next(4)
            ),
            DocumentKind.Ownership => new OwnershipFacts("Owners", [new OwnershipRule(1, "*", some)]),
            DocumentKind.Environment => new EnvironmentFacts("Environment", "nix"),
            DocumentKind.Convention => new ConventionFacts(".editorconfig", "editorconfig"),
            DocumentKind.Pipeline => new PipelineFacts("Pipeline", "GitHub Actions", some, true, false),
            DocumentKind.DependencyUpdates => new DependencyUpdateFacts("Updates", "Renovate", []),
            DocumentKind.Contract => new ContractFacts("Interface", "openapi", "1.0"),
            DocumentKind.ServiceLevel => new ServiceLevelFacts(
                "Level",
                "openslo",
                [new ServiceLevelObjective("availability", $"service-{random.Next(200)}", 0.99, "28d", 3)]
            ),
            DocumentKind.AlertRules => new AlertRuleFacts(
                "Rules",
                [new AlertRule("Down", "group", some.Length == 0 ? null : "https://example.org", "page", 4)]
            ),
            DocumentKind.Catalogue => new CatalogueFacts("Catalogue", []),
            _ => new ProseFacts("Words", random.Next(300)),
        };
    }

    private MeasureRecord Measure() =>
        new(
            World.Number(++next),
            $"measure-{next}",
            $"Measure {next}",
            "%",
            MeasureDirection.Up,
            random.Next(4) > 0,
            Team(),
            random.Next(2) == 0 ? null : "Ada",
            random.Next(2) == 0 ? null : "Lin",
            At(),
            [
                .. Enumerable
                    .Range(0, random.Next(0, 8))
                    .Select(_ => DateOnly.FromDateTime(At()))
                    .Order()
                    .Select(day => new MeasurePoint(day, 1)),
            ]
        );

    private CommitmentRecord Commitment()
    {
        var made = At();
        return new CommitmentRecord(
            World.Number(++next),
            next,
            "Mend the alert",
            Team(),
            null,
            made,
            DateOnly.FromDateTime(made).AddDays(random.Next(60)),
            random.Next(2) == 0 ? null : made.AddDays(random.Next(90))
        );
    }

    private IncidentRecord Incident()
    {
        var began = At();
        int? severity = random.Next(4) == 0 ? null : random.Next(1, 5);
        DateTime? published = random.Next(2) == 0 ? null : began.AddDays(random.Next(30));
        return new IncidentRecord(
            ++next,
            $"Incident {next}",
            Team(),
            null,
            began,
            began,
            severity,
            severity is 1 or 2,
            random.Next(3) == 0 ? null : (Binnacle.Practices.Incidents.Register.Detector)random.Next(3),
            published
        );
    }

    private IncidentActionRecord Action()
    {
        var made = At();
        var due = DateOnly.FromDateTime(made).AddDays(random.Next(60));
        var isDeclined = random.Next(5) == 0;
        var ended =
            isDeclined || random.Next(3) == 0 ? (DateOnly?)null : DateOnly.FromDateTime(made).AddDays(random.Next(90));
        var isDropped = random.Next(5) == 0;
        return new IncidentActionRecord(
            ++next,
            $"Action {next}",
            Team(),
            null,
            made,
            isDeclined ? null : due,
            isDropped ? null : ended,
            isDropped ? ended : null,
            isDeclined,
            ended is { } day && random.Next(2) == 0
                ? [day.AddDays(random.Next(1, 60)).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc)]
                : []
        );
    }

    private CadenceRecord Cadence()
    {
        var added = At();
        var starts = DateOnly.FromDateTime(added).AddDays(random.Next(-20, 20));
        var rules = new List<RuleRecord> { Rule(1, starts, added) };
        if (random.Next(3) == 0)
            rules.Add(Rule(2, starts.AddDays(random.Next(300)), added.AddDays(random.Next(200))));
        var ended = random.Next(4) == 0 ? added.AddDays(random.Next(500)) : (DateTime?)null;
        var record = new CadenceRecord(
            World.Number(++next),
            next,
            $"Cadence {next}",
            (CadenceKind)random.Next(8),
            Team(),
            (OnHoliday)random.Next(3),
            added,
            ended is { } at ? DateOnly.FromDateTime(at) : null,
            ended,
            rules,
            []
        );
        return record with
        {
            Marks =
            [
                .. record
                    .RuleDays(starts, World.Today)
                    .Where(_ => random.Next(8) > 0)
                    .Select(day => new MarkRecord(
                        day.Day,
                        (MarkState)random.Next(4),
                        random.Next(3) == 0 ? day.Day.AddDays(random.Next(-3, 4)) : null,
                        600,
                        World.Ago(World.Today.DayNumber - day.Day.DayNumber - random.Next(3))
                    ))
                    .OrderBy(mark => mark.At),
            ],
        };
    }

    private RuleRecord Rule(int version, DateOnly starts, DateTime made) =>
        new(
            version,
            starts,
            Recurrence.Weekly(random.Next(1, 4), (DayOfWeek)random.Next(7)),
            random.Next(2) == 0 ? "Europe/Berlin" : "America/New_York",
            60 * random.Next(24),
            30,
            made
        );

    private DateTime At() => World.Ago(random.NextDouble() * Span);

    private Guid? Team() =>
        random.Next(3) switch
        {
            0 => World.Payments.Id,
            1 => World.Search.Id,
            _ => null,
        };

    private string Name() => $"{++next:x40}";

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
