using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Agreed;

/// <summary>What a team says when it agrees.</summary>
/// <param name="Team">A slug.</param>
/// <param name="Share">0.9: nine of ten have to stay within the target for a week to be kept.</param>
public sealed record AgreementDraft(
    string? Team,
    AgreementKind Kind,
    double? Target,
    AgreementUnit Unit,
    double? Share = null,
    DateOnly? Since = null,
    string? AgreedBy = null,
    DateOnly? ReviewOn = null,
    string? Note = null
);

public static class AgreementVerbs
{
    public const double UsualShare = 0.9;
    private const int LongestPast = 366;
    private const int UsualReviewDays = 90;

    /// <summary>Agrees, or changes what was agreed: a new version, the past stays as it was judged.</summary>
    public static async Task<Agreement> AgreeAsync(
        this AppDb db,
        AgreementDraft draft,
        CancellationToken cancellation = default
    )
    {
        if (!Enum.IsDefined(draft.Kind))
            throw new Refusal("kind", "Choose what you agree on.");
        var team =
            await db.Set<Team>()
                .FirstOrDefaultAsync(row => row.Slug == draft.Team && row.ArchivedAt == null, cancellation)
            ?? throw new Refusal("team", "Choose the team that agrees.");
        RequireMember(db, team.Id);
        var target = draft.Target ?? throw new Refusal("target", "Say how much it is at most.");
        if (target is <= 0 or > 100_000)
            throw new Refusal("target", "A target is more than 0 and at most 100,000.");
        if (!draft.Kind.Units().Contains(draft.Unit))
            throw new Refusal(
                "unit",
                $"Count it in {string.Join(" or ", draft.Kind.Units().Select(unit => unit.Word()))}."
            );
        var share = draft.Share ?? UsualShare;
        if (share is < 0.5 or > 1)
            throw new Refusal("share", "Choose 50 to 100 %.");
        var known = await VersionsAsync(db, team.Id, draft.Kind, cancellation);
        var since = draft.Since ?? db.Today;
        if (since > db.Today.AddDays(LongestPast))
            throw new Refusal("since", "Begin within a year.");
        // What was judged stays judged: only the first version may begin in the past.
        if (known.Count > 0 && since < AgreementWeek.MondayOf(db.Today))
            throw new Refusal("since", "Past weeks stay as they were judged. Begin this week or later.");
        if (since < db.Today.AddDays(-LongestPast))
            throw new Refusal("since", "Begin at most a year ago.");
        if (known.Count > 0 && since < known[^1].Since)
            throw new Refusal(
                "since",
                $"Version {known[^1].Version} begins on {known[^1].Since:d MMM yyyy}. Begin then or later."
            );
        var review = draft.ReviewOn ?? db.Today.AddDays(UsualReviewDays);
        if (review <= db.Today || review > db.Today.AddYears(2))
            throw new Refusal("reviewOn", "Look at it again on a coming day, within two years.");
        var agreedBy = draft.AgreedBy?.Trim() is { Length: > 0 and <= 300 } who
            ? who
            : throw new Refusal("agreedBy", "Say who agreed, as “all of the team, in the retrospective”.");
        if (draft.Note?.Length > 2000)
            throw new Refusal("note", "Keep it under 2,000 characters.");
        var agreement = new Agreement
        {
            TeamId = team.Id,
            Kind = draft.Kind,
            Version = known.Count + 1,
            Target = target,
            Unit = draft.Unit,
            Share = share,
            Since = since,
            ReviewOn = review,
            AgreedBy = agreedBy,
            Note = string.IsNullOrWhiteSpace(draft.Note) ? null : draft.Note.Trim(),
            MadeAt = db.Now,
            MadeBy = db.Viewer.Name,
        };
        db.Add(agreement);
        var words = AgreementWords.InWords(agreement.Kind, target, agreement.Unit, share);
        db.Record(
            known.Count == 0 ? "working-agreement.agreed" : "working-agreement.changed",
            $"{team.Name}: {words}",
            UrlOf(team.Slug, draft.Kind),
            $"Since {since:d MMM yyyy}, agreed by {agreedBy}"
        );
        await db.SaveChangesAsync(cancellation);
        return agreement;
    }

    /// <summary>The team no longer holds itself to it, from this week on.</summary>
    public static async Task GiveUpAsync(
        this AppDb db,
        Guid teamId,
        AgreementKind kind,
        string? why,
        CancellationToken cancellation = default
    )
    {
        RequireMember(db, teamId);
        var known = await VersionsAsync(db, teamId, kind, cancellation);
        if (known.Count == 0 || known[^1] is not { Target: not null } last)
            return;
        if (string.IsNullOrWhiteSpace(why) || why.Length > 2000)
            throw new Refusal("why", "Say in a sentence why the team gives it up.");
        var team = await db.Set<Team>().SingleAsync(row => row.Id == teamId, cancellation);
        db.Add(
            new Agreement
            {
                TeamId = teamId,
                Kind = kind,
                Version = last.Version + 1,
                Unit = last.Unit,
                Share = last.Share,
                Since = last.Since > db.Today ? last.Since : AgreementWeek.MondayOf(db.Today),
                AgreedBy = db.Viewer.Name,
                Note = why.Trim(),
                MadeAt = db.Now,
                MadeBy = db.Viewer.Name,
            }
        );
        db.Record("working-agreement.given-up", $"{team.Name}: {kind.Title()}", UrlOf(team.Slug, kind), why.Trim());
        await db.SaveChangesAsync(cancellation);
    }

    public static string UrlOf(string team, AgreementKind kind) => $"{AgreementWords.Url}/{team}/{kind.Slug()}";

    private static Task<List<Agreement>> VersionsAsync(
        AppDb db,
        Guid team,
        AgreementKind kind,
        CancellationToken cancellation
    ) =>
        db.Set<Agreement>()
            .AsNoTracking()
            .Where(row => row.TeamId == team && row.Kind == kind)
            .OrderBy(row => row.Version)
            .ToListAsync(cancellation);

    private static void RequireMember(AppDb db, Guid team)
    {
        if (db.Viewer.RoleIn(team) < Role.Member)
            throw new NotAllowed(
                "A team agrees for itself: only its members and those of the organization may do this."
            );
    }
}
