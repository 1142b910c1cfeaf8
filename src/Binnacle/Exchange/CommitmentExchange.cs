using Binnacle.Platform.Commitments;

namespace Binnacle.Exchange;

/// <summary>A commitment with all its steps, out and in.</summary>
internal static class CommitmentExchange
{
    public static CommitmentItem Item(Commitment row, int owner, string? team) =>
        new(
            row.Number,
            row.Title,
            row.Detail,
            owner,
            team,
            row.DueOn,
            row.Origin,
            row.OriginTitle,
            row.ExpectedCheckId,
            row.ExpectedScope,
            row.ExpectedUp,
            row.ExpectedAtLeast,
            row.VerifyOn,
            row.NumberBefore,
            row.MadeAt,
            row.MadeBy,
            row.DataClass,
            row.Closure is { } closure ? new(closure.Outcome, closure.Note, closure.At, closure.By) : null,
            row.ExpectedMeasure,
            row.UnitBefore,
            row.VersionBefore,
            row.PromisedOn,
            row.LookOn,
            [
                .. row
                    .Moves.OrderBy(move => move.At)
                    .Select(move => new DueMoveItem(move.DueBefore, move.DueAfter, move.Reason, move.At, move.By)),
            ],
            [
                .. row
                    .HandOvers.OrderBy(step => step.At)
                    .Select(step => new HandOverItem(step.OwnerBefore, step.OwnerAfter, step.At, step.By)),
            ],
            [.. row.Verifications.OrderBy(look => look.LookedFor).Select(Item)]
        );

    private static VerificationItem Item(Verification look) =>
        new(
            look.LookedFor,
            look.At,
            look.Verdict,
            look.LessThanPromised,
            look.Unmeasurable,
            look.Method,
            look.Unit,
            look.BeforeFrom,
            look.BeforeTo,
            look.AfterFrom,
            look.AfterTo,
            look.CountBefore,
            look.CountAfter,
            look.Before,
            look.After,
            look.Low,
            look.High,
            look.Detectable,
            look.Answer is { } answer
                ? new(answer.Kind, answer.Reason, answer.LookOn, answer.Commitment, answer.At, answer.By)
                : null
        );

    /// <summary>Adds the steps that are not there yet; those of an older file, which knew none, stay as they are.</summary>
    /// <returns>Rows for the database to add, where the commitment was there before.</returns>
    public static IReadOnlyList<object> AddSteps(Commitment commitment, CommitmentItem item)
    {
        var added = new List<object>();
        foreach (var move in item.Moves ?? [])
        {
            if (commitment.Moves.Exists(known => known.At == move.At))
                continue;
            added.Add(
                new DueMove
                {
                    CommitmentId = commitment.Id,
                    DueBefore = move.DueBefore,
                    DueAfter = move.DueAfter,
                    Reason = move.Reason,
                    At = move.At,
                    By = move.By,
                }
            );
        }
        foreach (var step in item.HandOvers ?? [])
        {
            if (commitment.HandOvers.Exists(known => known.At == step.At))
                continue;
            added.Add(
                new HandOver
                {
                    CommitmentId = commitment.Id,
                    OwnerBefore = step.OwnerBefore,
                    OwnerAfter = step.OwnerAfter,
                    At = step.At,
                    By = step.By,
                }
            );
        }
        foreach (var look in item.Verifications ?? [])
        {
            var known = commitment.Verifications.Find(known => known.LookedFor == look.LookedFor);
            if (known is null)
            {
                known = New(commitment, look);
                added.Add(known);
            }
            if (known.Answer is null && look.Answer is { } answer)
                added.Add(New(known, answer));
        }
        return added;
    }

    /// <param name="here">The newest look that is there.</param>
    /// <returns>True where the file's newest look, or the answer to it, is not known yet and no newer one is.</returns>
    public static bool TellsMore(Verification? here, CommitmentItem item) =>
        item.Verifications is { Count: > 0 } looks
        && looks.MaxBy(look => look.LookedFor) is { } newest
        && (
            here is null
            || newest.LookedFor > here.LookedFor
            || (newest.LookedFor == here.LookedFor && here.Answer is null && newest.Answer is not null)
        );

    /// <summary>What the commitment says of its newest look.</summary>
    public static void TellNewest(Commitment commitment, VerificationItem newest)
    {
        commitment.Looked(New(commitment, newest));
        if (newest.Answer is not null)
            commitment.Answered();
    }

    private static Verification New(Commitment commitment, VerificationItem look) =>
        new()
        {
            CommitmentId = commitment.Id,
            LookedFor = look.LookedFor,
            At = look.At,
            Verdict = look.Verdict,
            LessThanPromised = look.LessThanPromised,
            Unmeasurable = look.Unmeasurable,
            Method = look.Method,
            Unit = look.Unit,
            BeforeFrom = look.BeforeFrom,
            BeforeTo = look.BeforeTo,
            AfterFrom = look.AfterFrom,
            AfterTo = look.AfterTo,
            CountBefore = look.CountBefore,
            CountAfter = look.CountAfter,
            Before = look.Before,
            After = look.After,
            Low = look.Low,
            High = look.High,
            Detectable = look.Detectable,
        };

    private static VerificationAnswer New(Verification look, VerificationAnswerItem answer) =>
        new()
        {
            VerificationId = look.Id,
            Kind = answer.Kind,
            Reason = answer.Reason,
            LookOn = answer.LookOn,
            Commitment = answer.Commitment,
            At = answer.At,
            By = answer.By,
        };
}
