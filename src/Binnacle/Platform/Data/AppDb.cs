using System.Linq.Expressions;
using Binnacle.Platform.Access;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Binnacle.Platform.Data;

/// <summary>
/// The one database model, on SQLite and PostgreSQL. Configurations sit beside their entities. Queries see what
/// <see cref="Viewer"/> may see; saving checks that recorded entities are told to the Timeline.
/// </summary>
public abstract class AppDb(DbContextOptions options, TimeProvider clock) : IdentityUserContext<Account, Guid>(options)
{
    /// <summary>Who is looking; set by the request or the job before the first query.</summary>
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    public TimeProvider Clock { get; } = clock;

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => DateOnly.FromDateTime(Now);

    /// <summary>Fixed here, so that the model never depends on which services happen to be registered.</summary>
    protected override Version SchemaVersion => Microsoft.AspNetCore.Identity.IdentitySchemaVersions.Version2;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IClassified))))
            type.SetQueryFilter(FilterFor(type.ClrType));
        SnakeCase.Apply(builder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTime>().HaveConversion<UtcTime>();
    }

    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>The verbs that were saved on the Timeline since it was opened.</summary>
    public IReadOnlySet<string> Told => told;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        CheckChanges();
        if (
            ChangeTracker.Entries<ISearchable>().Any(entry => entry.State is not EntityState.Unchanged)
            || ChangeTracker.Entries<ISearchedInside>().Any(entry => entry.State is not EntityState.Unchanged)
        )
            throw new InvalidOperationException(
                "What can be found is saved by SaveChangesAsync, which keeps the index."
            );
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        CheckChanges();
        await SearchIndexing.FollowChangesAsync(this, cancellationToken);
        var verbs = ChangeTracker
            .Entries<TimelineEvent>()
            .Where(entry => entry.State is EntityState.Added)
            .Select(entry => entry.Entity.Verb)
            .ToList();
        var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        told.UnionWith(verbs);
        return count;
    }

    private void CheckChanges()
    {
        ChangeTracker.DetectChanges();
        var changed = ChangeTracker
            .Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .ToList();
        foreach (var entry in changed.Where(entry => entry.State is not EntityState.Deleted))
        foreach (var property in entry.Properties)
            if (property.CurrentValue is string text && StorableText.Of(text) is var plain && plain != text)
                property.CurrentValue = plain;
        if (changed.Any(entry => entry is { Entity: TimelineEvent, State: not EntityState.Added }))
            throw new InvalidOperationException("The Timeline is never edited.");
        var silent = changed.Find(entry => entry.Entity is IRecorded);
        if (silent is not null && !changed.Exists(entry => entry.Entity is TimelineEvent))
            throw new InvalidOperationException($"{silent.Metadata.ClrType.Name} changed without a Timeline event.");
    }

    /// <summary>row => open, or people and leader (of the organization or the team), or private and own.</summary>
    private LambdaExpression FilterFor(Type type)
    {
        var method = typeof(AppDb).GetMethod(
            nameof(Visible),
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance
        )!;
        return (LambdaExpression)method.MakeGenericMethod(type).Invoke(this, null)!;
    }

    private Expression<Func<T, bool>> Visible<T>()
        where T : class, IClassified =>
        row =>
            row.DataClass == DataClass.Open
            || (
                row.DataClass == DataClass.People
                && (Viewer.SeesPeople || (row.TeamId != null && Viewer.LedTeams.Contains(row.TeamId.Value)))
            )
            || (Viewer.AccountId != null && row.OwnerAccountId == Viewer.AccountId);

    private sealed class UtcTime()
        : ValueConverter<DateTime, DateTime>(
            value => value.AsUtc(),
            value => DateTime.SpecifyKind(value, DateTimeKind.Utc)
        );
}

public sealed class SqliteDb(DbContextOptions<SqliteDb> options, TimeProvider clock) : AppDb(options, clock);

public sealed class PostgresDb(DbContextOptions<PostgresDb> options, TimeProvider clock) : AppDb(options, clock);
