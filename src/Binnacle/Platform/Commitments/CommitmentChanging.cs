using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>What one does with a commitment after it was made; each is a row on its Timeline.</summary>
public static class CommitmentChanging
{
    /// <summary>Days before the due date up to which a first move counts as a new promise.</summary>
    public const int GoodTime = 7;

    /// <exception cref="Refusal">It is closed, the day cannot be, or no reason is given.</exception>
    public static async Task MoveDueAsync(
        this AppDb db,
        Commitment commitment,
        DateOnly? to,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        RequireOpen(commitment);
        var due = CommitmentMaking.DueOn(db, to);
        if (due == commitment.DueOn)
            return;
        if (string.IsNullOrWhiteSpace(reason))
            throw new Refusal("reason", "Say why the date moves, so that the next review need not ask.");
        RequireShort("reason", reason);
        var before = commitment.DueOn;
        // A date that is moved once, and in good time, is agreed anew; any other move leaves the promise where it was.
        var isFirst = !await db.Set<DueMove>().AnyAsync(row => row.CommitmentId == commitment.Id, cancellation);
        if (isFirst && db.Today <= before.AddDays(-GoodTime))
            commitment.PromisedOn = due;
        // The look stays as long after the work as was promised.
        if (commitment.VerifyOn is { } look)
            commitment.VerifyOn = due.AddDays(look.DayNumber - before.DayNumber);
        commitment.DueOn = due;
        db.Add(
            new DueMove
            {
                CommitmentId = commitment.Id,
                DueBefore = before,
                DueAfter = due,
                Reason = reason.Trim(),
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        db.Record(
            "commitment.moved",
            commitment.Title,
            commitment.Url,
            $"{before:d MMM yyyy} → {due:d MMM yyyy}: {reason.Trim()}",
            commitment
        );
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Says which number should move of something that was promised without one. What it is today is kept from now on.</summary>
    /// <exception cref="Refusal">It is closed, names a number already, or the effect cannot be.</exception>
    public static async Task NameEffectAsync(
        this AppDb db,
        Commitment commitment,
        ExpectedEffect effect,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        RequireOpen(commitment);
        if (commitment.ExpectsEffect)
            throw new Refusal("expectedCheck", "It names its number already; what was promised stays.");
        var expected = await db.CheckedAsync(effect, commitment.DueOn, practices, cancellation);
        var now = await db.ExpectedNumberAsync(expected, cancellation);
        commitment.Expect(expected, now);
        db.Record(
            "commitment.effect-named",
            commitment.Title,
            commitment.Url,
            EffectWords.Expected(commitment, now?.Unit ?? ""),
            commitment
        );
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task ChangeOwnerAsync(
        this AppDb db,
        Commitment commitment,
        string? name,
        int? number,
        CancellationToken cancellation = default
    )
    {
        RequireOpen(commitment);
        var owner = await db.OwnerAsync(name, number, cancellation);
        if (owner.Id == commitment.OwnerId)
            return;
        var before = await db.Set<Person>()
            .Where(person => person.Id == commitment.OwnerId)
            .Select(person => person.Name)
            .SingleAsync(cancellation);
        commitment.OwnerId = owner.Id;
        db.Add(
            new HandOver
            {
                CommitmentId = commitment.Id,
                OwnerBefore = before,
                OwnerAfter = owner.Name,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        db.Record("commitment.handed-over", commitment.Title, commitment.Url, $"{before} → {owner.Name}", commitment);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Of two people who close it at once one is told that the other was first.</summary>
    /// <exception cref="Refusal">It is closed, a dropped one gives no reason, or a practice misses what makes it done.</exception>
    public static async Task CloseAsync(
        this AppDb db,
        Commitment commitment,
        ClosureOutcome outcome,
        string? note,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        if (!Enum.IsDefined(outcome))
            throw new Refusal("outcome", "Choose done or dropped.");
        RequireShort("note", note);
        if (
            outcome is ClosureOutcome.Done
            && commitment.Closure is null
            && await db.MissingAsync(commitment, practices, cancellation) is { } missing
        )
            throw new Refusal("", missing);
        commitment.Close(outcome, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), db.Now, db.Viewer.Name);
        db.Add(commitment.Closure!);
        db.Record(
            outcome is ClosureOutcome.Done ? "commitment.done" : "commitment.dropped",
            commitment.Title,
            commitment.Url,
            commitment.Closure!.Note,
            commitment
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await db.CommitmentAsync(commitment.Number, cancellation) is not { Closure: not null } closed)
                throw;
            RequireOpen(closed);
        }
    }

    private static void RequireOpen(Commitment commitment)
    {
        if (commitment.Closure is { } closure)
        {
            throw new Refusal(
                "",
                $"Commitment {commitment.Number} was closed on {closure.At:d MMM yyyy} by {closure.By}. Make a new one instead."
            );
        }
    }

    private static void RequireShort(string field, string? text)
    {
        if (text?.Length > 2000)
            throw new Refusal(field, "Keep it under 2,000 characters.");
    }
}
