using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions.Text;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>A record of a repository becomes a decision kept here: its text, its states with their days, its links. The file is not touched.</summary>
public static class DecisionTakingOver
{
    internal const string TheRepository = "the repository";

    /// <exception cref="Refusal">It is no record, taken over already, or longer than a decision may be.</exception>
    public static async Task<Decision> TakeOverAsync(
        this AppDb db,
        RepositoryDecisions records,
        int document,
        CancellationToken cancellation = default
    )
    {
        var found = await records.ReadAsync(db, cancellation);
        var record =
            found.FirstOrDefault(row => row.Document == document)
            ?? throw new Refusal("", $"Document {document} is no decision record that is there now.");
        db.Viewer.RequireLeader(record.TeamId);
        await RequireNewAsync(db, record, cancellation);
        var source = await db.Set<Document>()
            .AsNoTracking()
            .Include(row => row.Versions.OrderBy(version => version.At).ThenBy(version => version.Id))
            .SingleAsync(row => row.Id == record.DocumentId, cancellation);
        var decision = new Decision
        {
            Number = (int)await db.TakeNumbersAsync("decisions", 1, cancellation),
            TeamId = record.TeamId,
            DocumentId = record.DocumentId,
            Origin = $"document:{document}",
            OriginTitle = $"{record.Repository}, {record.Path}",
            WrittenAt = db.Now,
            WrittenBy = db.Viewer.Name,
            OwnerAccountId = db.Viewer.AccountId,
            RevisitOn = record.RevisitOn,
        };
        DecisionWriting.Set(decision, TakenSubstance.Of(record, source.Text));
        TakenSteps.Set(decision, record, source.Versions);
        DecisionWriting.Keep(db, decision, VersionKind.Written, null);
        db.Add(decision);
        await LinkAsync(db, decision, record, found, cancellation);
        db.Record("decision.taken-over", decision.Title, decision.Url, $"From {decision.OriginTitle}", decision);
        try
        {
            await db.SaveDecisionAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            await RequireNewAsync(db, record, cancellation);
            throw;
        }
        return decision;
    }

    private static async Task RequireNewAsync(AppDb db, RepositoryDecision record, CancellationToken cancellation)
    {
        if (
            await db.Set<Decision>()
                .IgnoreQueryFilters()
                .AnyAsync(row => row.DocumentId == record.DocumentId, cancellation)
        )
            throw new Refusal("", "This record was taken over already.");
    }

    /// <summary>Links of the file to records that were taken over, too, whichever of the two came first.</summary>
    private static async Task LinkAsync(
        AppDb db,
        Decision decision,
        RepositoryDecision record,
        IReadOnlyList<RepositoryDecision> found,
        CancellationToken cancellation
    )
    {
        var (older, younger) = (Older(record, found), Younger(record, found));
        var taken = await db.Set<Decision>()
            .Where(row => row.DocumentId != null)
            .Select(row => new { row.Id, Document = row.DocumentId!.Value })
            .ToDictionaryAsync(row => row.Document, row => row.Id, cancellation);
        var links = (
            await db.Set<DecisionLink>()
                .AsNoTracking()
                .Select(row => new { row.YoungerId, row.OlderId })
                .ToListAsync(cancellation)
        ).ConvertAll(row => (Younger: row.YoungerId, Older: row.OlderId));
        var wanted = older
            .Where(row => taken.ContainsKey(row.DocumentId))
            .Select(row => (Younger: decision.Id, Older: taken[row.DocumentId]))
            .Concat(
                younger
                    .Where(row => taken.ContainsKey(row.DocumentId))
                    .Select(row => (Younger: taken[row.DocumentId], Older: decision.Id))
            );
        foreach (var link in wanted.Distinct().ToList())
        {
            // Files may claim anything, even that two supersede each other.
            if (new SupersedeGraph(links).WouldClose(link.Younger, link.Older))
                continue;
            links.Add(link);
            db.Add(
                new DecisionLink
                {
                    YoungerId = link.Younger,
                    OlderId = link.Older,
                    At = db.Now,
                    By = TheRepository,
                }
            );
        }
    }

    /// <summary>Records of its repository that it supersedes, by its own words or by theirs.</summary>
    internal static IEnumerable<RepositoryDecision> Older(
        RepositoryDecision record,
        IReadOnlyList<RepositoryDecision> found
    ) =>
        found.Where(row =>
            row.RepositorySlug == record.RepositorySlug
            && row.Document != record.Document
            && (Names(record.Supersedes, record, row) || Names(row.SupersededBy, row, record))
        );

    internal static IEnumerable<RepositoryDecision> Younger(
        RepositoryDecision record,
        IReadOnlyList<RepositoryDecision> found
    ) =>
        found.Where(row =>
            row.RepositorySlug == record.RepositorySlug
            && row.Document != record.Document
            && (Names(record.SupersededBy, record, row) || Names(row.Supersedes, row, record))
        );

    /// <summary>Whether one of the references, as a record writes them, means another of its folder.</summary>
    private static bool Names(IReadOnlyList<string> references, RepositoryDecision from, RepositoryDecision row) =>
        Path.GetDirectoryName(from.Path) == Path.GetDirectoryName(row.Path)
        && references.Any(reference =>
            DecisionText.Means(
                reference,
                Path.GetFileNameWithoutExtension(row.Path),
                int.TryParse(row.Label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null
            )
        );
}
