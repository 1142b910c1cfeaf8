using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>Admitted debt at the head, and how old it is.</summary>
internal static class ScanMarkers
{
    /// <summary>Ages are asked of the files with the most markers first, one blame each.</summary>
    public static async Task<MarkersAccount> ReadAsync(
        ScanInput input,
        ScanHead head,
        ObjectId commit,
        DateTime end,
        CancellationToken cancellation
    )
    {
        var files = head
            .Markers.OrderByDescending(row => row.Value.Count)
            .ThenBy(row => row.Key, StringComparer.Ordinal)
            .Take(input.Choice.MaxBlames)
            .ToList();
        var dated = new List<MarkerRow>();
        for (var i = 0; i < files.Count; i++)
        {
            input.Progress.Report(new("Dating markers", i, files.Count));
            var (path, markers) = files[i];
            foreach (var row in await DateAsync(input.Git, commit, path, markers, cancellation))
                dated.Add(row with { Months = Math.Max(0, CodeAge.Months(row.At, end)) });
        }
        var months = new Distribution();
        foreach (var row in dated)
            months.Add(row.Months);
        var all = head.Markers.Values.SelectMany(markers => markers).ToList();
        return new(
            head.FilesReadForMarkers,
            head.Markers.Count,
            all.Count,
            Kinds(all),
            [
                .. head
                    .Markers.GroupBy(row => head.Areas.AreaOf(row.Key), StringComparer.Ordinal)
                    .Select(rows => (rows.Key, Markers: rows.SelectMany(row => row.Value).ToList()))
                    .OrderByDescending(row => row.Markers.Count)
                    .ThenBy(row => row.Key, StringComparer.Ordinal)
                    .Select(row => new MarkerComponent(row.Key, row.Markers.Count, Kinds(row.Markers))),
            ],
            dated.Count,
            months.Median,
            dated.MinBy(row => (row.At, row.Path, row.Line), Comparer<(DateTime, string, int)>.Default)
        );
    }

    private static async Task<IEnumerable<MarkerRow>> DateAsync(
        GitRepository git,
        ObjectId commit,
        string path,
        IReadOnlyList<DebtMarker> markers,
        CancellationToken cancellation
    )
    {
        try
        {
            var lines = markers.Select(marker => marker.Line).ToHashSet();
            var times = await git.BlameAsync(commit, path, lines, cancellation);
            return from marker in markers
                where times.ContainsKey(marker.Line)
                select new MarkerRow(path, marker.Line, marker.Kind, times[marker.Line], 0);
        }
        catch (RepositoryException)
        {
            // Contents are absent in a partial clone: the marker is there, its age is not known.
            return [];
        }
    }

    private static Dictionary<MarkerKind, int> Kinds(List<DebtMarker> markers) =>
        Enum.GetValues<MarkerKind>().ToDictionary(kind => kind, kind => markers.Count(marker => marker.Kind == kind));
}
