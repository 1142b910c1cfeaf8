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
        var failed = await db.FailedAsync(draft, cancellation);
        var expected = draft.Expected is { } effect
            ? await db.CheckedAsync(effect, due, practices, cancellation)
            : null;
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
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
            MadeAt = db.Now,
            MadeBy = db.Viewer.Name,
            DataClass = draft.DataClass,
            OwnerAccountId = db.Viewer.AccountId,
        };
        if (expected is not null)
            commitment.Expect(expected, await db.ExpectedNumberAsync(expected, cancellation));
        db.Add(commitment);
        db.Record(
            "commitment.made",
            commitment.Title,
            commitment.Url,
            $"Owner {owner.Name}, due {due:d MMM yyyy}",
            commitment
        );
        await db.SaveChangesAsync(cancellation);
        if (failed is var (old, look))
        {
            var answer = new VerificationAnswer
            {
                VerificationId = look.Id,
                Kind = AnswerKind.NewCommitment,
                Commitment = commitment.Number,
                At = db.Now,
                By = db.Viewer.Name,
            };
            await db.AddAnswerAsync(old, answer, cancellation);
        }
        if (transaction is not null)
            await transaction.CommitAsync(cancellation);
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
        var teamId = (await db.TeamOfScopeAsync(scope, "scope", cancellation: cancellation))?.Id;
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

    /// <summary>The commitment whose failed verification this one answers.</summary>
    private static async Task<(Commitment Commitment, Verification Look)?> FailedAsync(
        this AppDb db,
        CommitmentDraft draft,
        CancellationToken cancellation
    )
    {
        if (draft.Answers is not { } number)
            return null;
        var old =
            await db.CommitmentAsync(number, cancellation)
            ?? throw new Refusal("answers", $"There is no commitment {number}.");
        if (!db.Viewer.MayChange(old))
            throw new Refusal("answers", $"Your role in its scope does not allow to answer commitment {number}.");
        return (old, await db.RequireOpenAsync(old, cancellation));
    }
}
