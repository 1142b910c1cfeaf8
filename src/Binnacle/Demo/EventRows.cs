using System.Text.Json;
using Binnacle.Platform.Data;
using Binnacle.Platform.Intake;

namespace Binnacle.Demo;

/// <summary>
/// A month of events from two tools, in the tools' own words and read as every event is: pipelines of each change, and a pager
/// with five incidents. One body was cut on its way and could not be read.
/// </summary>
internal sealed class EventRows(AppDb db, Telling telling, IReadOnlyList<PlannedPipeline> pipelines, int seed)
{
    private const int Days = 30;
    private const int Added = 200;

    private static readonly (
        int Ago,
        int Minute,
        string Service,
        string Title,
        int Acknowledged,
        int Resolved
    )[] Pages =
    [
        (27, 132, "settlement", "Settlement batch is late", 4, 96),
        (19, 875, "checkout", "Checkout answers slowly", 2, 31),
        (12, 1210, "checkout", "Card payments are refused", 3, 54),
        (6, 66, "ledger", "Disk of the ledger is almost full", 11, 143),
        (1, 590, "settlement", "Settlement batch is late", 5, 61),
    ];

    private readonly Draw draw = new(seed, "events");
    private readonly List<ReceivedEvent> events = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        var gitlab = Source("git-northwind-example", "git.northwind.example", "gitlab");
        var pager = Source("pager", "Pager", "pagerduty");
        await db.InsertManyAsync([gitlab, pager], cancellation);
        AddPipelines(gitlab);
        AddPages(pager);
        await db.StorePartAsync([.. events.OrderBy(one => one.Event.ReceivedAt)], cancellation);
    }

    private IntakeSource Source(string slug, string name, string kind)
    {
        var at = Calendar.At(telling.Calendar.Workday(Added), 610);
        telling.Tell(at, Northwind.Director, "source.added", name, $"/settings/sources/{slug}");
        return new()
        {
            Id = draw.Id(),
            Slug = slug,
            Name = name,
            Kind = kind,
            AddedAt = at,
            AddedBy = Northwind.Director,
        };
    }

    /// <summary>One for each commit of the month, with its jobs: it waits, runs, and now and then fails.</summary>
    private void AddPipelines(IntakeSource source)
    {
        var since = Calendar.At(telling.Calendar.Day(Days - 1), 0);
        var month = pipelines.Where(plan => plan.Created >= since).ToList();
        foreach (var (plan, index) in month.Select((plan, index) => (plan, index)))
        {
            var body = new
            {
                object_kind = "pipeline",
                object_attributes = new
                {
                    id = plan.Id,
                    @ref = "main",
                    sha = plan.Commit,
                    status = Status(plan.Failed),
                    created_at = plan.Created,
                    finished_at = plan.Ended,
                    queued_duration = plan.Waited,
                },
                project = new { web_url = $"https://git.northwind.example/northwind/{plan.Slug}" },
                builds = plan.Jobs.Select(job => new
                {
                    id = job.Id,
                    name = job.Name,
                    status = Status(job.Failed),
                    created_at = job.Created,
                    started_at = job.Started,
                    finished_at = job.Ended,
                }),
            };
            var isCut = index == month.Count - 12;
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
            Add(source, isCut ? bytes[..(bytes.Length / 2)] : bytes, plan.Ended.AddSeconds(2));
        }

        static string Status(bool failed) => failed ? "failed" : "success";
    }

    private void AddPages(IntakeSource source)
    {
        foreach (var (index, page) in Pages.Index())
        {
            var triggered = Calendar.At(telling.Calendar.Day(page.Ago), page.Minute);
            Tell("incident.triggered", triggered);
            Tell("incident.acknowledged", triggered.AddMinutes(page.Acknowledged));
            Tell("incident.resolved", triggered.AddMinutes(page.Resolved));

            void Tell(string what, DateTime at) =>
                Add(
                    source,
                    JsonSerializer.SerializeToUtf8Bytes(
                        new
                        {
                            @event = new
                            {
                                id = $"NW{index}{what}",
                                event_type = what,
                                occurred_at = at,
                                data = new
                                {
                                    id = $"NW{index}",
                                    type = "incident",
                                    title = page.Title,
                                    html_url = $"https://northwind.pager.example/incidents/NW{index}",
                                    service = new { summary = page.Service },
                                    urgency = "high",
                                    created_at = triggered,
                                },
                            },
                        }
                    ),
                    at.AddSeconds(1)
                );
        }
    }

    private void Add(IntakeSource source, byte[] body, DateTime at) =>
        events.Add(
            ReceivedEvent.Of(
                EventSources.Of(source.Kind)!,
                source.Id,
                new(new Dictionary<string, string> { ["X-Gitlab-Event"] = "Pipeline Hook" }, null, body),
                at
            )
        );
}
