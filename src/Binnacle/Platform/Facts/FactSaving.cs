using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>Joins what sources told into the tables, inside the caller's transaction.</summary>
public static class FactSaving
{
    /// <summary>Two may hold tellings of one fact: they join one after the other.</summary>
    internal const string Hold = "facts";

    public static async Task JoinFactsAsync(
        this AppDb db,
        IReadOnlyList<Telling> tellings,
        CancellationToken cancellation = default
    )
    {
        if (tellings.Count == 0)
            return;
        await db.HoldAsync(Hold, cancellation);
        var attribution = await db.AttributionAsync(cancellation);
        foreach (var own in tellings.GroupBy(telling => telling.Fact.GetType()))
            await FactKind.Of(own.Key).JoinAsync(db, own, attribution, cancellation);
        await db.SaveChangesAsync(cancellation);
        var alarms = tellings.Select(telling => telling.Fact).OfType<Alarm>().Select(alarm => alarm.Id).ToHashSet();
        if (alarms.Count > 0)
            await db.TellNewsAsync(alarms, cancellation);
    }
}
