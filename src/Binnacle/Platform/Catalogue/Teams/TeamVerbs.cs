using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Subscriptions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Teams;

/// <summary>What leaders do with teams; each leaves an event on the Timeline. All but the merge leave saving to the caller.</summary>
public static class TeamVerbs
{
    public static async Task<Team> AddTeamAsync(this AppDb db, string? name, CancellationToken cancellation = default)
    {
        db.Viewer.RequireLeader(null);
        var checkedName = Named(name);
        var team = new Team
        {
            Name = checkedName,
            Slug = TeamNames.Slug(checkedName.ToLowerInvariant().Replace('/', '-')),
            CreatedAt = db.Now,
        };
        if (await db.Set<Team>().AnyAsync(row => row.Slug == team.Slug, cancellation))
            throw new Refusal("name", "A team of this name is in the catalogue, or was and is archived.");
        team.Confirm(db.Now, db.Viewer.Name);
        db.Add(team);
        db.Record("team.added", team.Name, Url(team));
        return team;
    }

    public static void Confirm(this AppDb db, Team team)
    {
        db.Viewer.RequireLeader(team.Id);
        if (team.ConfirmedAt is not null)
            return;
        team.Confirm(db.Now, db.Viewer.Name);
        db.Record("team.confirmed", team.Name, Url(team));
    }

    public static void Rename(this AppDb db, Team team, string? name)
    {
        db.Viewer.RequireLeader(team.Id);
        var changes = new Changes().Add("name", team.Name, Named(name));
        if (!changes.Any)
            return;
        team.Name = Named(name);
        db.Record("team.renamed", team.Name, Url(team), changes.Told);
    }

    public static async Task AddHandleAsync(
        this AppDb db,
        Team team,
        string? handle,
        CancellationToken cancellation = default
    )
    {
        // A handle takes paths from whoever had them, so leading the one team is not enough.
        db.Viewer.RequireLeader(null);
        var plain = TeamNames.Handle(handle ?? "");
        if (plain.Length is 0 or > 200 || plain.Any(char.IsWhiteSpace))
            throw new Refusal("handle", "Give the name as documents write it, such as @org/payments.");
        var owner = await db.Set<TeamHandle>()
            .Where(row => row.Handle == plain && row.RemovedAt == null)
            .Join(db.Set<Team>(), row => row.TeamId, other => other.Id, (_, other) => other.Name)
            .FirstOrDefaultAsync(cancellation);
        if (owner is not null)
            throw new Refusal("handle", $"{plain} already stands for {owner}. Remove it there, or merge the teams.");
        if (await db.Set<TeamHandle>().FirstOrDefaultAsync(row => row.Handle == plain, cancellation) is { } removed)
            (removed.TeamId, removed.RemovedAt) = (team.Id, null);
        else
            db.Add(new TeamHandle { TeamId = team.Id, Handle = plain });
        db.Record("team.handle-added", team.Name, Url(team), plain);
    }

    public static async Task RemoveHandleAsync(
        this AppDb db,
        Team team,
        Guid handleId,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var handle = await db.Set<TeamHandle>()
            .FirstOrDefaultAsync(
                row => row.Id == handleId && row.TeamId == team.Id && row.RemovedAt == null,
                cancellation
            );
        if (handle is null)
            return;
        handle.RemovedAt = db.Now;
        db.Record("team.handle-removed", team.Name, Url(team), handle.Handle);
    }

    public static void Archive(this AppDb db, Team team)
    {
        db.Viewer.RequireLeader(null);
        if (team.ArchivedAt is not null)
            return;
        team.ArchivedAt = db.Now;
        db.Record("team.archived", team.Name, Url(team));
    }

    public static void Restore(this AppDb db, Team team)
    {
        db.Viewer.RequireLeader(null);
        if (team.ArchivedAt is null)
            return;
        team.ArchivedAt = null;
        db.Record("team.restored", team.Name, Url(team));
    }

    /// <summary>
    /// Everything of one team becomes another's, and the one is archived. Roles are not moved: who led the one team does not
    /// lead the other by it. Saves, whole or not at all.
    /// </summary>
    public static async Task MergeTeamsAsync(
        this AppDb db,
        Team from,
        string? intoSlug,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var into =
            await db.TeamOrNobodyAsync(intoSlug, cancellation)
            ?? throw new Refusal("into", "Choose the team that goes on.");
        if (into.Id == from.Id)
            throw new Refusal("into", "A team cannot be merged into itself.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        Guid? target = into.Id;
        var handles = await db.Set<TeamHandle>()
            .Where(row => row.TeamId == from.Id && row.RemovedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, into.Id), cancellation);
        var services = await db.Set<Service>()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        var people = await db.Set<Person>()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        var repositories = await db.Set<Repository>()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        // Also what this leader may not see: rows of a class follow their team.
        var commitments = await db.Set<Commitment>()
            .IgnoreQueryFilters()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        await db.Set<PersonAddress>()
            .IgnoreQueryFilters()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        await db.Set<Measure>()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        await db.Set<Signals.Annotations.Annotation>()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        await db.Set<HistoryPath>()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        await db.Set<Document>()
            .Where(row => row.TeamId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, target), cancellation);
        await MoveDeliveriesAsync(db, from.Id, into.Id, cancellation);
        from.ArchivedAt = db.Now;
        db.Record(
            "team.merged",
            from.Name,
            Url(into),
            $"Into {into.Name}: {Words.Count(handles, "handle")}, {Words.Count(services, "service")}, "
                + $"{Words.Count(people, "person", "people")}, {Words.Count(repositories, "repository")}, "
                + $"{Words.Count(commitments, "commitment")}."
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task MoveDeliveriesAsync(AppDb db, Guid from, Guid? into, CancellationToken cancellation)
    {
        await db.Set<Channel>()
            .Where(row => row.TeamId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, into), cancellation);
        // Whoever subscribed to both teams is told once.
        await db.Set<Subscription>()
            .Where(row =>
                row.TeamId == from
                && row.EndedAt == null
                && db.Set<Subscription>()
                    .Any(other =>
                        other.AccountId == row.AccountId
                        && other.Topic == row.Topic
                        && other.TeamId == into
                        && other.EndedAt == null
                    )
            )
            .ExecuteDeleteAsync(cancellation);
        await db.Set<Subscription>()
            .Where(row => row.TeamId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, into), cancellation);
    }

    private static string Named(string? name) =>
        name?.Trim() is { Length: > 0 and <= 200 } good
            ? good
            : throw new Refusal("name", "Give a name of 1 to 200 characters.");

    private static string Url(Team team) => $"/catalogue/teams/{team.Slug}";
}
