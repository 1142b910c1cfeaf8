using Binnacle.Platform.Access;

namespace Binnacle.Platform.Commitments;

/// <summary>What somebody fills in to make a commitment, in the form or through the API.</summary>
/// <param name="Owner">A name or an unmistakable part of it; or say <paramref name="OwnerNumber"/>.</param>
/// <param name="Scope"><c>team:payments</c>; null or <c>organization</c> for the whole organization.</param>
/// <param name="Check">The check whose finding it answers, in the scope <paramref name="In"/>.</param>
/// <param name="Document">The number of the document whose finding it answers.</param>
/// <param name="From">The page it comes from, as <c>/practices/decisions/12</c>: a decision, a debt item, a review session.</param>
/// <param name="Answers">The number of the commitment whose failed verification it answers.</param>
public sealed record CommitmentDraft(
    string? Title,
    string? Owner = null,
    DateOnly? DueOn = null,
    string? Detail = null,
    int? OwnerNumber = null,
    string? Scope = null,
    string? Check = null,
    string? In = null,
    int? Document = null,
    ExpectedEffect? Expected = null,
    DataClass DataClass = DataClass.Open,
    string? From = null,
    int? Answers = null
);

/// <summary>Which number should move: that of a measure, or that of a check in a scope. Exactly one of them is named.</summary>
/// <param name="Check">The check, in the scope <paramref name="In"/>; null where a measure is named.</param>
/// <param name="AtLeast">In the number's own unit; of a share 0.1 is ten points. Null for any move that way.</param>
/// <param name="VerifyOn">The day to look; null for four weeks after the due date.</param>
/// <param name="Measure">The slug of the measure; null where a check is named.</param>
public sealed record ExpectedEffect(
    string? Check = null,
    string? In = null,
    bool Up = true,
    double? AtLeast = null,
    DateOnly? VerifyOn = null,
    string? Measure = null
);
