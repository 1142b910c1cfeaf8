using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>Facts that tell the same: they are decided alike.</summary>
/// <param name="Name">Of the service or of the environment.</param>
/// <param name="SaysProduction">What the source says of the environment by itself.</param>
public sealed record ToldName(
    MappingKind Kind,
    bool IsAlarm,
    Guid? SourceId,
    string? Name,
    string RepositoryKey,
    Guid? RepositoryId,
    bool? SaysProduction,
    int Count,
    DateTime? LastAt
)
{
    /// <summary>What a rule for it would match; empty where nothing was told.</summary>
    public string Matched => Name ?? RepositoryKey;

    /// <summary>What it is by an attribution, in words, and which rule or default decided it.</summary>
    public (string Words, MappingRule? Rule, DefaultRule? Default) Of(Attribution attribution)
    {
        if (Kind is MappingKind.Environment)
        {
            var place = attribution.InProduction(SourceId, Name, SaysProduction);
            return (RuleWords.Production(place.Value), place.Rule, place.Default);
        }
        var service = attribution.ServiceOf(SourceId, Name, RepositoryKey, RepositoryId);
        var words = service.IsOpen ? "unknown" : RuleWords.Service(service.Value, attribution.Services);
        return (words, service.Rule, service.Default);
    }
}

public static class ToldNameQueries
{
    /// <summary>How far the lists look back.</summary>
    public const int Days = 90;

    /// <param name="since">Null for all that is known.</param>
    public static async Task<List<ToldName>> ToldNamesAsync(
        this AppDb db,
        MappingKind kind,
        DateTime? since,
        CancellationToken cancellation = default
    )
    {
        var deployments = db.Set<Deployment>()
            .Where(row => since == null || (row.EndedAt ?? row.StartedAt ?? row.CreatedAt) >= since);
        if (kind is MappingKind.Environment)
            return await deployments
                .GroupBy(row => new
                {
                    row.SourceId,
                    row.Environment,
                    row.IsProduction,
                })
                .Select(same => new ToldName(
                    MappingKind.Environment,
                    false,
                    same.Key.SourceId,
                    same.Key.Environment,
                    "",
                    null,
                    same.Key.IsProduction,
                    same.Count(),
                    same.Max(row => row.EndedAt ?? row.StartedAt ?? row.CreatedAt)
                ))
                .ToListAsync(cancellation);
        if (kind is MappingKind.Account)
            return [];
        var deployed = await deployments
            .GroupBy(row => new
            {
                row.SourceId,
                row.ServiceName,
                row.RepositoryKey,
                row.RepositoryId,
            })
            .Select(same => new ToldName(
                MappingKind.Service,
                false,
                same.Key.SourceId,
                same.Key.ServiceName,
                same.Key.RepositoryKey,
                same.Key.RepositoryId,
                null,
                same.Count(),
                same.Max(row => row.EndedAt ?? row.StartedAt ?? row.CreatedAt)
            ))
            .ToListAsync(cancellation);
        var alarmed = await db.Set<Alarm>()
            .Where(row => since == null || row.StartedAt >= since)
            .GroupBy(row => new
            {
                row.SourceId,
                row.ServiceName,
                row.RepositoryKey,
                row.RepositoryId,
            })
            .Select(same => new ToldName(
                MappingKind.Service,
                true,
                same.Key.SourceId,
                same.Key.ServiceName,
                same.Key.RepositoryKey,
                same.Key.RepositoryId,
                null,
                same.Count(),
                same.Max(row => row.StartedAt)
            ))
            .ToListAsync(cancellation);
        return [.. deployed, .. alarmed];
    }
}
