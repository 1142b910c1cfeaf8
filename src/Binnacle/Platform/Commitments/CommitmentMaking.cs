using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

public static class CommitmentMaking
{
    private const int LongestTitle = 200;
    private const int LongestDetail = 20_000;

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static Task<Commitment> MakeCommitmentAsync(
        this AppDb db,
        CommitmentDraft draft,
        PracticeList practices,
        CancellationToken cancellation = default
    ) => db.MakeCommitmentAsync(draft, practices, null, cancellation);

    /// <param name="answers">What it answers where that is neither a check nor a document: a page, by <c>page:/practices/debt/7</c>.</param>
    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<Commitment> MakeCommitmentAsync(
        this AppDb db,
        CommitmentDraft draft,
        PracticeList practices,
        FindingBehind? answers,
        CancellationToken cancellation = default
    )
    {
        var title = draft.Title?.Trim() ?? "";
        if (title.Length is 0 or > LongestTitle)
            throw new Refusal("title", $"Say what is promised, in 1 to {LongestTitle} characters.");
        if (draft.Detail?.Length > LongestDetail)
            throw new Refusal("detail", $"Keep the detail under {LongestDetail:N0} characters.");
        if (!Enum.IsDefined(draft.DataClass))
            throw new Refusal("dataClass", "Choose open, people or private.");
        var owner = await db.OwnerAsync(draft.Owner, draft.OwnerNumber, cancellation);
        var teamId = await TeamAsync(db, draft.Scope, cancellation);
        var due = DueOn(db, draft.DueOn);
        var finding = answers ?? await db.FindingBehindAsync(draft, practices, cancellation);
        var expected = draft.Expected is { } effect ? Checked(effect, due, practices) : null;
        var before = expected?.Check is { } check ? await db.NumberNowAsync(check, expected.In!, cancellation) : null;
        var commitment = new Commitment
        {
            Number = (int)await db.TakeNumbersAsync("commitments", 1, cancellation),
            Title = title,
            Detail = string.IsNullOrWhiteSpace(draft.Detail) ? null : draft.Detail.Trim(),
            OwnerId = owner.Id,
            TeamId = teamId,
            DueOn = due,
            Origin = finding?.Key,
            OriginTitle = finding?.Title,
            ExpectedCheckId = expected?.Check,
            ExpectedScope = expected?.In,
            ExpectedUp = expected?.Up ?? false,
            ExpectedAtLeast = expected?.AtLeast,
            VerifyOn = expected?.VerifyOn,
            NumberBefore = before?.Number,
            MadeAt = db.Now,
            MadeBy = db.Viewer.Name,
            DataClass = draft.DataClass,
            OwnerAccountId = db.Viewer.AccountId,
        };
        db.Add(commitment);
        db.Record(
            "commitment.made",
            commitment.Title,
            commitment.Url,
            $"Owner {owner.Name}, due {due:d MMM yyyy}",
            commitment
        );
        await db.SaveChangesAsync(cancellation);
        return commitment;
    }

    internal static DateOnly DueOn(AppDb db, DateOnly? asked)
    {
        if (asked is not { } due)
            throw new Refusal("dueOn", "Give the day it is due, as 2027-03-01.");
        if (due < db.Today)
            throw new Refusal("dueOn", "The due date has passed. Give today or a later day.");
        if (due > db.Today.AddYears(5))
            throw new Refusal("dueOn", "The due date is more than five years away. Give a nearer day.");
        return due;
    }

    private static async Task<Guid?> TeamAsync(AppDb db, string? scope, CancellationToken cancellation)
    {
        Guid? teamId = null;
        if (!string.IsNullOrEmpty(scope) && scope != "organization")
        {
            var slug = scope.StartsWith("team:", StringComparison.Ordinal) ? scope["team:".Length..] : scope;
            teamId =
                await db.Set<Team>()
                    .Where(team => team.Slug == slug && team.ArchivedAt == null)
                    .Select(team => (Guid?)team.Id)
                    .SingleOrDefaultAsync(cancellation)
                ?? throw new Refusal("scope", $"There is no team “{slug}”.");
        }
        if (db.Viewer.RoleIn(teamId) < Role.Member)
        {
            throw new Refusal(
                "scope",
                teamId is null
                    ? "Your role does not cover the whole organization. Choose a team of yours."
                    : "Your role does not cover this team. Choose a team of yours."
            );
        }
        return teamId;
    }

    private static ExpectedEffect Checked(ExpectedEffect effect, DateOnly due, PracticeList practices)
    {
        if (practices.Checks.All(check => check.Id != effect.Check))
            throw new Refusal("expectedCheck", $"There is no check “{effect.Check}”.");
        if (effect.AtLeast is { } least && (!double.IsFinite(least) || least <= 0))
            throw new Refusal("atLeast", "Give how far it should move as a number above 0.");
        var verifyOn = effect.VerifyOn ?? due;
        if (verifyOn < due)
            throw new Refusal("verifyOn", $"Look on the due date, {due:d MMM yyyy}, or later.");
        if (verifyOn > due.AddYears(2))
            throw new Refusal("verifyOn", "Look at most two years after the due date.");
        return effect with { In = effect.In ?? "organization", VerifyOn = verifyOn };
    }
}
