using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Blockers;

/// <param name="State">standing, unblocked or dropped.</param>
/// <param name="Days">From raised to its end, or to now.</param>
public sealed record BlockerRow(
    int Number,
    string What,
    string State,
    string? WaitsForKind,
    string? OtherTeam,
    string? WaitsFor,
    string? Team,
    string? Service,
    string? Repository,
    string? Blocks,
    string? Owner,
    DateTime RaisedAt,
    string RaisedBy,
    DateTime? EndedAt,
    double Days
);

/// <param name="Show">One of <see cref="Choices"/>; null for what stands.</param>
/// <param name="Scope"><c>team:payments</c>: what blocks this team, and what waits for it.</param>
public sealed record BlockerFilter(string? Show = null, string? Scope = null, string? Kind = null)
{
    public static readonly string[] Choices = ["standing", "unblocked", "dropped", "all"];

    /// <exception cref="Refusal">It asks for what there is not.</exception>
    public BlockerFilter Checked() =>
        Show is not (null or "") && !Choices.Contains(Show)
            ? throw new Refusal("show", $"Choose {string.Join(", ", Choices)}.")
        : Kind is not (null or "") && BlockerWords.KindOf(Kind) is null
            ? throw new Refusal(
                "kind",
                $"Choose {string.Join(", ", Enum.GetValues<BlockerKind>().Select(kind => kind.Slug()))}."
            )
        : this;
}

public static class BlockerQueries
{
    public static Task<Blocker?> BlockerAsync(this AppDb db, int number, CancellationToken cancellation = default) =>
        db.Set<Blocker>()
            .Include(row => row.Steps.OrderBy(step => step.Place))
            .SingleOrDefaultAsync(row => row.Number == number, cancellation);

    /// <returns>Null where there is no such team or repository.</returns>
    public static async Task<IQueryable<Blocker>?> BlockersAsync(
        this AppDb db,
        BlockerFilter filter,
        CancellationToken cancellation = default
    ) =>
        await db.NamedScopeAsync(filter.Scope, cancellation) is { } scope
            ? db.Set<Blocker>().AsNoTracking().In(scope).Shown(filter)
            : null;

    public static IQueryable<Blocker> In(this IQueryable<Blocker> rows, NamedScope scope) =>
        rows.OfTeam(scope.TeamId).Where(row => scope.RepositoryId == null || row.RepositoryId == scope.RepositoryId);

    /// <summary>What blocks it, and what waits for it; all where it is none.</summary>
    public static IQueryable<Blocker> OfTeam(this IQueryable<Blocker> rows, Guid? team) =>
        rows.Where(row => team == null || row.TeamId == team || row.OtherTeamId == team);

    private static IQueryable<Blocker> Shown(this IQueryable<Blocker> rows, BlockerFilter filter)
    {
        if (BlockerWords.KindOf(filter.Kind) is { } kind)
            rows = rows.Where(row => row.Kind == kind);
        return filter.Show switch
        {
            "all" => rows,
            "unblocked" => rows.Where(row => row.EndedAt != null && !row.IsDropped),
            "dropped" => rows.Where(row => row.IsDropped),
            _ => rows.Where(row => row.EndedAt == null),
        };
    }

    /// <summary>Those that stand first, the oldest of them first; then those that ended last.</summary>
    public static IOrderedQueryable<Blocker> InOrder(this IQueryable<Blocker> rows) =>
        rows.OrderBy(row => row.EndedAt != null)
            .ThenByDescending(row => row.EndedAt)
            .ThenBy(row => row.RaisedAt)
            .ThenBy(row => row.Number);

    public static IQueryable<BlockerRow> AsRows(this IQueryable<Blocker> rows, AppDb db) =>
        rows.Select(row => new BlockerRow(
            row.Number,
            row.What,
            row.EndedAt == null ? "standing"
                : row.IsDropped ? "dropped"
                : "unblocked",
            row.Kind == null ? null : row.Kind.ToString(),
            db.Set<Team>().Where(one => one.Id == row.OtherTeamId).Select(one => one.Name).FirstOrDefault(),
            row.WaitsFor,
            db.Set<Team>().Where(one => one.Id == row.TeamId).Select(one => one.Name).FirstOrDefault(),
            db.Set<Service>().Where(one => one.Id == row.ServiceId).Select(one => one.Name).FirstOrDefault(),
            db.Set<Repository>().Where(one => one.Id == row.RepositoryId).Select(one => one.Name).FirstOrDefault(),
            row.Blocks,
            db.Set<Person>().Where(one => one.Id == row.OwnerId).Select(one => one.Name).FirstOrDefault(),
            row.RaisedAt,
            row.RaisedBy,
            row.EndedAt,
            0
        ));

    /// <summary>What the database cannot work out alike everywhere: the words of a kind, and the days.</summary>
    public static BlockerRow Told(this BlockerRow row, DateTime now) =>
        row with
        {
            WaitsForKind = row.WaitsForKind is { } name ? Enum.Parse<BlockerKind>(name).Words() : null,
            Days = Math.Round(((row.EndedAt ?? now) - row.RaisedAt).TotalDays, 2),
        };

    /// <summary>Who is waited for, in words: "another team, Platform".</summary>
    public static string Reason(this BlockerRow row) =>
        string.Join(
            ", ",
            new[] { row.WaitsForKind, row.OtherTeam, row.WaitsFor }.Where(part => !string.IsNullOrEmpty(part))
        );

    /// <summary>Others that waited for the same kind of thing and the same team, service, repository or name.</summary>
    public static IQueryable<Blocker> Alike(this IQueryable<Blocker> rows, Blocker one) =>
        rows.Where(row =>
            row.Id != one.Id
            && !row.IsDropped
            && row.Kind == one.Kind
            && (
                one.OtherTeamId != null && row.OtherTeamId == one.OtherTeamId
                || one.ServiceId != null && row.ServiceId == one.ServiceId
                || one.RepositoryId != null && row.RepositoryId == one.RepositoryId
                || one.WaitsFor != null && row.WaitsFor == one.WaitsFor
            )
        );
}
