using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Incidents.Alarms;
using Binnacle.Practices.Incidents.Detection;
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
        var postmortems = new PostmortemRows(db, telling, draw);
        postmortems.Add(Of(352), IncidentTexts.Empty, "Ravi Krishnan", "Sofie Brandt");
        postmortems.Add(Of(79), IncidentTexts.Portugal, "Lucía Ferrer", "Marta Oliveira");
        await new IncidentActionRows(db, catalogue, telling, draw, this).AddAsync(cancellation);
        await db.InsertManyAsync(alarms, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    /// <param name="ago">The day on which it was, counted back.</param>
    public Incident Of(int ago) => byDay[ago];

    public Service ServiceOf(string slug) => services[slug];

    public Guid SignatureOf(string name) => signatures[name].Id;

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
            SignatureId = plan.Signature is null ? null : SignatureOf(plan.Signature),
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
        Tell(MomentKind.Acknowledged, detected.AddMinutes(draw.Between(1, 11)), MomentSource.Person);
        if (plan.Minutes is not null)
        {
            Tell(MomentKind.ImpactStart, begun, MomentSource.Person);
            Tell(MomentKind.Mitigated, detected.AddMinutes((ended - detected).TotalMinutes * 0.8), MomentSource.Person);
            Tell(MomentKind.ImpactEnd, ended, MomentSource.Person);
        }
        // An alert is over with the impact; people look a while longer.
        var watched = draw.Between(15, 40);
        Tell(MomentKind.Resolved, source is MomentSource.Alarm ? ended : ended.AddMinutes(watched), source);
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

    public Alarm AddAlarm(
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
}
