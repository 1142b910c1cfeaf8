using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary>What somebody says of a blocker; all but the first may come later.</summary>
/// <param name="Scope"><c>team:payments</c> or <c>organization</c>; null lets the team be guessed from who raises it.</param>
/// <param name="OtherTeam">A slug: who is waited for.</param>
/// <param name="Owner">A name or an unmistakable part of it.</param>
public sealed record BlockerDraft(
    string? What,
    string? Scope = null,
    BlockerKind? Kind = null,
    string? OtherTeam = null,
    string? WaitsFor = null,
    string? Service = null,
    string? Repository = null,
    string? Blocks = null,
    string? Owner = null,
    int? OwnerNumber = null
);

/// <summary>What one does with a blocker; each leaves a step and an event on the Timeline.</summary>
public static class BlockerVerbs
{
    private const int LongestNote = 2000;

    /// <summary>Those whom it blocks, and those who are waited for.</summary>
    public static bool MayUnblock(this Viewer viewer, Blocker blocker) =>
        viewer.RoleIn(blocker.TeamId) >= Role.Member
        || (blocker.OtherTeamId is { } other && viewer.RoleIn(other) >= Role.Member);

    /// <param name="sending">What tells this sending from others; null for a form.</param>
    public static async Task<Blocker> RaiseAsync(
        this AppDb db,
        BlockerDraft draft,
        string? sending = null,
        CancellationToken cancellation = default
    )
    {
        var scope = draft.Scope ?? await db.GuessedScopeAsync(cancellation);
        var values = await BlockerValues.CheckedAsync(db, draft with { Scope = scope }, null, cancellation);
        var blocker = new Blocker
        {
            Number = (int)await db.TakeNumbersAsync("blockers", 1, cancellation),
            RaisedAt = db.Now,
            RaisedBy = db.Viewer.Name,
            Sending = sending,
        };
        values.Set(blocker);
        blocker.OwnerId = values.Owner?.Id;
        db.Add(blocker);
        Step(db, blocker, BlockerStepKind.Raised, null);
        if (values.Owner is { } owner)
            Step(db, blocker, BlockerStepKind.Owned, owner.Name);
        db.Record(
            "blocker.raised",
            blocker.What,
            blocker.Url,
            $"Blocks {values.Team?.Name ?? "the organization"}{(values.Owner is { } known ? $"\nOwner {known.Name}" : "")}"
        );
        await db.SaveChangesAsync(cancellation);
        return blocker;
    }

    public static async Task ChangeAsync(
        this AppDb db,
        Blocker blocker,
        BlockerDraft draft,
        CancellationToken cancellation = default
    )
    {
        RequireMay(db, blocker);
        var values = await BlockerValues.CheckedAsync(db, draft, blocker, cancellation);
        var changes = new Changes()
            .Add("what", blocker.What, values.What)
            .Add("waits for", blocker.Kind.Words(), values.Kind.Words())
            .Add("who or what", blocker.WaitsFor, values.WaitsFor)
            .Add("blocks", blocker.Blocks, values.Blocks);
        var others =
            (blocker.TeamId, blocker.OtherTeamId, blocker.ServiceId, blocker.RepositoryId)
            != (values.Team?.Id, values.OtherTeam?.Id, values.Service?.Id, values.Repository?.Id);
        if (!changes.Any && !others)
            return;
        values.Set(blocker);
        db.Record(
            "blocker.changed",
            blocker.What,
            blocker.Url,
            others ? $"{changes.Told}\nwhere it stands".Trim() : changes.Told
        );
        await db.SaveChangesAsync(cancellation);
    }

    /// <param name="owner">A name; empty for the viewer.</param>
    public static async Task OwnAsync(
        this AppDb db,
        Blocker blocker,
        string? owner,
        int? ownerNumber = null,
        CancellationToken cancellation = default
    )
    {
        RequireMay(db, blocker);
        blocker.RequireStanding();
        var person =
            string.IsNullOrWhiteSpace(owner) && ownerNumber is null
                ? await OneselfAsync(db, cancellation)
                : await db.OwnerAsync(owner, ownerNumber, cancellation);
        if (person.Id == blocker.OwnerId)
            return;
        blocker.OwnerId = person.Id;
        await TellAsync(db, blocker, BlockerStepKind.Owned, person.Name, cancellation);
    }

    /// <param name="byWhat">What took it out of the way.</param>
    public static async Task UnblockAsync(
        this AppDb db,
        Blocker blocker,
        string? byWhat,
        CancellationToken cancellation = default
    )
    {
        RequireMay(db, blocker);
        blocker.RequireStanding();
        var note = Note("by", byWhat);
        (blocker.EndedAt, blocker.IsDropped) = (db.Now, false);
        await TellAsync(db, blocker, BlockerStepKind.Unblocked, note, cancellation);
    }

    public static async Task DropAsync(
        this AppDb db,
        Blocker blocker,
        string? why,
        CancellationToken cancellation = default
    )
    {
        RequireMay(db, blocker);
        blocker.RequireStanding();
        var note = Note("why", why) ?? throw new Refusal("why", "Say why it blocks nobody.");
        (blocker.EndedAt, blocker.IsDropped) = (db.Now, true);
        await TellAsync(db, blocker, BlockerStepKind.Dropped, note, cancellation);
    }

    public static async Task ReopenAsync(
        this AppDb db,
        Blocker blocker,
        string? why,
        CancellationToken cancellation = default
    )
    {
        RequireMay(db, blocker);
        if (blocker.EndedAt is null)
            return;
        var note = Note("why", why) ?? throw new Refusal("why", "Say what stands in the way again.");
        (blocker.EndedAt, blocker.IsDropped) = (null, false);
        await TellAsync(db, blocker, BlockerStepKind.Reopened, note, cancellation);
    }

    /// <summary>Whoever may contribute anywhere may say what helps.</summary>
    public static async Task CommentAsync(
        this AppDb db,
        Blocker blocker,
        string? text,
        CancellationToken cancellation = default
    )
    {
        if (db.Viewer.Highest < Role.Member)
            throw new NotAllowed("Only members may comment.");
        var note = Note("text", text) ?? throw new Refusal("text", "Write something.");
        await TellAsync(db, blocker, BlockerStepKind.Commented, note, cancellation);
    }

    private static void RequireMay(AppDb db, Blocker blocker)
    {
        if (!db.Viewer.MayUnblock(blocker))
            throw new NotAllowed(
                blocker.TeamId is null
                    ? "Only members of the organization may change what blocks no single team."
                    : "Only members of the team that it blocks, of the team that is waited for, or of the organization may change this blocker."
            );
    }

    private static void Step(AppDb db, Blocker blocker, BlockerStepKind kind, string? note) =>
        db.Add(
            new BlockerStep
            {
                BlockerId = blocker.Id,
                Place = blocker.Steps.Count + 1,
                Kind = kind,
                At = db.Now,
                By = db.Viewer.Name,
                Note = note,
            }
        );

    private static async Task TellAsync(
        AppDb db,
        Blocker blocker,
        BlockerStepKind kind,
        string? note,
        CancellationToken cancellation
    )
    {
        Step(db, blocker, kind, note);
        db.Record(
            $"blocker.{kind.ToString().ToLowerInvariant()}",
            blocker.What,
            blocker.Url,
            kind is BlockerStepKind.Owned ? $"Owner {note}" : note
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Two people at once: one is told that the other was first.
            var known = blocker.Steps.Count;
            db.ChangeTracker.Clear();
            if (await db.BlockerAsync(blocker.Number, cancellation) is not { } now || now.Steps.Count < known)
                throw;
            throw new Refusal(
                "",
                $"{now.Steps[^1].By} {now.Steps[^1].Kind.Told()} in the meantime. Look again before you change it."
            );
        }
    }

    private static string? Note(string field, string? text) =>
        text?.Trim() is not { Length: > 0 } note ? null
        : note.Length <= LongestNote ? note
        : throw new Refusal(field, $"Keep it under {LongestNote:N0} characters.");

    private static async Task<PersonChoice> OneselfAsync(AppDb db, CancellationToken cancellation) =>
        await db
            .Users.Where(account => account.Id == db.Viewer.AccountId)
            .Join(db.Set<Person>(), account => account.PersonId, person => person.Id, (account, person) => person)
            .Select(person => new PersonChoice(person.Id, person.Number, person.Name, null))
            .FirstOrDefaultAsync(cancellation)
        ?? throw new Refusal("owner", "Your account is not linked to a person of the catalogue, so type who owns it.");

    /// <summary>The one team that the viewer belongs to: by role, else by the person in the catalogue.</summary>
    public static async Task<string> GuessedScopeAsync(this AppDb db, CancellationToken cancellation = default)
    {
        var viewer = db.Viewer;
        var own = viewer.Teams.Where(team => team.Value >= Role.Member).Select(team => (Guid?)team.Key).ToList();
        var mine = own.Count == 1 ? own[0] : null;
        mine ??= await db
            .Users.Where(account => account.Id == viewer.AccountId)
            .Join(
                db.Set<Person>(),
                account => account.PersonId,
                person => person.Id,
                (account, person) => person.TeamId
            )
            .FirstOrDefaultAsync(cancellation);
        if (mine is null || viewer.RoleIn(mine) < Role.Member)
            mine = viewer.Role >= Role.Member ? null : own.FirstOrDefault();
        return await db.Set<Team>()
                .Where(team => team.Id == mine && team.ArchivedAt == null)
                .Select(team => ScopeText.OfTeam(team.Slug))
                .FirstOrDefaultAsync(cancellation)
            ?? ScopeText.Organization;
    }
}
