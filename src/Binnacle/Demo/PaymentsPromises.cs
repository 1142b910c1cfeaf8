using System.Globalization;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;

namespace Binnacle.Demo;

/// <summary>
/// Two years of small promises of Payments: kept until people left in the reorganization, then mostly late, and kept again since
/// the team promises less at once. All are closed.
/// </summary>
internal sealed class PaymentsPromises(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private const int First = 690;
    private const int Every = 15;

    private static readonly string[] Titles =
    [
        "Say in the log which gateway refused",
        "Remove the second currency table",
        "Test refunds in the sandbox each night",
        "Page on a growing settlement queue",
        "Write down the fee schedule",
        "Delete the nightly reconciliation by hand",
        "Answer support about chargebacks in a day",
        "Move card tokens to the vault",
        "Show the state of a payout to merchants",
        "Upgrade the ledger's database driver",
        "Split the settlement file by market",
        "Drop the old webhook format",
        "Agree with Finance on rounding",
        "Alert on refused renewals",
        "Store receipts for ten years",
        "Cover partial refunds with tests",
    ];

    private static readonly string[] Owners = ["Jonas Lindqvist", "Amara Okafor", "Baraka Mwangi"];

    private readonly Draw draw = new(seed, "payments-promises");

    public async Task WriteAsync(CancellationToken cancellation)
    {
        var team = catalogue.Team("payments")!;
        var dues = Enumerable.Range(0, (First - 12) / Every).Select(index => First - (index * Every)).ToList();
        var number = (int)await db.TakeNumbersAsync("commitments", dues.Count, cancellation);
        foreach (var (index, ago) in dues.Index())
        {
            var due = telling.Calendar.Workday(ago);
            var owner = catalogue.Person(Owners[index % Owners.Length]);
            var made = Calendar.At(telling.Calendar.Workday(ago + 30 + draw.Below(15)), 560 + draw.Below(60));
            var commitment = new Commitment
            {
                Id = draw.Id(),
                Number = number++,
                Title =
                    Titles[index % Titles.Length]
                    + (index / Titles.Length) switch
                    {
                        0 => "",
                        1 => ", second part",
                        _ => ", in all markets",
                    },
                OwnerId = owner.Id,
                TeamId = team.Id,
                DueOn = due,
                MadeAt = made,
                MadeBy = owner.Name,
            };
            db.Add(commitment);
            telling.Tell(
                made,
                owner.Name,
                "commitment.made",
                commitment.Title,
                commitment.Url,
                $"Owner {owner.Name}, due {due.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
                team.Id
            );
            var closed = Calendar.At(Closed(ago, due), 600 + draw.Below(300));
            commitment.Close(ClosureOutcome.Done, null, closed, owner.Name);
            telling.Tell(closed, owner.Name, "commitment.done", commitment.Title, commitment.Url, null, team.Id);
        }
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Late in the months after the reorganization, seldom before and since.</summary>
    private DateOnly Closed(int ago, DateOnly due)
    {
        var troubled = ago is < Northwind.Reorganization + 20 and > 55;
        var late = draw.In(troubled ? 0.8 : 0.12);
        var day = late ? due.AddDays(4 + draw.Below(6)) : due.AddDays(-draw.Below(4));
        var yesterday = telling.Calendar.Day(1);
        return day > yesterday ? yesterday : day;
    }
}
