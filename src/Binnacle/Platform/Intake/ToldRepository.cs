using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Intake;

/// <summary>That a source told of a repository, whatever of it; of services the facts themselves say it.</summary>
public sealed class ToldRepository
{
    public Guid SourceId { get; init; }

    /// <summary><c>github.com/octo/hello</c></summary>
    public string RepositoryKey { get; init; } = "";

    public DateOnly LastOn { get; init; }
}

internal sealed class ToldRepositoryTable : IEntityTypeConfiguration<ToldRepository>
{
    public void Configure(EntityTypeBuilder<ToldRepository> builder)
    {
        builder.ToTable("intake_repositories");
        builder.HasKey(row => new { row.SourceId, row.RepositoryKey });
        builder.HasOne<IntakeSource>().WithMany().HasForeignKey(row => row.SourceId);
    }
}

internal static class ToldRepositoryNoting
{
    /// <summary>Writes into each fact whose telling it is.</summary>
    /// <returns>The repositories that are spoken of.</returns>
    public static List<ToldRepository> ToldBy(
        this IReadOnlyList<Telling> tellings,
        Guid source,
        Func<Telling, DateTime> at
    )
    {
        foreach (var fact in tellings.Select(telling => telling.Fact).OfType<ServiceFact>())
            fact.SourceId = source;
        return
        [
            .. tellings
                .Where(telling => telling.Fact.RepositoryKey.Length > 0)
                .GroupBy(telling => telling.Fact.RepositoryKey, StringComparer.Ordinal)
                .Select(same => new ToldRepository
                {
                    SourceId = source,
                    RepositoryKey = same.Key,
                    LastOn = DateOnly.FromDateTime(same.Max(at)),
                }),
        ];
    }

    /// <summary>In the caller's transaction, while it holds the facts. Most are known since this morning, and nothing is written.</summary>
    public static async Task NoteRepositoriesAsync(
        this AppDb db,
        IReadOnlyCollection<ToldRepository> told,
        CancellationToken cancellation
    )
    {
        if (told.Count == 0)
            return;
        var sources = told.Select(row => row.SourceId).Distinct().ToList();
        var keys = told.Select(row => row.RepositoryKey).Distinct().ToList();
        var known = await db.Set<ToldRepository>()
            .AsNoTracking()
            .Where(row => sources.Contains(row.SourceId) && keys.Contains(row.RepositoryKey))
            .ToDictionaryAsync(row => (row.SourceId, row.RepositoryKey), row => row.LastOn, cancellation);
        var newest = told.GroupBy(row => (row.SourceId, row.RepositoryKey))
            .Select(same => same.MaxBy(row => row.LastOn)!)
            .ToList();
        await db.InsertManyAsync(
            newest.FindAll(row => !known.ContainsKey((row.SourceId, row.RepositoryKey))),
            cancellation
        );
        foreach (var row in newest)
            if (known.TryGetValue((row.SourceId, row.RepositoryKey), out var last) && last < row.LastOn)
                await db.Set<ToldRepository>()
                    .Where(one => one.SourceId == row.SourceId && one.RepositoryKey == row.RepositoryKey)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastOn, row.LastOn), cancellation);
    }
}
