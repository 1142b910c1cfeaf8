using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Detection;

namespace Binnacle.Demo;

/// <summary>Actions and the detection gaps that they should close.</summary>
internal sealed class IncidentActionRows(
    AppDb db,
    CatalogueRows catalogue,
    Telling telling,
    Draw draw,
    IncidentRows incidents
)
{
    public async Task AddAsync(CancellationToken cancellation)
    {
        var gaps = ActionPlans.Gaps.ToDictionary(plan => plan.Signal, AddGap, StringComparer.Ordinal);
        var number = (int)await db.TakeNumbersAsync("commitments", ActionPlans.All.Length, cancellation);
        foreach (var plan in ActionPlans.All)
            Add(plan, number++, plan.Gap is null ? null : gaps[plan.Gap]);
        var declined = incidents.Of(79);
        db.Add(
            new IncidentAction
            {
                Id = draw.Id(),
                IncidentId = declined.Id,
                Kind = ActionKind.Preventive,
                Title = "Run all tests with the flags of every market",
                AddedAt = declined.StartedAt.AddDays(5),
                AddedBy = "Marta Oliveira",
                DeclinedAt = declined.StartedAt.AddDays(5),
                DeclinedBy = "Marta Oliveira",
                DeclinedBecause =
                    "The suite would run for three hours. An alert by market finds it within minutes, and a flag is off in one.",
            }
        );
    }

    private void Add(ActionPlan plan, int number, Guid? gap)
    {
        var incident = incidents.Of(plan.Ago);
        var at = Calendar.At(telling.Calendar.Workday(plan.Made), 600 + draw.Below(200));
        var commitment = new Commitment
        {
            Id = draw.Id(),
            Number = number,
            Title = plan.Title,
            OwnerId = catalogue.Person(plan.Owner).Id,
            TeamId = incident.TeamId,
            DueOn = telling.Calendar.Day(plan.Due),
            Origin = $"page:{incident.Url}",
            OriginTitle = incident.Title,
            MadeAt = at,
            MadeBy = plan.Owner,
        };
        db.Add(commitment);
        telling.Tell(at, plan.Owner, "commitment.made", plan.Title, commitment.Url, null, incident.TeamId);
        if (plan.Done is { } done)
        {
            var closed = Calendar.At(telling.Calendar.Day(done), 700);
            commitment.Close(ClosureOutcome.Done, null, closed, plan.Owner);
            telling.Tell(closed, plan.Owner, "commitment.done", plan.Title, commitment.Url, null, incident.TeamId);
        }
        var action = new IncidentAction
        {
            Id = draw.Id(),
            IncidentId = incident.Id,
            Kind = plan.Kind,
            Title = plan.Title,
            CommitmentId = commitment.Id,
            SignatureId = plan.Signature is null ? null : incidents.SignatureOf(plan.Signature),
            NoSignatureBecause = plan.NoSignatureBecause,
            GapId = gap,
            AddedAt = at,
            AddedBy = plan.Owner,
        };
        db.Add(action);
        if (plan.Look is { } look)
            action.Looks.Add(
                new ActionLook
                {
                    Id = draw.Id(),
                    ActionId = action.Id,
                    At = Calendar.At(telling.Calendar.Workday(look.Ago), 660),
                    By = plan.Owner,
                    Verdict = look.Verdict,
                    Note = look.Note,
                }
            );
    }

    private Guid AddGap(GapPlan plan)
    {
        var service = incidents.ServiceOf(plan.Service);
        var at = Calendar.At(telling.Calendar.Workday(plan.Ago), 630);
        var gap = new DetectionGap
        {
            Id = draw.Id(),
            ServiceId = service.Id,
            Signal = plan.Signal,
            OpenedAt = at,
            OpenedBy = Northwind.Director,
        };
        telling.Tell(at, Northwind.Director, "detection-gap.opened", plan.Signal, GapVerbs.Page, null, service.TeamId);
        if (plan.ClosedBy is { } alert)
        {
            var fired = Calendar.At(telling.Calendar.Workday(alert.Ago), 610);
            gap.AlarmId = incidents.AddAlarm(null, service, alert.Name, "warning", fired, fired.AddMinutes(9)).Id;
            (gap.ClosedAt, gap.ClosedBy) = (fired.AddMinutes(40), Northwind.Director);
            (gap.FiredIn, gap.FiredWhat) = (alert.FiredIn, alert.FiredWhat);
            telling.Tell(
                gap.ClosedAt.Value,
                Northwind.Director,
                "detection-gap.closed",
                plan.Signal,
                GapVerbs.Page,
                alert.FiredWhat,
                service.TeamId
            );
        }
        db.Add(gap);
        return gap.Id;
    }
}
