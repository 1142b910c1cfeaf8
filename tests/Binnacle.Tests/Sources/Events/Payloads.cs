using System.Text;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Events;

/// <summary>Payloads of other projects, and what stands in the tables after they were read.</summary>
internal static class Payloads
{
    public static readonly DateTime Received = new(2026, 5, 4, 8, 0, 0, DateTimeKind.Utc);

    private static readonly HashSet<string> Hidden = new(StringComparer.Ordinal)
    {
        nameof(Fact.Id),
        nameof(Fact.Stamps),
        nameof(Fact.RepositoryId),
        nameof(Fact.RepositoryKey),
        nameof(ChangeReview.ChangeId),
        nameof(WorkItemMove.ItemId),
        nameof(Build.ParentId),
        nameof(Alarm.IsOpen),
        // Decided by the catalogue, not told.
        nameof(ServiceFact.SourceId),
        nameof(Deployment.ServiceId),
        nameof(Deployment.InProduction),
        nameof(Change.Person),
        nameof(Change.ByBot),
    };

    public static string Folder =>
        Path.Combine(Practices.Decisions.Text.Records.Root, "tests/Binnacle.Tests/Sources/Events/payloads");

    /// <summary>"github/push.plain.json" and the rest, in order.</summary>
    public static IReadOnlyList<string> All =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    public static ReceivedEvent Of(string file, Guid sourceId)
    {
        var body = File.ReadAllBytes(Path.Combine(Folder, file));
        var source = EventSources.Of(file.Split('/')[0])!;
        return ReceivedEvent.Of(
            source,
            sourceId,
            new(new Dictionary<string, string>(), null, body),
            Received,
            isFile: true
        );
    }

    /// <summary>A source for each kind of tool.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> AddSourcesAsync(AppDb db)
    {
        var rows = EventSources
            .All.Select(source => new IntakeSource
            {
                Slug = source.Kind,
                Name = source.Name,
                Kind = source.Kind,
                AddedAt = Received,
                AddedBy = "a test",
            })
            .ToList();
        await db.InsertManyAsync(rows);
        return rows.ToDictionary(row => row.Kind, row => row.Id);
    }

    /// <summary>A fact as its key and the members that are known.</summary>
    public static string Words(Fact fact)
    {
        var words = new StringBuilder($"{fact.GetType().Name} {fact.Key}");
        foreach (
            var member in fact.GetType()
                .GetProperties()
                .Where(member => !Hidden.Contains(member.Name))
                .OrderBy(member => Place(fact, member.Name))
        )
        {
            if (member.Name == nameof(Fact.Key) || member.GetValue(fact) is not { } value)
                continue;
            var text = value is DateTime time
                ? time.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", null)
                : $"{value}".Replace("\n", "|");
            // Marks differ with each database's key.
            if (member.Name is nameof(Change.Author) or nameof(ChangeReview.Reviewer))
                text = "somebody";
            words.Append(null, $"\n    {member.Name}: {text}");
        }
        return words.ToString();
    }

    /// <summary>Whose service it is stands behind what it is.</summary>
    private static int Place(Fact fact, string member) =>
        fact is not ServiceFact || member is nameof(Alarm.Kind) or nameof(Alarm.Title) ? 0
        : member is nameof(ServiceFact.ServiceName) ? 1
        : 2;

    /// <summary>All facts, in order.</summary>
    public static async Task<string> FactsAsync(AppDb db)
    {
        async Task<IEnumerable<Fact>> OfAsync<T>()
            where T : Fact => await db.Set<T>().AsNoTracking().ToListAsync();
        IEnumerable<Fact>[] all =
        [
            await OfAsync<Alarm>(),
            await OfAsync<Build>(),
            await OfAsync<Change>(),
            await OfAsync<ChangeReview>(),
            await OfAsync<Deployment>(),
            await OfAsync<PushedCommit>(),
            await OfAsync<Release>(),
            await OfAsync<WorkItem>(),
            await OfAsync<WorkItemMove>(),
        ];
        return string.Join('\n', all.SelectMany(rows => rows.Select(Words).Order(StringComparer.Ordinal)));
    }
}
