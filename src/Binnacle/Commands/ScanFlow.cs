using Binnacle.History;
using Binnacle.History.Analyses;
using Binnacle.Sources.Git;

namespace Binnacle.Commands;

/// <summary>How changes come and go: releases, lead times, reverts, sizes and churn.</summary>
internal static class ScanFlow
{
    public static WorkAccount Work(ScanPass pass, ScanWindow window) =>
        new(
            DateOnly.FromDateTime(window.WorkSince),
            DateOnly.FromDateTime(window.End),
            pass.Work.Changes,
            pass.Work.Kinds,
            pass.Work.DecidedBy,
            [.. pass.WorkByMonth.Rows.Select(row => new WorkMonth(row.Key, row.Value.Changes, row.Value.Kinds))]
        );

    public static ReleaseAccount Releases(IReadOnlyList<Tag> tags, ScanWindow window)
    {
        var versions = tags.Where(tag => ReleaseFinding.IsRelease(tag.Name))
            .ToLookup(tag => ReleaseFinding.IsPrerelease(tag.Name));
        var releases = versions[false].OrderBy(tag => tag.At).ToList();
        var recent = releases.FindAll(tag => tag.At > window.Since && tag.At <= window.End);
        var newest = releases.FindLast(tag => tag.At <= window.End);
        var gaps = new Distribution();
        foreach (var (one, next) in recent.Zip(recent.Skip(1)))
            gaps.Add((next.At - one.At).TotalDays);
        var months = new ByMonth<List<Tag>>(window.Since, window.End);
        foreach (var tag in recent)
            if (months.TryGet(tag.At, out var month))
                month.Add(tag);
        return new(
            releases.Count,
            versions[true].Count(),
            newest?.Name,
            newest?.At,
            Rounded(gaps.Median, 1),
            [.. months.Rows.Select(row => new ReleaseMonth(row.Key, row.Value.Count))]
        );
    }

    public static IEnumerable<Tag> FullReleases(IEnumerable<Tag> tags) =>
        tags.Where(tag => ReleaseFinding.IsRelease(tag.Name) && !ReleaseFinding.IsPrerelease(tag.Name));

    public static LeadTimeAccount LeadTime(LeadTimes times) =>
        new(
            times.All.Days.Count,
            times.Unreleased,
            Rounded(times.All.Days.Median, 1),
            Rounded(times.All.Days.NinthDecile, 1),
            [
                .. times.ByMonth.Rows.Select(row => new LeadTimeMonth(
                    row.Key,
                    row.Value.Days.Count,
                    Rounded(row.Value.Days.Median, 1),
                    Rounded(row.Value.Days.NinthDecile, 1)
                )),
            ]
        );

    public static RevertAccount Reverts(Reverts reverts) =>
        new(
            reverts.All.Changes,
            reverts.All.Reverts,
            Share(reverts.All),
            reverts.All.Days.Count,
            Rounded(reverts.All.Days.Median, 1),
            [
                .. reverts.ByMonth.Rows.Select(row => new RevertMonth(
                    row.Key,
                    row.Value.Changes,
                    row.Value.Reverts,
                    Share(row.Value)
                )),
            ]
        );

    public static BatchAccount Batch(BatchSizes batches) =>
        new(
            batches.All.Files.Count,
            Spread(batches.All.Files),
            Spread(batches.All.Lines),
            [
                .. batches.ByMonth.Rows.Select(row => new BatchMonth(
                    row.Key,
                    row.Value.Files.Count,
                    Spread(row.Value.Files),
                    Spread(row.Value.Lines)
                )),
            ]
        );

    public static ChurnAccount Churn(Churning churn) =>
        new(
            churn.All.Changes,
            churn.All.Added,
            churn.All.Deleted,
            [
                .. churn.ByMonth.Rows.Select(row => new ChurnMonth(
                    row.Key,
                    row.Value.Changes,
                    row.Value.Added,
                    row.Value.Deleted
                )),
            ],
            [
                .. churn
                    .ByComponent.OrderByDescending(row => row.Value.Added + row.Value.Deleted)
                    .ThenBy(row => row.Key, StringComparer.Ordinal)
                    .Select(row => new ChurnComponent(row.Key, row.Value.Changes, row.Value.Added, row.Value.Deleted)),
            ]
        );

    private static double? Share(RevertCount count) =>
        count.Changes == 0 ? null : Math.Round((double)count.Reverts / count.Changes, 4);

    private static Spread Spread(Distribution sizes) => new(sizes.Median, sizes.NinthDecile);

    private static double? Rounded(double? value, int digits) => value is { } known ? Math.Round(known, digits) : null;
}
