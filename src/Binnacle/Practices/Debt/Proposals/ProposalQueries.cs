using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Proposals;

public static class ProposalQueries
{
    private static readonly IReadOnlyList<IDebtSource> Sources =
    [
        .. typeof(IDebtSource)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IDebtSource)))
            .Select(type => (IDebtSource)Activator.CreateInstance(type)!),
    ];

    /// <summary>What is neither in the register nor dismissed, the heaviest first.</summary>
    /// <param name="scope">A team or a repository; else all.</param>
    public static Task<IReadOnlyList<DebtProposal>> DebtProposalsAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) => db.RememberAsync($"debt-proposals:{scope}", () => ProposeAsync(db, scope, cancellation), cancellation);

    private static async Task<IReadOnlyList<DebtProposal>> ProposeAsync(
        AppDb db,
        string? scope,
        CancellationToken cancellation
    )
    {
        var place = ScopeText.RepositorySlug(scope);
        var team = ScopeText.TeamSlug(scope) is { } slug
            ? await db.Set<Team>()
                .Where(row => row.Slug == slug)
                .Select(row => (Guid?)row.Id)
                .FirstOrDefaultAsync(cancellation)
            : null;
        var known = await db.Set<DebtItem>()
            .Where(row => row.ProposalKey != null)
            .Select(row => row.ProposalKey!)
            .Concat(db.Set<DebtDismissal>().Select(row => row.ProposalKey))
            .ToListAsync(cancellation);
        var found = new List<DebtProposal>();
        foreach (var source in Sources)
            found.AddRange(await source.ProposeAsync(db, team, cancellation));
        return
        [
            .. found
                .Where(proposal => !known.Contains(proposal.Key))
                .Where(proposal => place is null || proposal.RepositorySlug == place)
                .OrderByDescending(proposal => proposal.Weight)
                .ThenBy(proposal => proposal.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>It becomes an item without owner and estimate; the evidence of today stays with it.</summary>
    public static async Task<DebtItem> AcceptAsync(
        this AppDb db,
        DebtProposal proposal,
        CancellationToken cancellation = default
    )
    {
        DebtVerbs.RequireMember(db, proposal.TeamId);
        var team = await db.Set<Team>()
            .Where(row => row.Id == proposal.TeamId)
            .Select(row => row.Slug)
            .FirstOrDefaultAsync(cancellation);
        var draft = new DebtDraft(
            proposal.Title,
            Scope: team is null ? null : ScopeText.OfTeam(team),
            Repository: proposal.RepositorySlug,
            Path: proposal.Path
        );
        return await db.AddDebtAsync(draft, proposal.Source, proposal.Key, proposal.Evidence, cancellation);
    }

    /// <exception cref="Refusal">No reason is given.</exception>
    public static async Task DismissAsync(
        this AppDb db,
        DebtProposal proposal,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(proposal.TeamId);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 2000)
            throw new Refusal("reason", "Say in a few words why it is no debt, so that nobody asks again.");
        db.Add(
            new DebtDismissal
            {
                ProposalKey = proposal.Key,
                Title = proposal.Title,
                Reason = reason.Trim(),
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        db.Record(
            "debt-proposal.dismissed",
            proposal.Title,
            "/practices/debt/proposals",
            $"{proposal.Repository}: {reason.Trim()}"
        );
        await db.SaveChangesAsync(cancellation);
    }
}
