using System.Buffers.Binary;
using System.Diagnostics;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.History;
using Binnacle.Practices.Flow.Agreed;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Results;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;
using Change = Binnacle.Platform.Facts.Change;

namespace Binnacle.Bench;

/// <summary>
/// Five years of a large organization as its tools tell them: commits, changes, reviews, builds, deployments and incidents of 500 services
/// in 420 repositories. Delivery is worked out from them by the program's own jobs. Made to be many, not to be believed.
/// </summary>
internal sealed class ManyDeliveries(AppDb db, Results results)
{
    private const int Teams = 40;
    private const int Repositories = 420;
    private const int Monorepos = 20;
    private const int ServicesOfMonorepo = 5;
    private const int Changes = 715;
    private const int ChangesADeployment = 3;
    private const int Incidents = 2_000;
    private const int Blockers = 5_000;

    private readonly Random random = new(5);
    private readonly DateTime start = db.Now.Date.AddYears(-5);
    private long nextId = 1_000_000_000;
    private int names;

    public async Task WriteAsync()
    {
        var clock = Stopwatch.StartNew();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            var teams = await TeamsAsync();
            var services = new List<Service>();
            for (var index = 0; index < Repositories; index++)
                services.AddRange(await RepositoryAsync(index, teams[index % Teams]));
            await IncidentsAsync(services);
            await BlockersAsync(teams);
            await AgreementsAsync(teams);
            await transaction.CommitAsync();
        }
        Say("written", clock);
        await ReckonAsync();
    }

    /// <summary>What the jobs do, each timed.</summary>
    private async Task ReckonAsync()
    {
        var clock = Stopwatch.StartNew();
        var repositories = await db.Set<Repository>().AsNoTracking().Where(row => row.ArchivedAt == null).ToListAsync();
        foreach (var repository in repositories)
        {
            await db.RenewDeliveryAsync(repository, default);
            db.ChangeTracker.Clear();
        }
        Say("delivery worked out", clock);
        foreach (var repository in repositories)
            if (await db.RenewDeliveryAsync(repository, default))
                throw new InvalidOperationException($"{repository.Name} was worked out twice.");
        Say("nothing new found", clock);
        await db.MarkFailuresAsync(default);
        Say("failures found", clock);
        foreach (var month in Freezing.SettledMonths(db.Today))
            await db.FreezeAsync(month, default);
        Say("24 months frozen", clock);
    }

    private void Say(string what, Stopwatch clock)
    {
        results.Say(
            $"- {what}: {clock.Elapsed.Seconds()} s ({db.Set<DeliveredChange>().Count():N0} changes, {db.Set<ProductionDeployment>().Count():N0} deployments)"
        );
        clock.Restart();
    }

    private async Task<List<Team>> TeamsAsync()
    {
        var teams = Enumerable
            .Range(0, Teams)
            .Select(index => new Team
            {
                Slug = $"bench-{index}",
                Name = $"Part {index}",
                CreatedAt = start,
            })
            .ToList();
        await db.InsertManyAsync(teams);
        return teams;
    }

    private async Task<List<Service>> RepositoryAsync(int index, Team team)
    {
        var count = index < Monorepos ? ServicesOfMonorepo : 1;
        var history = Enumerable.Range(0, (2 * Changes) + 1).Select(_ => Name()).ToList();
        var repository = new Repository
        {
            Slug = $"bench-{index}",
            Name = $"bench-{index}",
            Location = $"https://forge.example/bench/{index}",
            WebUrl = $"https://forge.example/bench/{index}",
            TeamId = team.Id,
            Branch = "main",
            HeadCommit = Convert.ToHexStringLower(history[^1]),
            Commits = history.Count,
            FirstCommitAt = start,
            LastCommitAt = db.Now,
            AddedAt = start,
            ScannedAt = db.Now,
        };
        var services = Enumerable
            .Range(0, count)
            .Select(part => new Service
            {
                Slug = $"bench-{index}-{part}",
                Name = $"Service {index}.{part}",
                TeamId = team.Id,
                RepositoryId = repository.Id,
                CreatedAt = start,
                ConfirmedAt = start,
            })
            .ToList();
        await db.InsertManyAsync([repository]);
        await db.InsertManyAsync(services);
        await FactsAsync(repository, services, history);
        return services;
    }

    /// <summary>A branch of one commit, merged; each third merge is deployed, in turn by each service of the repository.</summary>
    private async Task FactsAsync(Repository repository, List<Service> services, List<byte[]> history)
    {
        var author = new HistoryAuthor
        {
            Id = nextId++,
            RepositoryId = repository.Id,
            Name = "bench",
        };
        var commits = new List<HistoryCommit>(history.Count) { Commit(0, start, []) };
        var changes = new List<Change>(Changes);
        var reviews = new List<ChangeReview>(Changes);
        var builds = new List<Build>(2 * Changes);
        var deployments = new List<Deployment>();
        var key = $"forge.example/bench/{repository.Slug}";
        var step = (db.Now - start) / (Changes + 4);
        for (var at = 0; at < Changes; at++)
        {
            var opened = start + (step * (at + random.NextDouble()));
            var merged = opened.AddHours(1 + (random.NextDouble() * 60));
            var (main, branch, merge) = (history[2 * at], history[(2 * at) + 1], history[(2 * at) + 2]);
            commits.Add(Commit((2 * at) + 1, opened.AddHours(-3), main));
            commits.Add(Commit((2 * at) + 2, merged, [.. main, .. branch]));
            var change = Change.Of(key, at + 1);
            change.RepositoryId = repository.Id;
            change.Title = at % 4 == 0 ? "fix: wait less" : $"feat: part {at}";
            change.Author = $"mark-{at % 9}";
            change.IsByBot = at % 11 == 0;
            change.BaseBranch = "main";
            change.MergeCommit = Convert.ToHexStringLower(merge);
            (change.Added, change.Deleted) = (random.Next(400), random.Next(200));
            (change.FirstCommitAt, change.OpenedAt) = (opened.AddHours(-3), opened);
            change.MergedAt = at < Changes - 4 ? merged : null;
            changes.Add(change);
            var review = ChangeReview.Of(change, "1");
            (review.RepositoryId, review.Reviewer, review.At) = (
                repository.Id,
                $"mark-{(at + 1) % 9}",
                opened.AddMinutes(20)
            );
            reviews.Add(review);
            var build = Run($"{at}", null, "Build", opened, 12);
            builds.AddRange(build, Run($"{at}/test", build, "Test", opened, 9));
            if (at % ChangesADeployment == 0 && at < Changes - 8)
                deployments.AddRange(
                    services.Select((service, part) => Deployed(service, $"{at}-{part}", merge, merged))
                );
        }
        await db.InsertManyAsync([author]);
        await db.InsertManyAsync(commits);
        await db.InsertManyAsync(changes);
        await db.InsertManyAsync(reviews);
        await db.InsertManyAsync(builds);
        await db.InsertManyAsync(deployments);

        HistoryCommit Commit(int place, DateTime at, byte[] parents) =>
            new()
            {
                Id = nextId++,
                RepositoryId = repository.Id,
                Name = history[place],
                Parents = parents,
                AuthorId = author.Id,
                At = at,
                CommittedAt = at,
                Subject = place % 2 == 0 ? $"Merge pull request #{place / 2}" : $"feat: part {place}",
            };

        Build Run(string run, Build? parent, string name, DateTime at, int minutes)
        {
            var build = Build.Of("forge.example", key, $"{repository.Slug}/{run}", parent);
            build.RepositoryId = repository.Id;
            build.Name = name;
            build.Commit = run;
            (build.QueuedAt, build.StartedAt) = (at, at.AddSeconds(random.Next(90)));
            build.EndedAt = at.AddMinutes(minutes + (random.NextDouble() * 9));
            build.Outcome = random.Next(9) == 0 ? RunOutcome.Failure : RunOutcome.Success;
            return build;
        }

        Deployment Deployed(Service service, string name, byte[] commit, DateTime merged)
        {
            var deployment = Deployment.Of("deploy.example", key, $"{repository.Slug}/{name}");
            deployment.RepositoryId = repository.Id;
            (deployment.ServiceId, deployment.ServiceName) = (service.Id, service.Name);
            (deployment.Environment, deployment.InProduction) = ("production", true);
            deployment.Commit = Convert.ToHexStringLower(commit);
            deployment.StartedAt = merged.AddHours(2);
            deployment.EndedAt = merged.AddHours(2 + random.NextDouble());
            deployment.Outcome = RunOutcome.Success;
            return deployment;
        }
    }

    private async Task IncidentsAsync(List<Service> services)
    {
        var first = (int)await db.TakeNumbersAsync("incidents", Incidents);
        var rows = new List<Incident>(Incidents);
        for (var index = 0; index < Incidents; index++)
        {
            var service = services[random.Next(services.Count)];
            var begun = start.AddMinutes(random.NextDouble() * (db.Now - start).TotalMinutes);
            var incident = new Incident
            {
                Number = first + index,
                Title = $"Answers of part {index % 977} fail",
                ServiceId = service.Id,
                TeamId = service.TeamId,
                Severity = 1 + (index % 4),
                OpenedAt = begun.AddMinutes(5),
                OpenedBy = "bench",
                DetectedBy = index % 5 == 0 ? Detector.Customer : Detector.Monitoring,
                MissedSignal = index % 5 == 0 ? "queue depth" : null,
            };
            Tell(MomentKind.ImpactStart, begun);
            Tell(MomentKind.Detected, begun.AddMinutes(5));
            if (index % 100 != 0)
                Tell(MomentKind.Resolved, begun.AddMinutes(20 + random.Next(400)));
            rows.Add(incident);

            void Tell(MomentKind kind, DateTime at) =>
                incident.Tell(kind, at, MomentSource.Person, null, at, "bench", null);
        }
        await db.InsertManyAsync(rows);
        await db.InsertManyAsync([.. rows.SelectMany(row => row.Moments)]);
    }

    private async Task BlockersAsync(List<Team> teams)
    {
        var first = (int)await db.TakeNumbersAsync("blockers", Blockers);
        var rows = new List<Blocker>(Blockers);
        for (var index = 0; index < Blockers; index++)
        {
            var raised = start.AddMinutes(random.NextDouble() * (db.Now - start).TotalMinutes);
            var blocker = new Blocker
            {
                Number = first + index,
                What = $"Nobody can reach part {index % 977}",
                Kind = (BlockerKind)(index % 8),
                TeamId = teams[index % Teams].Id,
                RaisedAt = raised,
                RaisedBy = "bench",
                EndedAt = index % 50 == 0 ? null : raised.AddHours(random.Next(200)),
            };
            blocker.Steps.Add(Step(1, BlockerStepKind.Raised, raised));
            if (blocker.EndedAt is { } ended)
                blocker.Steps.Add(Step(2, BlockerStepKind.Unblocked, ended));
            rows.Add(blocker);

            BlockerStep Step(int place, BlockerStepKind kind, DateTime at) =>
                new()
                {
                    BlockerId = blocker.Id,
                    Place = place,
                    Kind = kind,
                    At = at,
                    By = "bench",
                };
        }
        await db.InsertManyAsync(rows);
        await db.InsertManyAsync([.. rows.SelectMany(row => row.Steps)]);
    }

    private Task AgreementsAsync(List<Team> teams) =>
        db.InsertManyAsync([
            .. teams.Select(team => new Agreement
            {
                TeamId = team.Id,
                Kind = AgreementKind.FirstLook,
                Version = 1,
                Target = 1,
                Unit = AgreementUnit.WorkingDays,
                Share = 0.85,
                Since = db.Today.AddYears(-1),
                AgreedBy = "All of it",
                MadeAt = db.Now.AddYears(-1),
                MadeBy = "bench",
            }),
        ]);

    private byte[] Name()
    {
        var name = new byte[20];
        BinaryPrimitives.WriteInt32BigEndian(name.AsSpan(4), ++names);
        return name;
    }
}
