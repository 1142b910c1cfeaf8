using System.Globalization;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Debt;
using Binnacle.Practices.Debt.Capacity;
using Binnacle.Practices.Debt.Register;

namespace Binnacle.Demo;

/// <summary>The debt register with every estimate and decision, each told on the Timeline when it was made.</summary>
internal sealed class DebtRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private const long HourCost = 85_00;
    private static readonly Money Euro = new(Money.Usual);
    private readonly Draw draw = new(seed, "debt");

    public async Task WriteAsync(CancellationToken cancellation)
    {
        var items = new Dictionary<string, DebtItem>(StringComparer.Ordinal);
        var number = (int)await db.TakeNumbersAsync("debt", DebtTales.All.Length, cancellation);
        foreach (var tale in DebtTales.All)
        {
            var item = Item(tale, number++);
            db.Add(item);
            foreach (var estimate in tale.Estimates)
                Estimate(item, estimate, tale.Owner.Length == 0 ? "Amara" : tale.Owner);
            if (tale.Issue is { } issue)
                item.Links.Add(
                    new DebtLink
                    {
                        Id = draw.Id(),
                        ItemId = item.Id,
                        Url = issue,
                        Title = issue[(issue.LastIndexOf('/') + 1)..],
                        AddedAt = item.AddedAt,
                        AddedBy = item.AddedBy,
                    }
                );
            if (tale.Outcome is { } outcome)
                await CloseAsync(item, tale, outcome, cancellation);
            items[tale.Title] = item;
        }
        await db.SaveChangesAsync(cancellation);
        Plan(items, "search", DebtTales.QueuePaid, 6, "Replace the hand-written index queue");
        Plan(items, "checkout", 204, 4.5, "Two voucher engines");
        Plan(items, "payments", 70, 2.5, "Ledger tests that need the shared database");
        Plan(items, "payments", 28, 3, "Split the settlement batch lock");
        Plan(items, "payments", 0, 1.5, "Upgrade the message library, two majors behind");
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>What a team meant to pay in the cycle around a day; in Payments it stayed a plan.</summary>
    private void Plan(Dictionary<string, DebtItem> items, string slug, int ago, double capacity, string title)
    {
        var cycle = Cycle.Around(telling.Calendar.Day(ago), 14);
        var (team, planned) = (catalogue.Team(slug)!, items[title]);
        var first = telling.Calendar.Ago(cycle.StartsOn);
        var at = first > 0 ? At(first, 590) : Calendar.At(telling.Calendar.Workday(1), 590);
        bool WasOpen(DebtItem item) => item.AddedAt < at && (item.Closure is not { } closure || closure.At > at);
        var left = items
            .Values.Where(item => item != planned && item.TeamId == team.Id && WasOpen(item))
            .Select(item => item.Estimates.FindLast(estimate => estimate.At < at))
            .OfType<DebtEstimate>()
            .ToList();
        var plan = new DebtPlan
        {
            Id = draw.Id(),
            TeamId = team.Id,
            StartsOn = cycle.StartsOn,
            EndsOn = cycle.EndsOn,
            Capacity = capacity,
            MadeAt = at,
            MadeBy = Northwind.Director,
            LeftOut = left.Count,
            LeftOutCost = left.Sum(estimate => (estimate.CostLow!.Value + estimate.CostHigh!.Value) / 2),
        };
        var estimate = planned.Estimates.FindLast(estimate => estimate.At < at)!;
        var weeks = (estimate.WeeksLow!.Value + estimate.WeeksHigh!.Value) / 2;
        plan.Items.Add(
            new DebtPlanItem
            {
                PlanId = plan.Id,
                ItemId = planned.Id,
                Weeks = weeks,
                Cost = (estimate.CostLow!.Value + estimate.CostHigh!.Value) / 2,
            }
        );
        db.Add(plan);
        var told = string.Create(
            CultureInfo.InvariantCulture,
            $"{weeks:0.#} of {capacity:0.#} weeks: items {planned.Number}; {left.Count} left out"
        );
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{cycle.StartsOn:d MMM yyyy} to {cycle.EndsOn:d MMM yyyy}"
        );
        telling.Tell(at, Northwind.Director, "debt-plan.kept", name, "/practices/debt/capacity", told, team.Id);
    }

    private DebtItem Item(DebtTale tale, int number)
    {
        var owner = tale.Owner.Length == 0 ? null : catalogue.Person(Northwind.Person(tale.Owner).Name);
        var at = At(tale.AddedAgo, 560);
        var by = owner?.Name ?? Northwind.Person("Amara").Name;
        var item = new DebtItem
        {
            Id = draw.Id(),
            Number = number,
            Title = tale.Title,
            Context = tale.Context,
            OwnerId = owner?.Id,
            OwnedSince = owner is null ? null : at,
            TeamId = catalogue.Team(tale.Team)?.Id,
            RepositoryId = catalogue.Repository(tale.Repository).Id,
            Path = tale.Path,
            Source = tale.Source,
            ProposalKey = tale.Source switch
            {
                DebtSource.Hotspot => $"hotspot:{tale.Repository}:{tale.Path}",
                DebtSource.Coupling => $"coupling:{tale.Repository}:{tale.Path}+query",
                _ => null,
            },
            Evidence = tale.Evidence,
            AddedAt = at,
            AddedBy = by,
        };
        var told = owner is null ? "No owner yet" : $"Owner {owner.Name}";
        telling.Tell(at, by, "debt-item.added", item.Title, item.Url, told, item.TeamId);
        return item;
    }

    private void Estimate(DebtItem item, EstimateTale tale, string owner)
    {
        var by = Northwind.Person(owner).Name;
        var before = item.Estimate;
        var estimate = new DebtEstimate
        {
            Id = draw.Id(),
            ItemId = item.Id,
            At = At(tale.Ago, 640),
            By = by,
            Note = tale.Note,
            Class = tale.Class,
            LookAgainOn = tale.LookAgo is { } look ? telling.Calendar.Day(look) : null,
            Urgency = tale.Urgency,
            UrgentOn = tale.UrgentAgo is { } urgent ? telling.Calendar.Day(urgent) : null,
            HoursLow = tale.HoursHigh > 0 ? tale.HoursLow : null,
            HoursHigh = tale.HoursHigh > 0 ? tale.HoursHigh : null,
            HourCost = tale.HoursHigh > 0 ? HourCost : null,
            DelayDaysLow = tale.Delay?.DaysLow,
            DelayDaysHigh = tale.Delay?.DaysHigh,
            DelayWeekLow = tale.Delay?.WeekLow * 100L,
            DelayWeekHigh = tale.Delay?.WeekHigh * 100L,
            OutageLow = tale.Outage?.Low,
            OutageHigh = tale.Outage?.High,
            ImpactLow = tale.Outage?.ImpactLow * 100L,
            ImpactHigh = tale.Outage?.ImpactHigh * 100L,
            WeeksLow = tale.WeeksLow,
            WeeksHigh = tale.WeeksHigh,
            WsjfValue = tale.Wsjf?.Value,
            WsjfTime = tale.Wsjf?.Time,
            WsjfRisk = tale.Wsjf?.Risk,
            WsjfSize = tale.Wsjf?.Size,
        }.Priced();
        item.Take(estimate);
        var told = new Changes()
            .Add("cost a week", before?.Cost is { } was ? Euro.Say(was) : null, Euro.Say(estimate.Cost!.Value))
            .Add(
                "effort in weeks",
                before?.Weeks is { } weeks ? DebtNumbers.Tight(weeks) : null,
                DebtNumbers.Tight(estimate.Weeks!.Value)
            )
            .Told;
        telling.Tell(estimate.At, by, "debt-item.estimated", item.Title, item.Url, told, item.TeamId);
    }

    private async Task CloseAsync(DebtItem item, DebtTale tale, DebtOutcome outcome, CancellationToken cancellation)
    {
        var at = At(tale.ClosedAgo, 870);
        var closure = item.Close(outcome, tale.Reason, at, Northwind.Director);
        var verb = $"debt-item.{outcome.ToString().ToLowerInvariant()}";
        telling.Tell(at, Northwind.Director, verb, item.Title, item.Url, tale.Reason, item.TeamId);
        if (tale.ClosedAgo == DebtTales.QueuePaid)
            closure.Commitment = await PromiseAsync(item, at, cancellation);
    }

    /// <summary>What paying the queue should change: the way to a release of Search.</summary>
    private async Task<int> PromiseAsync(DebtItem item, DateTime at, CancellationToken cancellation)
    {
        var owner = catalogue.Person(Northwind.Person("Sofie").Name);
        var due = telling.Calendar.Day(DebtTales.QueuePaid - 120);
        var commitment = new Commitment
        {
            Id = draw.Id(),
            Number = (int)await db.TakeNumbersAsync("commitments", 1, cancellation),
            Title = $"See that paying “{item.Title}” helped",
            Detail = $"[Debt {item.Number}]({item.Url})",
            OwnerId = owner.Id,
            TeamId = item.TeamId,
            DueOn = due,
            Origin = $"page:{item.Url}",
            OriginTitle = $"Debt {item.Number}: {item.Title}",
            ExpectedCheckId = "flow.lead-time",
            ExpectedScope = "team:search",
            ExpectedUp = false,
            ExpectedAtLeast = 3,
            VerifyOn = due,
            NumberBefore = 15.4,
            MadeAt = at,
            MadeBy = Northwind.Director,
        };
        db.Add(commitment);
        var day = due.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        telling.Tell(
            at,
            Northwind.Director,
            "commitment.made",
            commitment.Title,
            commitment.Url,
            $"Owner {owner.Name}, due {day}",
            item.TeamId
        );
        var closed = At(DebtTales.QueuePaid - 121, 600);
        commitment.Close(
            ClosureOutcome.Done,
            "Fixes in indexing fell; releases come weekly since.",
            closed,
            owner.Name
        );
        commitment.LookNext(null);
        telling.Tell(
            closed,
            owner.Name,
            "commitment.done",
            commitment.Title,
            commitment.Url,
            commitment.Closure!.Note,
            item.TeamId
        );
        return commitment.Number;
    }

    private DateTime At(int ago, int minutes) => Calendar.At(telling.Calendar.Workday(ago), minutes + draw.Below(50));
}
