using System.Text.Json;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts.Mapping;
using Binnacle.Platform.History;
using Binnacle.Platform.Intake;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>
/// Five weeks of Argo CD before production in the data team. The collector was renamed in the deploy tool, stood under what no rule decides until
/// somebody made a rule of it; the warehouse runs in a place whose name says nothing, and nobody has said what it is yet.
/// </summary>
internal sealed class MappingRows(AppDb db, Telling telling, int seed)
{
    private const int Days = 36;
    private const int Renamed = 21;
    private const int Mapped = 9;
    private const string Repository = "data-pipeline";

    private readonly Draw draw = new(seed, "mapping");
    private readonly List<ReceivedEvent> events = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        var added = Calendar.At(telling.Calendar.Workday(Days + 2), 640);
        var source = new IntakeSource
        {
            Id = draw.Id(),
            Slug = "argo-cd",
            Name = "Argo CD of the data team",
            Kind = "argocd",
            AddedAt = added,
            AddedBy = Northwind.Director,
        };
        telling.Tell(added, Northwind.Director, "source.added", source.Name, source.Url);
        await db.InsertManyAsync([source], cancellation);
        await AddDeploymentsAsync(source, cancellation);
        await db.StorePartAsync([.. events.OrderBy(one => one.Event.ReceivedAt)], cancellation);
        await AddRulesAsync(source, cancellation);
    }

    private async Task AddDeploymentsAsync(IntakeSource source, CancellationToken cancellation)
    {
        var commits = await db.Set<HistoryCommit>()
            .Where(row => db.Set<Repository>().Any(own => own.Id == row.RepositoryId && own.Slug == Repository))
            .OrderByDescending(row => row.At)
            .Take(400)
            .Select(row => new { row.At, row.Name })
            .ToListAsync(cancellation);
        for (var ago = Days; ago >= 1; ago--)
        {
            var day = telling.Calendar.Day(ago);
            if (!Calendar.IsWorkday(day))
                continue;
            var collector = ago > Renamed ? "event-collector" : "collector-stream";
            if (draw.In(0.8))
                Deploy(collector, "acceptance", Calendar.At(day, draw.Between(560, 700)));
            if (draw.In(0.35))
                Deploy("warehouse", "eu-central", Calendar.At(day, draw.Between(600, 940)));
        }

        void Deploy(string app, string place, DateTime at)
        {
            if (commits.Find(commit => commit.At < at) is not { } commit)
                return;
            var ended = at.AddSeconds(draw.Between(40, 420));
            var body = new
            {
                app = new
                {
                    metadata = new { name = app, @namespace = "argocd" },
                    spec = new
                    {
                        source = new { repoURL = $"https://git.northwind.example/northwind/{Repository}" },
                        destination = new { @namespace = place },
                    },
                    status = new
                    {
                        operationState = new
                        {
                            phase = draw.In(0.06) ? "Failed" : "Succeeded",
                            startedAt = at,
                            finishedAt = ended,
                            syncResult = new { revision = Convert.ToHexStringLower(commit.Name) },
                        },
                    },
                },
            };
            events.Add(
                ReceivedEvent.Of(
                    EventSources.Of(source.Kind)!,
                    source.Id,
                    new(new Dictionary<string, string>(), null, JsonSerializer.SerializeToUtf8Bytes(body)),
                    ended.AddSeconds(3)
                )
            );
        }
    }

    private async Task AddRulesAsync(IntakeSource source, CancellationToken cancellation)
    {
        var collector = await db.Set<Service>().SingleAsync(row => row.Slug == "event-collector", cancellation);
        var at = Calendar.At(telling.Calendar.Workday(Mapped), 575);
        var rule = Rule(MappingKind.Service, "collector-*", at);
        (rule.SourceId, rule.ServiceId) = (source.Id, collector.Id);
        await AddAsync(rule, $"“{rule.Pattern}” from {source.Name} is {collector.Name}", cancellation);
        rule = Rule(MappingKind.Environment, "acceptance", at.AddMinutes(6));
        rule.IsProduction = false;
        await AddAsync(rule, $"“{rule.Pattern}” is not production", cancellation);
        rule = Rule(MappingKind.Account, "git.northwind.example/user 118", at.AddMinutes(9));
        rule.AccountIs = AccountIs.Bot;
        await AddAsync(rule, "An account is a bot", cancellation);
    }

    private MappingRule Rule(MappingKind kind, string pattern, DateTime at) =>
        new()
        {
            Id = draw.Id(),
            Position = 1,
            Kind = kind,
            Pattern = pattern,
            AddedAt = at,
            AddedBy = Northwind.Director,
        };

    private async Task AddAsync(MappingRule rule, string told, CancellationToken cancellation)
    {
        rule.Number = (int)await db.TakeNumbersAsync("mapping-rules", 1, cancellation);
        db.Add(rule);
        var name = $"rule {rule.Number} for {rule.Kind.Many()}";
        telling.Tell(rule.AddedAt, rule.AddedBy, "mapping-rule.added", name, rule.Url, told);
        await db.SaveChangesAsync(cancellation);
    }
}
