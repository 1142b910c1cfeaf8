using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <summary>What somebody fills in to describe an item, in the form or through the API.</summary>
/// <param name="Owner">A name or an unmistakable part of it; empty for nobody.</param>
/// <param name="Scope"><c>team:payments</c>; null for the whole organization.</param>
/// <param name="Service">A slug.</param>
/// <param name="Repository">A slug.</param>
public sealed record DebtDraft(
    string? Title,
    string? Context = null,
    string? Owner = null,
    int? OwnerNumber = null,
    string? Scope = null,
    string? Service = null,
    string? Repository = null,
    string? Path = null
);

/// <summary>What one does with an item; each leaves an event on the Timeline.</summary>
public static class DebtVerbs
{
    private const int LongestContext = 20_000;

    public static bool MayContribute(this Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Member;

    public static bool MayDecide(this Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Leader;

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<DebtItem> AddDebtAsync(
        this AppDb db,
        DebtDraft draft,
        DebtSource source = DebtSource.Person,
        string? proposalKey = null,
        string? evidence = null,
        CancellationToken cancellation = default
    )
    {
        var values = await CheckedAsync(db, draft, cancellation);
        var item = new DebtItem
        {
            Number = (int)await db.TakeNumbersAsync("debt", 1, cancellation),
            Source = source,
            ProposalKey = proposalKey,
            Evidence = evidence,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
            OwnedSince = values.Owner is null ? null : db.Now,
        };
        Set(item, values);
        db.Add(item);
        db.Record(
            "debt-item.added",
            item.Title,
            item.Url,
            values.Owner is null ? "No owner yet" : $"Owner {values.Owner.Name}"
        );
        await db.SaveChangesAsync(cancellation);
        return item;
    }

    public static async Task ChangeAsync(
        this AppDb db,
        DebtItem item,
        DebtDraft draft,
        CancellationToken cancellation = default
    )
    {
        RequireMember(db, item.TeamId);
        item.RequireOpen();
        var values = await CheckedAsync(db, draft, cancellation);
        var changes = new Changes()
            .Add("title", item.Title, values.Title)
            .Add("owner", await NameAsync<Person>(db, item.OwnerId, cancellation), values.Owner?.Name)
            .Add("team", await NameAsync<Team>(db, item.TeamId, cancellation), values.Team?.Name)
            .Add("service", await NameAsync<Service>(db, item.ServiceId, cancellation), values.Service?.Name)
            .Add(
                "repository",
                await NameAsync<Repository>(db, item.RepositoryId, cancellation),
                values.Repository?.Name
            )
            .Add("path", item.Path, values.Path)
            .Add("context", Cut(item.Context), Cut(values.Context));
        if (!changes.Any && item.Context == values.Context)
            return;
        if (values.Owner?.Id != item.OwnerId)
            item.OwnedSince =
                values.Owner is null ? null
                : item.OwnerId is null ? db.Now
                : item.OwnedSince;
        Set(item, values);
        db.Record("debt-item.changed", item.Title, item.Url, changes.Any ? changes.Told : "context");
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task LinkAsync(
        this AppDb db,
        DebtItem item,
        string? url,
        string? title,
        CancellationToken cancellation = default
    )
    {
        RequireMember(db, item.TeamId);
        var address = url?.Trim() ?? "";
        if (address.Length is 0 or > 2000 || !IsLink(address))
            throw new Refusal(
                "url",
                "Give a whole address, as https://tracker.example/PAY-123, or one of this site, as /repositories/…"
            );
        if (item.Links.Count >= 100)
            throw new Refusal("url", "An item has at most 100 links. Remove one first.");
        if (item.Links.Exists(link => link.Url == address))
            throw new Refusal("url", "This address is linked already.");
        var name = string.IsNullOrWhiteSpace(title) ? address : title.Trim();
        if (name.Length > 200)
            name = name[..200];
        db.Add(
            new DebtLink
            {
                ItemId = item.Id,
                Url = address,
                Title = name,
                AddedAt = db.Now,
                AddedBy = db.Viewer.Name,
            }
        );
        db.Record("debt-item.linked", item.Title, item.Url, $"{name}\n{address}");
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task CloseAsync(
        this AppDb db,
        DebtItem item,
        DebtOutcome outcome,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(item.TeamId);
        if (!Enum.IsDefined(outcome))
            throw new Refusal("outcome", "Choose paid, accepted or dropped.");
        if (reason?.Length > 2000)
            throw new Refusal("reason", "Keep it under 2,000 characters.");
        db.Add(item.Close(outcome, reason, db.Now, db.Viewer.Name));
        db.Record($"debt-item.{outcome.ToString().ToLowerInvariant()}", item.Title, item.Url, item.Closure!.Reason);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Two people at once: one is told that the other was first.
            db.ChangeTracker.Clear();
            if (await db.DebtItemAsync(item.Number, cancellation) is not { Closure: not null } closed)
                throw;
            closed.RequireOpen();
        }
    }

    public static async Task ReopenAsync(
        this AppDb db,
        DebtItem item,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(item.TeamId);
        if (item.Closure is not { } closure)
            return;
        if (string.IsNullOrWhiteSpace(reason))
            throw new Refusal("reason", "Say why it is open again.");
        item.Closure = null;
        db.Remove(closure);
        db.Record(
            "debt-item.reopened",
            item.Title,
            item.Url,
            $"{closure.Outcome.ToString().ToLowerInvariant()} on {closure.At:d MMM yyyy} by {closure.By} → open: {reason.Trim()}"
        );
        await db.SaveChangesAsync(cancellation);
    }

    public static void RequireMember(AppDb db, Guid? teamId)
    {
        if (!db.Viewer.MayContribute(teamId))
            throw new NotAllowed(
                teamId is null
                    ? "Only members of the organization may change what belongs to no team."
                    : "Only members of its team or of the organization may change this item."
            );
    }

    private sealed record Values(
        string Title,
        string? Context,
        PersonChoice? Owner,
        Team? Team,
        Service? Service,
        Repository? Repository,
        string Path
    );

    private static void Set(DebtItem item, Values values)
    {
        (item.Title, item.Context, item.Path) = (values.Title, values.Context, values.Path);
        (item.OwnerId, item.TeamId) = (values.Owner?.Id, values.Team?.Id);
        (item.ServiceId, item.RepositoryId) = (values.Service?.Id, values.Repository?.Id);
    }

    private static async Task<Values> CheckedAsync(AppDb db, DebtDraft draft, CancellationToken cancellation)
    {
        var title = draft.Title?.Trim() ?? "";
        if (title.Length is 0 or > 200)
            throw new Refusal("title", "Say what the debt is, in 1 to 200 characters.");
        if (draft.Context?.Length > LongestContext)
            throw new Refusal("context", $"Keep the context under {LongestContext:N0} characters.");
        var path = draft.Path?.Trim().Trim('/') ?? "";
        if (path.Length > 1000 || path.Contains("..", StringComparison.Ordinal) || path.Any(char.IsControl))
            throw new Refusal("path", "Give a folder or file of the repository, such as services/ledger.");
        var owner =
            draft.OwnerNumber is null && string.IsNullOrWhiteSpace(draft.Owner)
                ? null
                : await db.OwnerAsync(draft.Owner, draft.OwnerNumber, cancellation);
        var team = await db.TeamOfScopeAsync(draft.Scope, "scope", cancellation: cancellation);
        if (!db.Viewer.MayContribute(team?.Id))
            throw new Refusal("scope", "Your role does not cover this scope. Choose a team of yours.");
        var service = string.IsNullOrEmpty(draft.Service)
            ? null
            : await db.Set<Service>().FirstOrDefaultAsync(row => row.Slug == draft.Service, cancellation)
                ?? throw new Refusal("service", $"There is no service “{draft.Service}”.");
        var repository = string.IsNullOrEmpty(draft.Repository)
            ? null
            : await db.Set<Repository>().FirstOrDefaultAsync(row => row.Slug == draft.Repository, cancellation)
                ?? throw new Refusal("repository", $"There is no repository “{draft.Repository}”.");
        if (path.Length > 0 && repository is null)
            throw new Refusal("path", "A path stands in a repository. Choose the repository, too.");
        var context = string.IsNullOrWhiteSpace(draft.Context) ? null : draft.Context.Trim();
        return new(title, context, owner, team, service, repository, path);
    }

    private static async Task<string?> NameAsync<T>(AppDb db, Guid? id, CancellationToken cancellation)
        where T : class =>
        id is null
            ? null
            : await db.Set<T>()
                .Where(row => EF.Property<Guid>(row, "Id") == id)
                .Select(row => EF.Property<string>(row, "Name"))
                .FirstOrDefaultAsync(cancellation);

    private static bool IsLink(string address) =>
        (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal))
        || Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";

    private static string? Cut(string? text) => text?.Length > 300 ? text[..300] + "…" : text;
}
