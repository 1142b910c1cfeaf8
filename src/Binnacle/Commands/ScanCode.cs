using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>What the window's changes and the texts at the head tell of the code.</summary>
internal static class ScanCode
{
    private const int Most = 100;

    // A year is told more coarsely than a month: what matters is whether anyone still knows it.
    private static readonly int[] Bands = [0, 1, 3, 6, 12, 24, 60];

    /// <param name="history">Of the team's own files at the head, under their present names.</param>
    public static HotspotsAccount Hotspots(ScanHead head, ChangeHistory history) =>
        new(
            head.Binary,
            head.NotSource,
            head.WithoutContent,
            Level(head, history, path => path),
            Level(head, history, FolderOf),
            Level(head, history, head.Areas.AreaOf)
        );

    public static CouplingAccount Coupling(ScanHead head, ChangeHistory history, CouplingThresholds thresholds) =>
        new(thresholds, Level(history, thresholds), Level(history.Renamed(head.Areas.AreaOf), thresholds));

    public static CouplingSumsAccount CouplingSums(ChangeHistory history, CouplingThresholds thresholds)
    {
        var sums = SumOfCoupling.Of(history, thresholds.MinRevisions);
        return new(sums.Count, [.. sums.Take(Most)]);
    }

    public static AgesAccount Ages(ScanHead head, FileAges ages, DateTime end)
    {
        var rows = ages.Of(head.Own.Select(file => file.Path), end).ToList();
        var all = Months(rows);
        return new(
            rows.Count,
            all.Median,
            AgeBands(all),
            [
                .. rows.GroupBy(row => head.Areas.AreaOf(row.Entity), StringComparer.Ordinal)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => (group.Key, Months: Months(group)))
                    .Select(row => new AgeComponent(
                        row.Key,
                        row.Months.Count,
                        row.Months.Median,
                        AgeBands(row.Months)
                    )),
            ]
        );
    }

    private static Distribution Months(IEnumerable<EntityAge> rows)
    {
        var months = new Distribution();
        foreach (var row in rows)
            months.Add(row.Months);
        return months;
    }

    private static AgeBand[] AgeBands(Distribution months) =>
        [
            .. Bands.Select(
                (from, i) =>
                    i + 1 < Bands.Length
                        ? new AgeBand(from, Bands[i + 1], months.Between(from, Bands[i + 1]))
                        : new AgeBand(from, null, months.Between(from, double.PositiveInfinity))
            ),
        ];

    private static HotspotLevel Level(ScanHead head, ChangeHistory history, Func<string, string> entityOf)
    {
        var texts = head
            .Texts.GroupBy(row => entityOf(row.Key), StringComparer.Ordinal)
            .ToDictionary(
                rows => rows.Key,
                rows => rows.Aggregate(default(Indentation), (sum, row) => sum + row.Value),
                StringComparer.Ordinal
            );
        // Churn counts each commit once for an entity, however many of its files it changed.
        var revisions = Churn
            .Of(history.Renamed(path => head.Texts.ContainsKey(path) ? entityOf(path) : null))
            .ToDictionary(row => row.Entity, row => row.Commits, StringComparer.Ordinal);
        var rows = Binnacle.History.Analyses.Hotspots.Of(texts, revisions);
        return new(
            rows.Count,
            [
                .. rows.Take(Most)
                    .Select(row => new HotspotRow(
                        row.Entity,
                        row.Revisions,
                        row.RevisionsRank,
                        row.Text.Lines,
                        row.Text.Complexity,
                        Math.Round(row.RevisionsPercentile, 4),
                        Math.Round(row.ComplexityPercentile, 4),
                        Math.Round(row.Score, 4)
                    )),
            ]
        );
    }

    private static CouplingLevel Level(ChangeHistory history, CouplingThresholds thresholds)
    {
        var pairs = TemporalCoupling.Of(history, thresholds);
        return new(
            pairs.Count,
            [
                .. pairs
                    .Take(Most)
                    .Select(row => new CouplingRow(
                        row.Entity,
                        row.Coupled,
                        row.Degree,
                        row.AverageRevisions,
                        row.SharedRevisions
                    )),
            ]
        );
    }

    private static string FolderOf(string path) =>
        path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : Binnacle.History.AreaMap.Root;
}
