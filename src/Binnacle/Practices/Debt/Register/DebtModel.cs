using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web.Components;
using Binnacle.Practices.Debt.Effect;
using Binnacle.Practices.Debt.Order;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <summary>All that the pages of one item show.</summary>
/// <param name="Near">Its neighbours in the order, with the chance that this item belongs before each.</param>
/// <param name="Interest">What the history says of its place in the last half year; null where no repository is named.</param>
/// <param name="Lead">Null where the repository has no release.</param>
public sealed record DebtModel(
    DebtItem Item,
    DebtRow Row,
    Money Money,
    Waiting? Waiting,
    IReadOnlyList<(double Week, double Low, double Middle, double High)> Curve,
    IReadOnlyList<(DebtRow Row, double Before)> Near,
    int Ordered,
    PlaceFacts? Interest,
    PlaceLeadTime? Lead,
    PaidEffect? Effect,
    IReadOnlyList<TimelineList.Entry> History
)
{
    private const int Neighbours = 2;

    public static async Task<DebtModel?> LoadAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await db.DebtItemAsync(number, cancellation) is not { } item)
            return null;
        var money = await Money.OfAsync(db, cancellation);
        var register = await db.DebtRegisterAsync(null, cancellation);
        var row = register.Rows.Single(row => row.Number == number);
        var waiting = row.IsOpen ? row.AsWaiting(db.Today) : null;
        var repository = await db.ReadRepositoryAsync(item.RepositoryId, cancellation);
        var history = await db.Set<TimelineEvent>()
            .Where(entry => entry.SubjectUrl == item.Url)
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id)
            .Select(entry => new TimelineList.Entry(entry.At, entry.Actor, Verb(entry.Verb), "", null, entry.Details))
            .ToListAsync(cancellation);
        return new(
            item,
            row,
            money,
            waiting,
            waiting is null ? [] : Portfolio.Curve([waiting]),
            waiting is null ? [] : Around(register, waiting, db.Today),
            register.Portfolio.Items.Count,
            repository is null
                ? null
                : await db.PlaceFactsAsync(
                    repository.Id,
                    item.Path,
                    db.Today.AddDays(-PaidEffect.Days),
                    db.Today,
                    cancellation
                ),
            repository is null ? null : await PlaceLeadTime.LoadAsync(db, repository.Id, item.Path, cancellation),
            await db.PaidEffectAsync(item, cancellation),
            history
        );
    }

    private static List<(DebtRow, double)> Around(DebtRegister register, Waiting own, DateOnly today)
    {
        var scores = Draws.Scores(own);
        var place = register.Portfolio.Items.ToList().FindIndex(item => item.Number == own.Number);
        return
        [
            .. register
                .Rows.Where(row =>
                    row.Place is { } other && other != place + 1 && Math.Abs(other - place - 1) <= Neighbours
                )
                .Select(row => (row, Draws.Beats(scores, Draws.Scores(row.AsWaiting(today)!)))),
        ];
    }

    private static string Verb(string verb) =>
        verb switch
        {
            "debt-item.added" => "wrote it down",
            "debt-item.changed" => "changed it",
            "debt-item.estimated" => "estimated it",
            "debt-item.linked" => "linked",
            "debt-item.paid" => "closed it as paid",
            "debt-item.accepted" => "accepted it",
            "debt-item.dropped" => "dropped it",
            "debt-item.reopened" => "opened it again",
            "debt-item.planned" => "planned it",
            "debt-item.effect-expected" => "said what paying it should change",
            _ => verb,
        };
}
