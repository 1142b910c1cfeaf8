using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

/// <summary>When something else is measured under the same name, a new version begins; what was measured before stays as it was.</summary>
public static class Versions
{
    private const int MostReason = 400;

    /// <summary>Begins the next version today; saved by the caller.</summary>
    /// <param name="change">Makes the measure what it is from now on.</param>
    public static async Task BeginVersionAsync(
        this AppDb db,
        Measure measure,
        string reason,
        Action? change = null,
        CancellationToken cancellation = default
    )
    {
        if (reason.Length > MostReason)
            throw new Refusal("versionReason", $"Keep it within {MostReason} characters.");
        if (!await db.Set<MeasureDefinition>().AnyAsync(row => row.MeasureId == measure.Id, cancellation))
            db.Add(Row(db, measure, DateOnly.FromDateTime(measure.DefinedAt), null));
        measure.Version++;
        change?.Invoke();
        db.Add(Row(db, measure, db.Today, reason));
        db.Record(
            "measure.version-begun",
            measure.Name,
            $"/measures/{measure.Slug}",
            $"Version {measure.Version} from {db.Today:d MMM yyyy}: {reason}"
        );
    }

    /// <summary>Oldest first; empty for a measure that never changed.</summary>
    public static Task<List<MeasureDefinition>> DefinitionsAsync(
        this AppDb db,
        Guid measureId,
        CancellationToken cancellation = default
    ) =>
        db.Set<MeasureDefinition>()
            .AsNoTracking()
            .Where(row => row.MeasureId == measureId)
            .OrderBy(row => row.Version)
            .ToListAsync(cancellation);

    /// <summary>The version in force on that day; two that began on one day: the later.</summary>
    public static int On(IReadOnlyList<MeasureDefinition> definitions, DateOnly day)
    {
        var version = 1;
        foreach (var definition in definitions)
            if (definition.Version > version && definition.From <= day)
                version = definition.Version;
        return version;
    }

    private static MeasureDefinition Row(AppDb db, Measure measure, DateOnly from, string? reason) =>
        new()
        {
            MeasureId = measure.Id,
            Version = measure.Version,
            From = from,
            Name = measure.Name,
            Unit = measure.Unit,
            Better = measure.Better,
            Description = measure.Description,
            Reason = reason,
            DefinedBy = db.Viewer.Name,
            DefinedAt = db.Now,
        };
}
