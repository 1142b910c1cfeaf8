using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>What somebody does about a verification that failed: look again, or accept it. A new promise answers it when it is made.</summary>
public static class Answering
{
    /// <summary>The newest look, where it failed and nobody answered.</summary>
    public static Task<Verification?> OpenVerificationAsync(
        this AppDb db,
        Commitment commitment,
        CancellationToken cancellation = default
    ) =>
        db.Set<Verification>()
            .Include(row => row.Answer)
            .Where(row => row.CommitmentId == commitment.Id && row.Verdict != Verdict.Improved && row.Answer == null)
            .OrderByDescending(row => row.At)
            .FirstOrDefaultAsync(cancellation);

    /// <exception cref="Refusal">Nothing waits for an answer, no reason is given, or the day cannot be.</exception>
    public static async Task AnswerAsync(
        this AppDb db,
        Commitment commitment,
        AnswerKind kind,
        string? reason,
        DateOnly? lookOn,
        CancellationToken cancellation = default
    )
    {
        if (kind is not (AnswerKind.LookAgain or AnswerKind.Accepted))
            throw new Refusal(
                "kind",
                "Choose to look again or to accept it; a new commitment answers it when it is made."
            );
        if (string.IsNullOrWhiteSpace(reason))
            throw new Refusal("reason", "Say why, so that the next review need not ask.");
        if (reason.Length > 2000)
            throw new Refusal("reason", "Keep it under 2,000 characters.");
        var look = await db.RequireOpenAsync(commitment, cancellation);
        if (kind is AnswerKind.LookAgain)
            commitment.LookNext(CheckedDay(db, look, lookOn));
        await db.AddAnswerAsync(
            commitment,
            new VerificationAnswer
            {
                VerificationId = look.Id,
                Kind = kind,
                Reason = reason.Trim(),
                LookOn = kind is AnswerKind.LookAgain ? lookOn : null,
                At = db.Now,
                By = db.Viewer.Name,
            },
            cancellation
        );
    }

    /// <summary>Of two people who answer at once one is told that the other was first.</summary>
    internal static async Task AddAnswerAsync(
        this AppDb db,
        Commitment commitment,
        VerificationAnswer answer,
        CancellationToken cancellation
    )
    {
        db.Add(answer);
        commitment.Answered();
        db.Record("commitment.answered", commitment.Title, commitment.Url, AnswerWords.Of(answer), commitment);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            var first = await db.Set<VerificationAnswer>()
                .SingleOrDefaultAsync(row => row.VerificationId == answer.VerificationId, cancellation);
            if (first is null)
                throw;
            throw new Refusal("", $"{first.By} answered it on {first.At:d MMM yyyy}: {AnswerWords.Of(first)}.");
        }
    }

    internal static async Task<Verification> RequireOpenAsync(
        this AppDb db,
        Commitment commitment,
        CancellationToken cancellation
    ) =>
        await db.OpenVerificationAsync(commitment, cancellation)
        ?? throw new Refusal("", $"Nothing about commitment {commitment.Number} waits for an answer.");

    private static DateOnly CheckedDay(AppDb db, Verification look, DateOnly? asked)
    {
        if (asked is not { } day)
            throw new Refusal("lookOn", "Give the day to look again, as 2027-03-01.");
        if (day <= db.Today || day <= look.LookedFor)
            throw new Refusal("lookOn", "Give a day that is still to come.");
        if (day > db.Today.AddYears(2))
            throw new Refusal("lookOn", "Look at most two years from now.");
        return day;
    }
}

public static class AnswerWords
{
    public static string Of(VerificationAnswer answer) =>
        answer.Kind switch
        {
            AnswerKind.NewCommitment => $"Commitment {answer.Commitment} was made of it",
            AnswerKind.LookAgain => $"Look again on {answer.LookOn:d MMM yyyy}: {answer.Reason}",
            AnswerKind.Accepted => $"Accepted: {answer.Reason}",
            _ => "A later look took its place",
        };
}
