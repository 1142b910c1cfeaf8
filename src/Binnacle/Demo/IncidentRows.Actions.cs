using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Alarms;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>Actions and the detection gaps that they should close.</summary>
internal sealed partial class IncidentRows
{
    private async Task AddActionsAsync(CancellationToken cancellation)
    {
        var results = Gap(
            "search-api",
            "Number of results",
            350,
            318,
            "EmptyResultsHigh",
            FiredIn.Experiment,
            "reindex of an empty index, on staging data"
        );
        var queue = Gap(
            "settlement",
            "Depth of the settlement queue",
            214,
            160,
            "SettlementQueueDepth",
            FiredIn.Drill,
            "drill of a standing queue"
        );
        var market = Gap("checkout", "Error rate by market", 77);
        var number = (int)await db.TakeNumbersAsync("commitments", 6, cancellation);
        Act(
            352,
            ActionKind.Preventive,
            "Move the alias only when the new index answers",
            "Yusuf Demir",
            350,
            325,
            330,
            IncidentPlans.Empty,
            null,
            "It has not come back since. The check before the move stopped two reindexes.",
            180
        );
        Act(
            352,
            ActionKind.Detective,
            "Alert on searches without a result",
            "Chloe Tremblay",
            350,
            320,
            322,
            null,
            results,
            null,
            0
        );
        Act(
            301,
            ActionKind.Preventive,
            "Start the settlement batch an hour earlier",
            "Jonas Lindqvist",
            298,
            270,
            272,
            IncidentPlans.Late,
            null,
            "It came back as often as before: when it starts was not what made it late.",
            95
        );
        Act(
            216,
            ActionKind.Detective,
            "Alert on the depth of the settlement queue before partners call",
            "Priya Venkatesan",
            213,
            185,
            187,
            null,
            queue,
            null,
            0
        );
        Act(
            57,
            ActionKind.Preventive,
            "Try each voucher rule in every market before a release",
            "Lucía Ferrer",
            54,
            26,
            28,
            IncidentPlans.Vouchers,
            null,
            null,
            0
        );
        Act(
            79,
            ActionKind.Detective,
            "Alert on the error rate of each market",
            "Kenji Morita",
            70,
            -12,
            null,
            null,
            market,
            null,
            0
        );
        var declined = byDay[79];
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

        void Act(
            int ago,
            ActionKind kind,
            string title,
            string owner,
            int made,
            int due,
            int? done,
            string? signature,
            Guid? gap,
            string? seen,
            int seenAgo
        )
        {
            var incident = byDay[ago];
            var at = Calendar.At(telling.Calendar.Workday(made), 600 + draw.Below(200));
            var commitment = new Commitment
            {
                Id = draw.Id(),
                Number = number++,
                Title = title,
                OwnerId = catalogue.Person(owner).Id,
                TeamId = incident.TeamId,
                DueOn = telling.Calendar.Day(due),
                Origin = $"page:{incident.Url}",
                OriginTitle = incident.Title,
                MadeAt = at,
                MadeBy = owner,
            };
            db.Add(commitment);
            telling.Tell(at, owner, "commitment.made", title, commitment.Url, null, incident.TeamId);
            if (done is { } doneAgo)
            {
                var closed = Calendar.At(telling.Calendar.Day(doneAgo), 700);
                commitment.Close(ClosureOutcome.Done, null, closed, owner);
                telling.Tell(closed, owner, "commitment.done", title, commitment.Url, null, incident.TeamId);
            }
            var action = new IncidentAction
            {
                Id = draw.Id(),
                IncidentId = incident.Id,
                Kind = kind,
                Title = title,
                CommitmentId = commitment.Id,
                SignatureId = signature is null ? null : signatures[signature].Id,
                GapId = gap,
                AddedAt = at,
                AddedBy = owner,
            };
            db.Add(action);
            if (seen is not null)
                action.Looks.Add(
                    new ActionLook
                    {
                        Id = draw.Id(),
                        ActionId = action.Id,
                        At = Calendar.At(telling.Calendar.Workday(seenAgo), 660),
                        By = owner,
                        Verdict = title.StartsWith("Move", StringComparison.Ordinal)
                            ? RecurrenceVerdict.TooEarly
                            : RecurrenceVerdict.NoEvidence,
                        Note = seen,
                    }
                );
        }
    }

    private Guid Gap(
        string slug,
        string signal,
        int ago,
        int? closedAgo = null,
        string? alert = null,
        FiredIn? firedIn = null,
        string? firedWhat = null
    )
    {
        var service = services[slug];
        var at = Calendar.At(telling.Calendar.Workday(ago), 630);
        var gap = new DetectionGap
        {
            Id = draw.Id(),
            ServiceId = service.Id,
            Signal = signal,
            OpenedAt = at,
            OpenedBy = Northwind.Director,
        };
        telling.Tell(at, Northwind.Director, "detection-gap.opened", signal, GapVerbs.Page, null, service.TeamId);
        if (closedAgo is { } days)
        {
            var fired = Calendar.At(telling.Calendar.Workday(days), 610);
            gap.AlarmId = AddAlarm(null, service, alert!, "warning", fired, fired.AddMinutes(9)).Id;
            (gap.ClosedAt, gap.ClosedBy) = (fired.AddMinutes(40), Northwind.Director);
            (gap.FiredIn, gap.FiredWhat) = (firedIn, firedWhat);
            telling.Tell(
                gap.ClosedAt.Value,
                Northwind.Director,
                "detection-gap.closed",
                signal,
                GapVerbs.Page,
                firedWhat,
                service.TeamId
            );
        }
        db.Add(gap);
        return gap.Id;
    }
}
