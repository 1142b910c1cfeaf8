using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Review;

namespace Binnacle.Demo;

/// <summary>Commitments with their closures, each told on the Timeline when it was made and when it was closed.</summary>
internal static class CommitmentRows
{
    public static async Task WriteAsync(
        AppDb db,
        CatalogueRows catalogue,
        PracticeList practices,
        Telling telling,
        int seed,
        CancellationToken cancellation
    )
    {
        var draw = new Draw(seed, "commitments");
        var plans = Promises.All.OrderByDescending(plan => plan.MadeAgo).ToList();
        var number = (int)await db.TakeNumbersAsync("commitments", plans.Count, cancellation);
        foreach (var plan in plans)
        {
            var made = Calendar.At(telling.Calendar.Workday(plan.MadeAgo), 545 + draw.Below(40));
            var team = catalogue.Team(plan.Team);
            var owner = catalogue.Person(Northwind.Person(plan.Owner).Name);
            var scope = team is null ? ScopeText.Organization : ScopeText.OfTeam(team.Slug);
            var commitment = new Commitment
            {
                Id = draw.Id(),
                Number = number++,
                Title = plan.Title,
                OwnerId = owner.Id,
                TeamId = team?.Id,
                DueOn = telling.Calendar.Day(plan.DueAgo),
                Origin = plan.Check is null ? null : Finding.Key(plan.Check, scope),
                OriginTitle = plan.Check is null ? null : TitleOf(practices, plan.Check, team?.Name ?? Northwind.Name),
                ExpectedCheckId = plan.Effect is null ? null : plan.Check,
                ExpectedScope = plan.Effect is null ? null : scope,
                ExpectedUp = plan.Up,
                ExpectedAtLeast = plan.Effect,
                VerifyOn = plan.Effect is null ? null : telling.Calendar.Day(plan.DueAgo - 42),
                NumberBefore = plan.Before,
                MadeAt = made,
                MadeBy = draw.In(0.6) ? Northwind.Director : owner.Name,
            };
            db.Add(commitment);
            var url = $"/commitments/{commitment.Number}";
            telling.Tell(
                made,
                commitment.MadeBy,
                "commitment.made",
                plan.Title,
                url,
                $"Owner {owner.Name}, due {commitment.DueOn.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
                team?.Id
            );
            if (plan.ClosedAgo is not { } ago)
                continue;
            var closed = Calendar.At(telling.Calendar.Workday(ago), 620 + draw.Below(330));
            commitment.Close(
                plan.Dropped is null ? ClosureOutcome.Done : ClosureOutcome.Dropped,
                plan.Dropped,
                closed,
                owner.Name
            );
            // Promised before numbers were looked at by themselves.
            if (commitment.LookOn < telling.Calendar.Today)
                commitment.LookNext(null);
            telling.Tell(
                closed,
                owner.Name,
                plan.Dropped is null ? "commitment.done" : "commitment.dropped",
                plan.Title,
                url,
                plan.Dropped,
                team?.Id
            );
        }
        await db.SaveChangesAsync(cancellation);
    }

    private static string TitleOf(PracticeList practices, string check, string scope) =>
        $"{practices.Checks.Single(known => known.Id == check).Title}, {scope}";
}
