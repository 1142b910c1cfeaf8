using Binnacle.Platform;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Debt.Register;

namespace Binnacle.Practices.Debt.Effect;

public static class DebtPaying
{
    /// <summary>Closes it as paid; where an effect is expected, that becomes a commitment. Both or neither.</summary>
    public static async Task PayAsync(
        this AppDb db,
        DebtItem item,
        string? note,
        CommitmentDraft? promise,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.CloseAsync(item, DebtOutcome.Paid, note, cancellation);
        if (promise is not null)
        {
            var answers = new FindingBehind($"page:{item.Url}", $"Debt {item.Number}: {item.Title}", "", null);
            var commitment = await db.MakeCommitmentAsync(promise, practices, answers, cancellation);
            item.Closure!.Commitment = commitment.Number;
            db.Record(
                "debt-item.effect-expected",
                item.Title,
                item.Url,
                $"Commitment {commitment.Number}: {commitment.Title}, to be looked at on {commitment.VerifyOn ?? commitment.DueOn:d MMM yyyy}"
            );
            await db.SaveChangesAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
    }
}
