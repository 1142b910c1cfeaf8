using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>The written rule of severity: as the organization wrote it, else as it comes.</summary>
public static class SeverityLevels
{
    public const string Page = "/practices/incidents/severities";

    private const int LongestRule = 1000;

    /// <summary>What holds where nobody wrote another.</summary>
    public static IReadOnlyList<SeverityLevel> AsItComes =>
        [
            Level(
                1,
                "Sev 1",
                "Customers cannot do what they came for, money or data is lost or may be, or data of people is open to others.",
                true,
                "critical, page, p1, sev1, high"
            ),
            Level(
                2,
                "Sev 2",
                "A critical service works badly for many, or a workaround is needed for what customers came for.",
                true,
                "error, p2, sev2, major"
            ),
            Level(
                3,
                "Sev 3",
                "Some notice, none is held up for long, or a service that is not critical is down.",
                false,
                "warning, p3, sev3, moderate, low"
            ),
            Level(
                4,
                "Sev 4",
                "Nobody outside noticed; it would have become worse.",
                false,
                "info, p4, p5, sev4, minor"
            ),
        ];

    /// <summary>The worst first.</summary>
    public static async Task<IReadOnlyList<SeverityLevel>> SeverityLevelsAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var written = await db.Set<SeverityLevel>().AsNoTracking().ToDictionaryAsync(row => row.Rank, cancellation);
        return [.. AsItComes.Select(level => written.GetValueOrDefault(level.Rank, level))];
    }

    /// <summary>The worst level that one of these words names.</summary>
    public static int? Called(this IReadOnlyList<SeverityLevel> levels, IEnumerable<string?> words) =>
        words
            .Select(word => levels.FirstOrDefault(level => level.IsCalled(word))?.Rank)
            .Where(rank => rank is not null)
            .Min();

    /// <exception cref="Refusal">The rule says nothing.</exception>
    public static async Task WriteSeverityAsync(
        this AppDb db,
        int rank,
        string? name,
        string? rule,
        bool isSevere,
        string? alarmWords,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var usual =
            AsItComes.FirstOrDefault(level => level.Rank == rank) ?? throw new Refusal("rank", "Choose 1 to 4.");
        var level = await db.Set<SeverityLevel>().SingleOrDefaultAsync(row => row.Rank == rank, cancellation);
        var before = level ?? usual;
        var called = IncidentValues.Required("name", name, "Give it a short name, as Sev 1.", 40);
        var written = IncidentValues.Required(
            "rule",
            rule,
            "Say when an incident has it, so that two people decide alike.",
            LongestRule
        );
        var words = (alarmWords ?? "").Trim();
        if (words.Length > 200)
            throw new Refusal("alarmWords", "Keep the words of alarms under 200 characters.");
        var told = new Changes()
            .Add("Name", before.Name, called)
            .Add("Rule", before.Rule, written)
            .Add("Needs a postmortem", before.IsSevere ? "yes" : "no", isSevere ? "yes" : "no")
            .Add("What alarms call it", before.AlarmWords, words);
        if (!told.Any)
            return;
        if (level is null)
            db.Add(level = new SeverityLevel { Rank = rank });
        (level.Name, level.Rule, level.IsSevere, level.AlarmWords) = (called, written, isSevere, words);
        (level.ChangedAt, level.ChangedBy) = (db.Now, db.Viewer.Name);
        db.Record("severity.written", called, Page, told.Told);
        await db.SaveChangesAsync(cancellation);
    }

    private static SeverityLevel Level(int rank, string name, string rule, bool isSevere, string words) =>
        new()
        {
            Rank = rank,
            Name = name,
            Rule = rule,
            IsSevere = isSevere,
            AlarmWords = words,
        };
}
