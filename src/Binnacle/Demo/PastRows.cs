using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Intake.Past;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>The code host's past was read on the day its hook was added: its repositories with what they told. One was archived and is not seen.</summary>
internal sealed class PastRows(AppDb db, Telling telling)
{
    private const int Years = 2;

    public async Task WriteAsync(CancellationToken cancellation)
    {
        var source = await db.Set<IntakeSource>().AsNoTracking().SingleAsync(row => row.Kind == "gitlab", cancellation);
        var host = source.Name;
        var facts = new SortedDictionary<string, (int Changes, int Others)>(StringComparer.Ordinal);
        await AddAsync<Change>(facts, host, isChange: true, cancellation);
        await AddAsync<ChangeReview>(facts, host, isChange: false, cancellation);
        await AddAsync<Build>(facts, host, isChange: false, cancellation);
        await AddAsync<Deployment>(facts, host, isChange: false, cancellation);
        var asked = source.AddedAt.AddMinutes(12);
        var at = asked;
        var parts = new List<IntakePastPart>();
        foreach (var (key, (changes, others)) in facts)
        {
            // As the API costs: two for each change, and lists of a hundred.
            var requests = 7 + (changes * 2) + ((changes + others) / 100);
            at = at.AddSeconds(requests * 0.3);
            parts.Add(
                new()
                {
                    SourceId = source.Id,
                    Number = parts.Count + 1,
                    Name = key[(host.Length + 1)..],
                    Requests = requests,
                    Facts = changes + others,
                    DoneAt = at,
                }
            );
        }
        parts.Add(
            new()
            {
                SourceId = source.Id,
                Number = parts.Count + 1,
                Name = "archive/legacy-portal",
                Requests = 1,
                DoneAt = at,
                Problem =
                    $"https://{host}/api/v4/projects/archive%2Flegacy-portal: nothing is there that the token can see (404). Check the name “archive/legacy-portal”, and that the token may read it.",
            }
        );
        var since = DateOnly.FromDateTime(asked).AddYears(-Years);
        await db.InsertManyAsync(
            [
                new IntakePast
                {
                    SourceId = source.Id,
                    Address = $"https://{host}/api/v4/",
                    Since = since,
                    AskedAt = asked,
                    AskedBy = source.AddedBy,
                    EndedAt = at,
                },
            ],
            cancellation
        );
        await db.InsertManyAsync(parts, cancellation);
        telling.Tell(
            asked,
            source.AddedBy,
            "source.past-asked",
            source.Name,
            source.Url,
            $"Since {since:d MMM yyyy}, {parts.Count} parts, from {host}"
        );
    }

    private async Task AddAsync<T>(
        SortedDictionary<string, (int Changes, int Others)> facts,
        string host,
        bool isChange,
        CancellationToken cancellation
    )
        where T : Fact
    {
        var counts = await db.Set<T>()
            .Where(row => row.RepositoryKey.StartsWith(host))
            .GroupBy(row => row.RepositoryKey)
            .Select(rows => new { rows.Key, Count = rows.Count() })
            .ToListAsync(cancellation);
        foreach (var row in counts)
        {
            var (changes, others) = facts.GetValueOrDefault(row.Key);
            facts[row.Key] = isChange ? (changes + row.Count, others) : (changes, others + row.Count);
        }
    }
}
