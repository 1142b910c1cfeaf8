using Binnacle.Platform.Data;
using Binnacle.Practices.Outcomes;

namespace Binnacle.Practices.Direction;

/// <summary>An objective, as initiatives, milestones and principles name it.</summary>
public sealed record Goal(int Number, string Name, string? Team);

/// <summary>The one place that asks the practice of outcomes.</summary>
internal static class Goals
{
    public static string Url(int number) => OutcomesContract.ObjectiveUrl(number);

    public static async Task<IReadOnlyList<Goal>> GoalsAsync(this AppDb db, CancellationToken cancellation) =>
        [.. (await db.ObjectivesAsync(cancellation)).Select(row => new Goal(row.Number, row.Name, row.Team))];
}
