using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>
/// Writes the demo organization into an empty database: the records that two years of scans and reviews would have left.
/// The same day and seed write the same organization.
/// </summary>
public sealed class DemoOrganization(
    AppDbs databases,
    PracticeList practices,
    Evaluating evaluating,
    TimeProvider clock
)
{
    public const int UsualSeed = 20;

    /// <summary>Makes what is missing: nothing on a second start, the evaluation alone where a first start was cut off.</summary>
    public async Task EnsureAsync(IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        if (!await db.Set<Team>().AnyAsync(cancellation))
            await GenerateAsync(UsualSeed, progress, cancellation);
        if (!await db.Set<Evaluation>().AnyAsync(cancellation))
            await EvaluateAsync(progress, cancellation);
    }

    /// <exception cref="Refusal">The database holds an organization with teams or repositories, or real data.</exception>
    public async Task GenerateAsync(int seed, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await RequireEmptyAsync(db, cancellation);
        var calendar = new Calendar(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var telling = new Telling(db, calendar, seed);
        await AddOrganizationAsync(db, telling, cancellation);
        var catalogue = await CatalogueRows.WriteAsync(db, calendar, seed, telling, cancellation);
        await WriteRepositoriesAsync(db, catalogue, calendar, seed, progress, cancellation);
        var pipelines = await PipelinePlan.AllAsync(db, calendar, seed, cancellation);
        await BuildRows.WriteAsync(db, catalogue, pipelines, cancellation);
        await new EventRows(db, telling, pipelines, seed).WriteAsync(cancellation);
        var delivery = new DeliveryRows(db, catalogue, calendar, seed);
        await delivery.WriteAsync(cancellation);
        await new PastRows(db, telling).WriteAsync(cancellation);
        await new MappingRows(db, telling, seed).WriteAsync(cancellation);
        await OutcomeRows.WriteAsync(db, calendar, seed, telling, cancellation);
        await CommitmentRows.WriteAsync(db, catalogue, practices, telling, seed, cancellation);
        await new DebtRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new SignalRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new DecisionRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new MetricHistoryRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new ObjectiveRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new PaymentsPromises(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new EffectRows(db, catalogue, practices, telling, seed).WriteAsync(cancellation);
        await new DirectionRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new CadenceRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new BlockerRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new AgreementRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await new SessionRows(db, telling, seed).WriteAsync(cancellation);
        await new IncidentRows(db, catalogue, telling, seed).WriteAsync(cancellation);
        await delivery.WorkOutAsync(cancellation);
        // Summaries tell of what the others wrote.
        await new SummaryRows(db, practices, telling, seed).WriteAsync(cancellation);
        await db.MendAsync(cancellation: cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Answers all rows, today and on the days of the past that the trend and the last reviews stand on.</summary>
    public async Task EvaluateAsync(IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var reviews = OutcomeRows.Reviews(new Calendar(today)).Take(3).ToList();
        await evaluating.RunAsync(today, progress, cancellation, reviews);
    }

    private static async Task RequireEmptyAsync(AppDb db, CancellationToken cancellation)
    {
        if (await db.Set<Organization>().AnyAsync(row => !row.IsDemo, cancellation))
            throw new Refusal("", "This database holds real data; the demo organization never mixes with it.");
        if (await db.Set<Team>().AnyAsync(cancellation) || await db.Set<Repository>().AnyAsync(cancellation))
            throw new Refusal("", "The demo organization is in this database already.");
    }

    private static async Task AddOrganizationAsync(AppDb db, Telling telling, CancellationToken cancellation)
    {
        if (await db.Set<Organization>().AnyAsync(cancellation))
            return;
        var at = Calendar.At(telling.Calendar.Workday(Northwind.Adopted), 495);
        db.Add(
            new Organization
            {
                Name = Northwind.Name,
                IsDemo = true,
                CreatedAt = at,
            }
        );
        telling.Tell(at, Northwind.Director, "organization.made", Northwind.Name);
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task WriteRepositoriesAsync(
        AppDb db,
        CatalogueRows catalogue,
        Calendar calendar,
        int seed,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        progress.Report(new("Inventing work", 0, 0));
        var commits = Working
            .Plan(calendar, seed)
            .Concat(FileCommits.Plan(calendar, seed))
            .Concat(Releasing.Plan(calendar, seed))
            .ToLookup(commit => commit.Repository);
        var history = new HistoryRows(db, catalogue, seed);
        var documents = new DocumentRows(db, catalogue, seed);
        var jobs = new JobRows(db, calendar, seed);
        var telling = new Telling(db, calendar, seed + 1);
        var done = 0;
        foreach (var plan in Repositories.All)
        {
            progress.Report(new("Writing history", done++, Repositories.All.Length));
            var own = commits[plan.Slug]
                .OrderBy(commit => commit.At)
                .ThenBy(commit => commit.Subject, StringComparer.Ordinal)
                .ToList();
            await history.WriteAsync(plan.Slug, own, cancellation);
            await documents.WriteAsync(plan.Slug, own, history.OwnersOf(plan.Slug, own), cancellation);
            jobs.AddScans(catalogue.Repository(plan.Slug), own, telling);
        }
        jobs.AddEvaluations();
        // The repositories now know their first and last commit.
        await db.SaveChangesAsync(cancellation);
    }
}
