using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;
using Binnacle.Practices.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>Why something was decided and who said so, from the decision itself: the Timeline tells that it was.</summary>
internal static class DecisionReasons
{
    private static readonly DecisionStatus[] Final =
    [
        DecisionStatus.Accepted,
        DecisionStatus.Rejected,
        DecisionStatus.Superseded,
    ];

    public static async Task<IReadOnlyList<Happening>> WithReasonsAsync(
        this AppDb db,
        IReadOnlyList<Happening> decisions,
        DateTime end,
        CancellationToken cancellation
    )
    {
        var numbers = decisions.Select(row => NumberOf(row.Url)).ToList();
        var known = await db.Set<Decision>()
            .AsNoTracking()
            .Where(row => row.DataClass == DataClass.Open && numbers.Contains(row.Number))
            .Select(row => new
            {
                row.Number,
                row.Outcome,
                Last = row
                    .Steps.Where(step => step.At < end && Final.Contains(step.Status))
                    .OrderByDescending(step => step.At)
                    .ThenByDescending(step => step.Id)
                    .Select(step => new { step.By, step.Note })
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(row => row.Number, cancellation);
        return
        [
            .. decisions.Select(row =>
                known.GetValueOrDefault(NumberOf(row.Url)) is { } decision
                    ? row with
                    {
                        By = decision.Last?.By,
                        Note = Reason(row, decision.Last?.Note, decision.Outcome),
                    }
                    : row
            ),
        ];
    }

    /// <summary>What was said with the verdict; of what was accepted else the outcome, which holds its why.</summary>
    private static string? Reason(Happening row, string? note, string? outcome)
    {
        var said = row.Note ?? note ?? (row.Verb is "decision.accepted" or "decision.recorded" ? outcome : null);
        return said is null
            ? null
            : MarkdownText
                .PlainOf(said)
                .Split('\n')
                // A heading says what comes, and not why.
                .Where(line => !line.StartsWith('#'))
                .Select(line => line.TrimStart('-', '*', '+', '>', ' ').Trim())
                .FirstOrDefault(line => line.Length > 0);
    }

    private static int NumberOf(string url) =>
        int.TryParse(url.AsSpan(url.LastIndexOf('/') + 1), out var number) ? number : 0;
}
