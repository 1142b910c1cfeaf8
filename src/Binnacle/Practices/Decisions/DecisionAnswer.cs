using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions;

/// <summary>One decision for programs: what it says, and every row of how it came about.</summary>
public sealed record DecisionAnswer(
    int Number,
    string Title,
    DecisionStatus Status,
    DateTime StatusAt,
    string? Team,
    string? Decider,
    DateTime? ProposedAt,
    DateTime? DecidedAt,
    DateOnly? RevisitOn,
    DecisionSubstance Says,
    IReadOnlyList<StepAnswer> Steps,
    IReadOnlyList<AdviceAnswer> Advice,
    IReadOnlyList<LinkedDecision> Supersedes,
    IReadOnlyList<LinkedDecision> SupersededBy,
    IReadOnlyList<MeasureAnswer> Measures,
    IReadOnlyList<int> Principles,
    IReadOnlyList<ConfirmationAnswer> Confirmations,
    IReadOnlyList<RevisitAnswer> Revisits,
    string? Origin,
    string? OriginTitle,
    int? Document,
    DateTime WrittenAt,
    string WrittenBy,
    DataClass DataClass,
    int Revision
)
{
    public static async Task<DecisionAnswer?> LoadAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await DecisionModel.LoadAsync(db, number, cancellation) is not { } model)
            return null;
        var row = model.Decision;
        return new(
            row.Number,
            row.Title,
            row.Status,
            row.StatusAt,
            model.Team,
            model.Decider,
            row.ProposedAt,
            row.DecidedAt,
            row.RevisitOn,
            DecisionSubstance.Of(row),
            row.Steps.ConvertAll(step => new StepAnswer(step.Status, step.At, step.By, step.Note)),
            row.Advice.ConvertAll(advice => new AdviceAnswer(
                advice.Id,
                advice.PersonId is { } person ? model.People.GetValueOrDefault(person) : null,
                advice.AskedAt,
                advice.AskedBy,
                advice.Question,
                advice.GivenAt,
                advice.GivenBy,
                advice.Text,
                advice.ConsideredAt,
                advice.ConsideredBy,
                advice.Considered
            )),
            model.Older,
            model.Younger,
            [
                .. model.Measures.Select(measure => new MeasureAnswer(
                    measure.Slug,
                    measure.Name,
                    measure.Unit,
                    measure.Then,
                    measure.Now
                )),
            ],
            [.. row.Principles.Select(principle => principle.Number).Order()],
            row.Confirmations.ConvertAll(row => new ConfirmationAnswer(row.At, row.By, row.How)),
            row.Revisits.ConvertAll(row => new RevisitAnswer(row.At, row.By, row.Verdict, row.Note, row.NextOn)),
            row.Origin,
            row.OriginTitle,
            model.Document?.Number,
            row.WrittenAt,
            row.WrittenBy,
            row.DataClass,
            row.Revision
        );
    }
}

public sealed record StepAnswer(DecisionStatus Status, DateTime At, string By, string? Note);

public sealed record AdviceAnswer(
    Guid Id,
    string? Person,
    DateTime? AskedAt,
    string? AskedBy,
    string? Question,
    DateTime? GivenAt,
    string? GivenBy,
    string? Text,
    DateTime? ConsideredAt,
    string? ConsideredBy,
    string? Considered
);

/// <param name="Then">On the day of the decision; null is unknown.</param>
public sealed record MeasureAnswer(string Slug, string Name, string Unit, double? Then, double? Now);

public sealed record ConfirmationAnswer(DateTime At, string By, string How);

public sealed record RevisitAnswer(DateTime At, string By, RevisitVerdict Verdict, string Note, DateOnly? NextOn);
