using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary>A draft that was looked up and found right.</summary>
internal sealed record BlockerValues(
    string What,
    BlockerKind? Kind,
    Team? Team,
    Team? OtherTeam,
    string? WaitsFor,
    Service? Service,
    Repository? Repository,
    string? Blocks,
    PersonChoice? Owner
)
{
    public void Set(Blocker blocker)
    {
        (blocker.What, blocker.Kind, blocker.WaitsFor, blocker.Blocks) = (What, Kind, WaitsFor, Blocks);
        (blocker.TeamId, blocker.OtherTeamId) = (Team?.Id, OtherTeam?.Id);
        (blocker.ServiceId, blocker.RepositoryId) = (Service?.Id, Repository?.Id);
    }

    /// <param name="present">The one that is changed: what it says already may stay, whoever changes it.</param>
    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<BlockerValues> CheckedAsync(
        AppDb db,
        BlockerDraft draft,
        Blocker? present,
        CancellationToken cancellation
    )
    {
        var what = draft.What?.Trim() ?? "";
        if (what.Length is 0 or > 300)
            throw new Refusal("what", "Say what is in the way, in 1 to 300 characters.");
        var team = await db.TeamOfScopeAsync(draft.Scope, "scope", present?.TeamId, cancellation);
        var (service, repository) = (present?.ServiceId, present?.RepositoryId);
        var stays = present is not null && present.TeamId == team?.Id;
        if (!stays && db.Viewer.RoleIn(team?.Id) < Role.Member)
            throw new Refusal("scope", "Your role does not cover this scope. Choose a team of yours.");
        var other = await db.TeamOfScopeAsync(draft.OtherTeam, "otherTeam", present?.OtherTeamId, cancellation);
        if (other is not null && other.Id == team?.Id)
            throw new Refusal("otherTeam", "A team does not wait for itself. Choose another one.");
        return new(
            what,
            draft.Kind ?? (other is null ? null : BlockerKind.OtherTeam),
            team,
            other,
            Short("waitsFor", draft.WaitsFor, 100),
            string.IsNullOrEmpty(draft.Service)
                ? null
                : await db.Set<Service>()
                    .Where(row => row.ArchivedAt == null || row.Id == service)
                    .FirstOrDefaultAsync(row => row.Slug == draft.Service, cancellation)
                    ?? throw new Refusal("service", $"There is no service “{draft.Service}”."),
            string.IsNullOrEmpty(draft.Repository)
                ? null
                : await db.Set<Repository>()
                    .Where(row => row.ArchivedAt == null || row.Id == repository)
                    .FirstOrDefaultAsync(row => row.Slug == draft.Repository, cancellation)
                    ?? throw new Refusal("repository", $"There is no repository “{draft.Repository}”."),
            Short("blocks", draft.Blocks, 500),
            draft.OwnerNumber is null && string.IsNullOrWhiteSpace(draft.Owner)
                ? null
                : await db.OwnerAsync(draft.Owner, draft.OwnerNumber, cancellation)
        );
    }

    private static string? Short(string field, string? text, int most) =>
        text?.Trim() is not { Length: > 0 } words ? null
        : words.Length <= most ? words
        : throw new Refusal(field, $"Keep it under {most + 1} characters.");
}
