using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.History;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Results;
using Microsoft.EntityFrameworkCore;
using Change = Binnacle.Platform.Facts.Change;

namespace Binnacle.Demo;

/// <summary>
/// What the code host and the deploy tool told of two years: a change for nearly every commit, with its reviews; deployments of fourteen services.
/// In Payments, who reviews got scarce with the reorganization; Search went from one day a month to any that has something new.
/// </summary>
internal sealed class DeliveryRows(AppDb db, CatalogueRows catalogue, Calendar calendar, int seed)
{
    private const string Host = "git.northwind.example";
    private const int Told = 740;

    private static readonly string[] Everybody = [.. Northwind.People.Select(person => person.Name)];

    private static readonly string[] LookAtPayments =
    [
        "Baraka Mwangi",
        "Amara Okafor",
        "Jonas Lindqvist",
        "Priya Venkatesan",
        "Lucía Ferrer",
        "Piotr Zawadzki",
    ];

    private static readonly string[] LookedAtPayments =
    [
        .. LookAtPayments,
        "Tomasz Wilk",
        "Marta Oliveira",
        "Kenji Morita",
        "Ravi Krishnan",
        "Elif Kaya",
        "Nadia Rahimi",
    ];

    private readonly Draw draw = new(seed, "delivery");
    private readonly List<Change> changes = [];
    private readonly List<ChangeReview> reviews = [];
    private readonly List<Deployment> deployments = [];
    private readonly Dictionary<Guid, int> numbers = [];
    private PersonMarks marks = null!;

    private sealed record Landed(
        HistoryCommit Commit,
        string Author,
        bool IsBot,
        int Added,
        int Deleted,
        List<string> Paths
    );

    public async Task WriteAsync(CancellationToken cancellation)
    {
        marks = await PersonMarks.ReadAsync(db, cancellation);
        foreach (var plan in Repositories.All)
        {
            var repository = catalogue.Repository(plan.Slug);
            var landed = await LandedAsync(repository, cancellation);
            AddChanges(plan, repository, landed);
            AddOpen(plan, repository);
            foreach (var service in Northwind.Services.Where(service => service.Repository == plan.Slug))
                AddDeployments(service, repository, landed);
        }
        var attribution = await db.AttributionAsync(cancellation);
        foreach (var fact in changes.Concat<Fact>(reviews))
            attribution.Give(fact);
        await db.InsertManyAsync(changes, cancellation);
        await db.InsertManyAsync(reviews, cancellation);
        await db.InsertManyAsync(deployments, cancellation);
    }

    /// <summary>As the job does, once everything that it reads is there.</summary>
    public async Task WorkOutAsync(CancellationToken cancellation)
    {
        foreach (var plan in Repositories.All)
            await db.RenewDeliveryAsync(catalogue.Repository(plan.Slug), cancellation);
        await db.MarkFailuresAsync(cancellation);
        foreach (var month in Freezing.SettledMonths(calendar.Today))
            await db.FreezeAsync(month, cancellation);
    }

    private async Task<List<Landed>> LandedAsync(Repository repository, CancellationToken cancellation)
    {
        var since = Calendar.At(calendar.Day(Told), 0);
        var authors = await db.Set<HistoryAuthor>()
            .Where(row => row.RepositoryId == repository.Id)
            .ToDictionaryAsync(row => row.Id, row => (row.Name, row.IsBot), cancellation);
        var touched = (
            await (
                from commit in db.Set<HistoryCommit>()
                join change in db.Set<HistoryChange>() on commit.Id equals change.CommitId
                join path in db.Set<HistoryPath>() on change.PathId equals path.Id
                where commit.RepositoryId == repository.Id && commit.At >= since
                select new
                {
                    commit.Id,
                    path.Path,
                    change.Added,
                    change.Deleted,
                }
            ).ToListAsync(cancellation)
        ).ToLookup(row => row.Id);
        var commits = await db.Set<HistoryCommit>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository.Id && row.At >= since)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellation);
        return commits.ConvertAll(commit => new Landed(
            commit,
            authors[commit.AuthorId].Name,
            authors[commit.AuthorId].IsBot,
            touched[commit.Id].Sum(row => row.Added ?? 0),
            touched[commit.Id].Sum(row => row.Deleted ?? 0),
            [.. touched[commit.Id].Select(row => row.Path)]
        ));
    }

    private void AddChanges(RepositoryPlan plan, Repository repository, List<Landed> landed)
    {
        foreach (var one in landed)
        {
            // Some are pushed without a change.
            if (one.Author == Releasing.ReleaseBot || draw.In(0.05))
                continue;
            var ago = calendar.Ago(DateOnly.FromDateTime(one.Commit.At));
            var team = TeamOf(plan, one.Paths);
            var merged = one.Commit.At;
            var looked = merged.AddHours(-Hours(one.IsBot ? 0.5 : 4 + Math.Min(40, one.Added / 12.0)));
            var opened = Worked(looked.AddHours(-Hours(one.IsBot ? 30 : Pickup(team, ago))));
            var change = Add(repository, one.Commit.Subject, one.Author, one.IsBot, opened);
            change.FirstCommitAt = one.IsBot ? opened : Worked(opened.AddHours(-Hours(14)));
            change.MergedAt = merged;
            change.ClosedAt = merged;
            change.MergeCommit = Convert.ToHexStringLower(one.Commit.Name);
            change.HeadCommit = Convert.ToHexStringLower(draw.Name());
            change.Added = one.Added;
            change.Deleted = one.Deleted;
            change.Files = one.Paths.Count;
            change.Commits = 1 + draw.Times(1.6);
            change.Labels = Label(one.Commit.Subject);
            Look(change, repository, Looking(team, ago), one.Author, looked, merged);
        }
    }

    /// <summary>What lies open today, most of it in Payments, three of it forgotten; and what was given up.</summary>
    private void AddOpen(RepositoryPlan plan, Repository repository)
    {
        if (plan.Areas.Length == 0)
            return;
        var team = plan.Areas[0].Team;
        for (var left = team is "payments" ? 17 : 3; left > 0; left--)
        {
            var ago =
                left == 1 && team is "payments" or "data"
                    ? draw.Between(70, 130)
                    : draw.Below(team is "payments" ? 12 : 6);
            var opened = Calendar.At(calendar.Workday(Math.Max(1, ago)), draw.Between(480, 960));
            var author = Author(team);
            var change = Add(
                repository,
                Subjects.Write(plan, plan.Areas[0], WorkKind.Feature, draw),
                author,
                false,
                opened
            );
            change.FirstCommitAt = Worked(opened.AddHours(-Hours(14)));
            change.IsDraft = draw.In(0.15);
            change.Added = draw.Lines(60);
            change.Deleted = draw.Lines(20);
            if (draw.In(0.4) && opened.AddHours(20) < db.Now)
                Look(change, repository, Looking(team, ago), author, opened.AddHours(Hours(10)), null);
        }
        for (var left = 9; left > 0; left--)
        {
            var opened = Calendar.At(calendar.Workday(draw.Between(20, Told)), draw.Between(480, 960));
            var change = Add(
                repository,
                Subjects.Write(plan, plan.Areas[0], WorkKind.Feature, draw),
                Author(team),
                false,
                opened
            );
            change.ClosedAt = opened.AddDays(draw.Between(3, 19));
        }
    }

    private Change Add(Repository repository, string title, string author, bool isBot, DateTime opened)
    {
        var number = numbers[repository.Id] = numbers.GetValueOrDefault(repository.Id, 210) + 1;
        var change = Change.Of($"{Host}/northwind/{repository.Slug}", number);
        change.RepositoryId = repository.Id;
        change.Title = title;
        change.Author = marks.Of(Host, author);
        change.IsByBot = isBot;
        change.BaseBranch = "main";
        change.OpenedAt = opened;
        changes.Add(change);
        return change;
    }

    private void Look(
        Change change,
        Repository repository,
        string[] looking,
        string author,
        DateTime looked,
        DateTime? merged
    )
    {
        var reviewer = looking[draw.Below(looking.Length)];
        Review(
            "1",
            reviewer == author ? Northwind.Director : reviewer,
            looked,
            draw.In(0.3) ? ReviewVerdict.ChangesRequested : ReviewVerdict.Commented
        );
        if (merged is { } at)
            Review(
                "2",
                reviewer == author ? Northwind.Director : reviewer,
                at.AddMinutes(-draw.Between(3, 40)),
                ReviewVerdict.Approved
            );

        void Review(string name, string by, DateTime when, ReviewVerdict verdict)
        {
            var review = ChangeReview.Of(change, name);
            review.RepositoryId = repository.Id;
            review.Reviewer = marks.Of(Host, by);
            review.At = when;
            review.Verdict = verdict;
            reviews.Add(review);
        }
    }

    /// <summary>On the service's own days, when anything in its folder is new; some are taken back soon after.</summary>
    private void AddDeployments(ServicePlan service, Repository repository, List<Landed> landed)
    {
        var own = new Draw(seed, $"deploys {service.Slug}");
        var mine = landed.FindAll(one =>
            one.Paths.Exists(path => path.StartsWith(service.Path, StringComparison.Ordinal))
        );
        HistoryCommit? before = null;
        for (var ago = Told - 10; ago >= 0; ago--)
        {
            var day = calendar.Day(ago);
            // Its last weeks are told by another tool (MappingRows).
            if (service.Slug is "event-collector" && ago <= 38)
                continue;
            if (!Calendar.IsWorkday(day) || !Deploys(service.Slug, ago, day))
                continue;
            for (var time = 0; time < (service.Slug is "checkout" ? 2 : 1); time++)
            {
                var at = Calendar.At(day, (time == 0 ? 620 : 850) + own.Below(45));
                if (
                    at > db.Now.AddHours(-3)
                    || mine.FindLast(one => one.Commit.At < at)?.Commit is not { } head
                    || head == before
                )
                    continue;
                Deploy(service, repository, own, at, head, $"{day:yyyy.MM.dd}.{time + 1}");
                if (before is not null && own.In(Fails(service.Team, ago)))
                    Deploy(service, repository, own, at.AddMinutes(own.Between(18, 170)), before, "back");
                else
                    before = head;
            }
        }
    }

    private void Deploy(
        ServicePlan service,
        Repository repository,
        Draw own,
        DateTime at,
        HistoryCommit head,
        string version
    )
    {
        var deployment = Deployment.Of(
            "deploy.northwind.example",
            $"{Host}/northwind/{repository.Slug}",
            $"{service.Slug}-{deployments.Count + 1}"
        );
        deployment.RepositoryId = repository.Id;
        deployment.ServiceId = catalogue.Service(service.Slug).Id;
        deployment.ServiceName = service.Slug;
        deployment.Environment = "production";
        deployment.InProduction = true;
        deployment.Commit = Convert.ToHexStringLower(head.Name);
        deployment.Version = version == "back" ? null : version;
        deployment.IsRollback = version == "back" ? true : null;
        deployment.StartedAt = at;
        deployment.EndedAt = at.AddMinutes(own.Between(3, 14));
        deployment.Outcome = own.In(0.025) && version != "back" ? RunOutcome.Failure : RunOutcome.Success;
        deployments.Add(deployment);
    }

    private static bool Deploys(string service, int ago, DateOnly day) =>
        (service, day.DayOfWeek) switch
        {
            ("checkout" or "cart" or "payments-api" or "settlement", var weekday) => weekday is not DayOfWeek.Friday,
            ("search-api" or "indexer", _) when ago <= 200 => true,
            ("search-api" or "indexer", var weekday) => weekday is DayOfWeek.Wednesday && day.Day <= 7,
            ("identity" or "mobile-bff", var weekday) => weekday is DayOfWeek.Tuesday or DayOfWeek.Thursday,
            (_, var weekday) => weekday is DayOfWeek.Tuesday,
        };

    private static double Fails(string team, int ago) =>
        team switch
        {
            "payments" => ago > Northwind.Reorganization ? 0.03 : 0.09,
            "search" => 0.015,
            _ => 0.035,
        };

    /// <summary>Who looks at changes: in Payments a dozen until the reorganization, six since.</summary>
    private static string[] Looking(string team, int ago) =>
        team is not "payments" ? Everybody
        : ago > Northwind.Reorganization ? LookedAtPayments
        : LookAtPayments;

    /// <summary>Hours until somebody looks: in Payments more and more since the reorganization.</summary>
    private static double Pickup(string team, int ago) =>
        team is not "payments" ? 5
        : ago > Northwind.Reorganization ? 5
        : 5 + (75.0 * (Northwind.Reorganization - ago) / Northwind.Reorganization);

    /// <summary>Mostly less than usual, now and then much more.</summary>
    private double Hours(double usual) => usual * Math.Clamp(Math.Exp(0.9 * Normal()), 0.05, 12);

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - draw.Share())) * Math.Cos(2 * Math.PI * draw.Share());

    /// <summary>Nobody opens a change on a weekend.</summary>
    private static DateTime Worked(DateTime at) =>
        at.DayOfWeek switch
        {
            DayOfWeek.Saturday => at.AddDays(-1),
            DayOfWeek.Sunday => at.AddDays(-2),
            _ => at,
        };

    private static string TeamOf(RepositoryPlan plan, List<string> paths) =>
        plan.Areas.FirstOrDefault(area =>
            paths.Exists(path => path.StartsWith(area.Folder, StringComparison.Ordinal))
        )?.Team
        ?? plan.Team
        ?? "platform";

    private string Author(string team) =>
        draw.Of([.. Northwind.People.Where(person => person.TeamOn(0) == team && person.IsThere(0))]).Name;

    private string? Label(string subject) =>
        draw.In(0.65)
            ? null
            : WorkMix.Classify(subject).Kind switch
            {
                WorkKind.Feature => "enhancement",
                WorkKind.Fix => "bug",
                WorkKind.Debt => "tech-debt",
                WorkKind.Security => "security",
                WorkKind.Reliability => "reliability",
                WorkKind.Upkeep => "chore",
                _ => null,
            };
}
