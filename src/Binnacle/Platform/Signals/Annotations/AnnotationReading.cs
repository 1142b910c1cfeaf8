using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals.Annotations;

/// <summary>Something that happened on a day, from wherever it is known.</summary>
/// <param name="Id">Of hand-made ones, which can be removed.</param>
public sealed record Annotated(
    DateOnly On,
    AnnotationKind Kind,
    string Text,
    string? Url = null,
    string? By = null,
    Guid? Id = null
)
{
    /// <summary>Of hand-made ones: whose it is and of which scope, which says who may remove it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Guid? AddedById { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public Guid? TeamId { get; init; }
}

/// <summary>Who knows of things that happened: found by reflection, one class a kind. Days are in the range that is asked for.</summary>
public interface IAnnotate
{
    Task<IReadOnlyList<Annotated>> ReadAsync(
        AppDb db,
        Measure measure,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    );
}

/// <summary>All annotations of a measure, newest first.</summary>
public sealed class AnnotationReading(IEnumerable<IAnnotate> sources)
{
    public async Task<List<Annotated>> ReadAsync(
        AppDb db,
        Measure measure,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var found = new List<Annotated>();
        foreach (var source in sources)
            found.AddRange(await source.ReadAsync(db, measure, from, to, cancellation));
        return
        [
            .. found
                .OrderByDescending(row => row.On)
                .ThenBy(row => row.Kind)
                .ThenBy(row => row.Text, StringComparer.Ordinal),
        ];
    }
}

/// <summary>Written by hand, for this measure or for all of its scope.</summary>
internal sealed class WrittenAnnotations : IAnnotate
{
    public async Task<IReadOnlyList<Annotated>> ReadAsync(
        AppDb db,
        Measure measure,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) =>
        await db.Set<Annotation>()
            .AsNoTracking()
            .Where(row => row.RemovedAt == null && row.On >= from && row.On <= to)
            .Where(row =>
                row.MeasureId == measure.Id
                || (row.MeasureId == null && (row.TeamId == null || row.TeamId == measure.TeamId))
            )
            .OrderByDescending(row => row.On)
            .Take(500)
            .Select(row => new Annotated(row.On, row.Kind, row.Text, null, row.AddedBy, row.Id)
            {
                AddedById = row.AddedById,
                TeamId = row.TeamId,
            })
            .ToListAsync(cancellation);
}

/// <summary>When the definition changed.</summary>
internal sealed class DefinitionAnnotations : IAnnotate
{
    public async Task<IReadOnlyList<Annotated>> ReadAsync(
        AppDb db,
        Measure measure,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) =>
        measure.Version == 1
            ? []
            :
            [
                .. (await db.DefinitionsAsync(measure.Id, cancellation))
                    .Where(row => row.Version > 1 && row.From >= from && row.From <= to)
                    .Select(row => new Annotated(
                        row.From,
                        AnnotationKind.Definition,
                        $"Version {row.Version} of the definition: {row.Reason}",
                        null,
                        row.DefinedBy
                    )),
            ];
}

/// <summary>Releases of the repositories of the measure's team; of the organization's measures none, they would be too many to mean anything.</summary>
internal sealed class ReleaseAnnotations : IAnnotate
{
    public async Task<IReadOnlyList<Annotated>> ReadAsync(
        AppDb db,
        Measure measure,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        if (measure.TeamId is not { } team)
            return [];
        var (first, last) = (
            from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            to.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc)
        );
        var tags = await (
            from tag in db.Set<HistoryTag>()
            join repository in db.Set<Repository>() on tag.RepositoryId equals repository.Id
            where repository.TeamId == team && repository.ArchivedAt == null
            where tag.IsRelease && !tag.IsPrerelease && tag.At >= first && tag.At <= last
            orderby tag.At descending
            select new
            {
                tag.At,
                tag.Name,
                Repository = repository.Name,
                repository.Slug,
            }
        )
            .Take(500)
            .ToListAsync(cancellation);
        return
        [
            .. tags.Select(row => new Annotated(
                DateOnly.FromDateTime(row.At),
                AnnotationKind.Release,
                $"{row.Repository} {row.Name}",
                $"/repositories/{row.Slug}"
            )),
        ];
    }
}
