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

/// <summary>
/// Incidents of two years with their times and alarms, two postmortems, and what was done: with effect, without, and too
/// lately to tell. Those of the last month come from the pager's events by themselves.
/// </summary>
internal sealed class IncidentRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private const string Host = "alerts.northwind.example";

    private readonly Draw draw = new(seed, "incidents");
    private readonly Dictionary<string, FailureSignature> signatures = [];
    private readonly Dictionary<int, Incident> byDay = [];
    private readonly List<Alarm> alarms = [];
    private Dictionary<string, Service> services = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        services = await db.Set<Service>().ToDictionaryAsync(row => row.Slug, StringComparer.Ordinal, cancellation);
        var files = await db.Set<Document>()
            .Where(row => row.Kind == DocumentKind.Postmortem)
            .ToDictionaryAsync(row => row.Title, row => row.Id, cancellation);
        AddSignatures();
        AddRule();
        var plans = IncidentPlans.All.OrderByDescending(plan => plan.Ago).ToList();
        var number = (int)await db.TakeNumbersAsync("incidents", plans.Count, cancellation);
        foreach (var plan in plans)
            await AddAsync(plan, number++, files, cancellation);
        AddPostmortem(352, IncidentTexts.Empty, "Ravi Krishnan", "Sofie Brandt");
        AddPostmortem(79, IncidentTexts.Portugal, "Lucía Ferrer", "Marta Oliveira");
        await AddActionsAsync(cancellation);
        await db.InsertManyAsync(alarms, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private void AddSignatures()
    {
        foreach (
            var (name, service) in new[]
            {
                (IncidentPlans.Late, "settlement"),
                (IncidentPlans.Empty, "search-api"),
                (IncidentPlans.Vouchers, "promotions"),
            }
        )
        {
            var signature = new FailureSignature
            {
                Id = draw.Id(),
                Name = name,
                ServiceId = services[service].Id,
                AlarmTitle = name == IncidentPlans.Late ? IncidentPlans.Late : null,
                AddedAt = Calendar.At(telling.Calendar.Workday(Northwind.Adopted), 600),
                AddedBy = Northwind.Director,
            };
            signatures.Add(name, signature);
            db.Add(signature);
        }
    }

    private void AddRule()
    {
        var at = Calendar.At(telling.Calendar.Workday(Northwind.Adopted), 620);
        db.Add(
            new GroupingRule
            {
                Id = draw.Id(),
                Name = "Paging alerts of a service",
                Position = 1,
                Severities = "critical, page",
                GroupBy = GroupBy.Service,
                WindowMinutes = 30,
                AppliesFrom = at,
                AddedAt = at,
                AddedBy = Northwind.Director,
            }
        );
        telling.Tell(at, Northwind.Director, "grouping-rule.added", "Paging alerts of a service", RuleVerbs.Page);
    }

    private async Task AddAsync(
        IncidentPlan plan,
        int number,
        Dictionary<string, Guid> files,
        CancellationToken cancellation
    )
    {
        var service = services[plan.Service];
        var begun = Calendar.At(telling.Calendar.Day(plan.Ago), 400 + draw.Below(700));
        var detected = begun.AddMinutes(
            Math.Min(
                plan.By is Detector.Customer ? draw.Between(18, 75) : draw.Between(2, 19),
                (plan.Minutes ?? 60) / 2
            )
        );
        var incident = new Incident
        {
            Id = draw.Id(),
            Number = number,
            Title = plan.Title,
            ServiceId = service.Id,
            TeamId = service.TeamId,
            Severity = plan.Severity,
            OpenedAt = detected,
            OpenedBy = plan.By is Detector.Monitoring ? "Binnacle" : Northwind.Director,
            OpenedFrom = plan.By is Detector.Monitoring ? OpenedFrom.Alarm : OpenedFrom.Hand,
            DetectedBy = plan.By,
            DetectedWhat =
                plan.By is Detector.Monitoring ? Rule(plan)
                : plan.By is Detector.Customer ? "support"
                : "the morning round",
            MissedSignal = plan.Missed,
            SignatureId = plan.Signature is null ? null : signatures[plan.Signature].Id,
            DocumentId = plan.File
                ? files.GetValueOrDefault(plan.Title) is var file && file != Guid.Empty
                    ? file
                    : null
                : null,
            TouchedAt = detected.AddHours(2),
        };
        var source = plan.By is Detector.Monitoring ? MomentSource.Alarm : MomentSource.Person;
        var ended = begun.AddMinutes(plan.Minutes ?? draw.Between(60, 400));
        Tell(MomentKind.Detected, detected, source);
        Tell(MomentKind.Acknowledged, detected.AddMinutes(draw.Between(1, 11)), source);
        if (plan.Minutes is not null)
        {
            Tell(MomentKind.ImpactStart, begun, MomentSource.Person);
            Tell(MomentKind.Mitigated, detected.AddMinutes((ended - detected).TotalMinutes * 0.8), MomentSource.Person);
            Tell(MomentKind.ImpactEnd, ended, MomentSource.Person);
        }
        Tell(MomentKind.Resolved, ended.AddMinutes(draw.Between(15, 40)), source);
        if (plan.IsCausedByDeployment)
            incident.CausedByDeploymentId = await CauseAsync(service.Id, begun, cancellation);
        db.Add(incident);
        byDay[plan.Ago] = incident;
        foreach (var letter in plan.Conditions)
            db.Add(
                new IncidentCondition
                {
                    Id = draw.Id(),
                    IncidentId = incident.Id,
                    Name = IncidentPlans.Conditions[letter],
                    AddedAt = ended.AddDays(3),
                    AddedBy = Northwind.Director,
                }
            );
        if (plan.By is Detector.Monitoring)
            AddAlarm(incident, service, Rule(plan), plan.Severity < 3 ? "page" : "warning", detected, ended);
        if (plan.Ago < Northwind.Adopted)
            telling.Tell(
                detected,
                incident.OpenedBy,
                "incident.opened",
                plan.Title,
                incident.Url,
                null,
                service.TeamId
            );

        void Tell(MomentKind kind, DateTime at, MomentSource from) =>
            incident.Tell(
                kind,
                at,
                from,
                from is MomentSource.Alarm ? $"{Rule(plan)}, {Host}" : "the service's dashboard",
                from is MomentSource.Alarm ? at : ended.AddHours(20),
                from is MomentSource.Alarm ? "Binnacle" : Northwind.Director,
                null,
                draw.Id()
            );
    }

    private static string Rule(IncidentPlan plan) =>
        plan.Service switch
        {
            "settlement" => "BatchLate",
            "checkout" => "CheckoutSlow",
            "gateway" => "Gateway5xx",
            "search-api" => "EmptyResultsHigh",
            "identity" => "SignInFailures",
            "payments-api" => "ProviderTimeouts",
            _ => "ErrorRateHigh",
        };

    private Alarm AddAlarm(
        Incident? incident,
        Service service,
        string title,
        string severity,
        DateTime began,
        DateTime ended
    )
    {
        var alarm = Alarm.Of(AlarmKind.Alert, Host, $"{service.Slug}-{began:yyyyMMddHHmm}");
        (alarm.Title, alarm.ServiceName, alarm.ServiceId, alarm.Severity) = (title, service.Slug, service.Id, severity);
        (alarm.StartedAt, alarm.ResolvedAt) = (began, ended);
        alarms.Add(alarm);
        if (incident is not null)
            db.Add(
                new IncidentAlarm
                {
                    AlarmId = alarm.Id,
                    IncidentId = incident.Id,
                    AttachedAt = began,
                    AttachedBy = "Binnacle",
                }
            );
        return alarm;
    }

    private Task<Guid?> CauseAsync(Guid serviceId, DateTime at, CancellationToken cancellation)
    {
        var from = at.AddDays(-7);
        return db.Set<Deployment>()
            .Where(row =>
                row.ServiceId == serviceId && row.InProduction == true && row.EndedAt < at && row.EndedAt >= from
            )
            .OrderByDescending(row => row.EndedAt)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
    }

    private void AddPostmortem(int ago, string text, string writer, string reader)
    {
        var incident = byDay[ago];
        var begun = incident.StartedAt.AddDays(2);
        var postmortem = new Postmortem
        {
            Id = draw.Id(),
            IncidentId = incident.Id,
            Body = text + "\n",
            WrittenAt = begun,
            WrittenBy = writer,
            ChangedAt = begun.AddDays(1),
            ChangedBy = writer,
            SharedAt = begun.AddDays(5),
        };
        db.Add(postmortem);
        db.Add(
            new PostmortemVersion
            {
                Id = draw.Id(),
                PostmortemId = postmortem.Id,
                Body = postmortem.Body,
                At = postmortem.ChangedAt,
                By = writer,
            }
        );
        (PostmortemStage Stage, double Days, string By, string? Text)[] states =
        [
            (PostmortemStage.Draft, 0, writer, null),
            (PostmortemStage.InReview, 1, writer, null),
            (PostmortemStage.Reviewed, 4, reader, "The part on what surprised us is worth reading aloud."),
            (PostmortemStage.Shared, 5, writer, null),
        ];
        foreach (var (index, state) in states.Index())
            postmortem.States.Add(
                new PostmortemState
                {
                    Id = draw.Id(),
                    PostmortemId = postmortem.Id,
                    Stage = state.Stage,
                    At = begun.AddDays(state.Days),
                    By = state.By,
                    Text = state.Text,
                    EndedAt = index + 1 < states.Length ? begun.AddDays(states[index + 1].Days) : null,
                }
            );
        telling.Tell(
            begun.AddDays(5),
            writer,
            "postmortem.shared",
            incident.Title,
            $"{incident.Url}/postmortem",
            null,
            incident.TeamId
        );
    }

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
