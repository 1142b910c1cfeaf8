using System.Globalization;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Intake.Past;

namespace Binnacle.Sources.PagerDuty;

/// <summary>
/// The REST API of PagerDuty, version 2: developer.pagerduty.com/api-reference. Incidents are read by their creation, oldest
/// first, in windows of 30 days: the API gives at most six months at once and at most 10,000 rows behind one window. An
/// incident's log tells when it was acknowledged, resolved and opened again.
/// </summary>
internal sealed class PagerDutyPast : IPastSource
{
    private const int Days = 30;

    public string Kind => "pagerduty";

    public string Address => "https://api.pagerduty.com/";

    public string AddressHint => "https://api.pagerduty.com, or https://api.eu.pagerduty.com for accounts in Europe.";

    public string TokenHint => "A read-only API key: Integrations, Developer Tools, API Access Keys.";

    public string WantedHint => "Ids of services as PABC123, one a line. Empty: all services.";

    public bool ReadsRepositories => false;

    public string Everything => "All services";

    public string HostOf(Uri address) => address.Authority;

    public IEnumerable<(string Name, string Value)> Headers(string token) =>
        [("Authorization", $"Token token={token}"), ("Accept", "application/vnd.pagerduty+json;version=2")];

    public PastRequest First(string part, DateTime since) =>
        part == Everything ? Window(since, "") : new("service", $"services/{Uri.EscapeDataString(part)}");

    public string Scope(string step) => "an API key of this account that may read incidents";

    public PastPage Read(PastAnswer answer) =>
        answer.Request.Step switch
        {
            "service" => new([], [Window(answer.Since, answer.Body["service"]["id"].RequireText())]),
            "incidents" => Incidents(answer),
            _ => new(Log(answer), More(answer)),
        };

    /// <param name="service">Empty for all.</param>
    private static PastRequest Window(DateTime from, string service)
    {
        var services = service.Length == 0 ? "" : $"&service_ids[]={Uri.EscapeDataString(service)}";
        return new(
            "incidents",
            $"incidents?since={Moment(from)}&until={Moment(from.AddDays(Days))}&time_zone=UTC&sort_by=created_at:asc{services}&limit=100&offset=0",
            service,
            from.ToString("O", CultureInfo.InvariantCulture)
        );
    }

    private static PastPage Incidents(PastAnswer answer)
    {
        var (tellings, next) = (new List<Telling>(), new List<PastRequest>());
        foreach (var incident in answer.Body["incidents"].Items)
        {
            var alarm = PagerDutyIncidents.Of(incident);
            var at =
                incident["updated_at"].Time
                ?? incident["last_status_change_at"].Time
                ?? incident["created_at"].RequireTime();
            if (incident["status"].Text == "resolved")
                alarm.ResolvedAt = incident["resolved_at"].Time ?? incident["last_status_change_at"].Time;
            tellings.Add(new(alarm, at));
            var id = incident["id"].RequireText();
            next.Add(
                new(
                    "log entries",
                    $"incidents/{Uri.EscapeDataString(id)}/log_entries?time_zone=UTC&limit=100&offset=0",
                    PagerDutyIncidents.HostOf(incident),
                    id
                )
            );
        }
        next.AddRange(More(answer));
        var from = DateTime.Parse(answer.Request.Of!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        if (answer.Body["more"].Flag is not true && from.AddDays(Days) is var end && end < answer.Now)
            next.Add(Window(end, answer.Request.About!));
        return new(tellings, next);
    }

    private static IEnumerable<Telling> Log(PastAnswer answer)
    {
        foreach (var entry in answer.Body["log_entries"].Items)
        {
            var alarm = Alarm.Of(AlarmKind.Incident, answer.Request.About!, answer.Request.Of!);
            var at = entry["created_at"].RequireTime();
            switch (entry["type"].Text)
            {
                case "acknowledge_log_entry":
                    alarm.AcknowledgedAt = at;
                    break;
                case "resolve_log_entry":
                    alarm.ResolvedAt = at;
                    break;
                case "reopen_log_entry" or "unresolve_log_entry":
                    alarm.ReopenedAt = at;
                    break;
                default:
                    continue;
            }
            yield return new(alarm, at);
        }
    }

    private static IEnumerable<PastRequest> More(PastAnswer answer) =>
        answer.Body["more"].Flag is true
            ?
            [
                answer.Request with
                {
                    Path =
                        $"{answer.Request.Path.Split("&offset=")[0]}&offset={(answer.Body["offset"].Number ?? 0) + (answer.Body["limit"].Number ?? 100)}",
                },
            ]
            : [];

    private static string Moment(DateTime at) =>
        Uri.EscapeDataString(at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
}

/// <summary>What hooks and the API say alike.</summary>
internal static class PagerDutyIncidents
{
    public static string HostOf(Foreign incident) =>
        RepositoryKeys.HostOf(incident["html_url"].Text) is { Length: > 0 } known ? known : "pagerduty";

    public static Alarm Of(Foreign incident)
    {
        var alarm = Alarm.Of(AlarmKind.Incident, HostOf(incident), incident["id"].RequireText());
        alarm.Title = incident["title"].Text;
        alarm.ServiceName = incident["service"]["summary"].Text;
        alarm.Severity = incident["priority"]["summary"].Text ?? incident["urgency"].Text;
        alarm.Url = incident["html_url"].Text;
        alarm.GroupKey = incident["incident_key"].Text;
        alarm.StartedAt = incident["created_at"].Time;
        return alarm;
    }
}
