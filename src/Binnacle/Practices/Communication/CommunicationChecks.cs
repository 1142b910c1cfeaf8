using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Communication;

internal static class CommunicationChecks
{
    private static readonly Threshold ChangelogDays = new(
        "communication.changelog-days",
        "Days that a changelog may be older than the newest release",
        31,
        "days",
        0,
        365
    );

    public static readonly Check Cadences = KeptCadences.Check;

    public static readonly Check Changelog = new(
        "communication.changelog",
        "Changelogs keep up with releases",
        "Repositories with a changelog that changed at most the limit before their newest release, or after it ÷ repositories with a release in the last 365 days.",
        "Needs version tags and a changelog in the repository, such as CHANGELOG.md",
        EvaluateChangelog,
        Version: 2
    )
    {
        Thresholds = [ChangelogDays],
        Source = "Keep a Changelog 1.1.0",
        EdgeCases =
        [
            "Pre-releases do not count as releases.",
            "Nor do releases tagged on a branch of their own: their changelog stands there, and is not read.",
            "No changelog in any repository is unknown: release notes may be published elsewhere.",
        ],
    };

    private sealed record Row(
        RepositoryRecord Repository,
        ReleaseFact Release,
        DocumentInForce? Changelog,
        bool IsKept
    );

    private static CheckResult EvaluateChangelog(CheckRecords records, Scope scope, DateOnly date)
    {
        var repositories = RepositoriesInScope.Of(records, scope, date);
        var changelogs = records.Documents(DocumentKind.Changelog, scope, date);
        if (changelogs.Count == 0)
            return repositories.NotFound("changelog", "Add CHANGELOG.md, or say where release notes are published");
        var days = ChangelogDays.DaysFor(records, scope, date);
        var rows = new List<Row>();
        foreach (var repository in repositories.All)
        {
            var release = ChangeIndex
                .Of(records)
                .History(repository.Id)
                ?.Releases.LastOrDefault(release =>
                    release is { IsPrerelease: false, IsOnBranch: true } && States.IsBy(release.At, date)
                );
            if (release is null || States.Age(release.At, date) > 365)
                continue;
            var own = changelogs.Where(changelog => changelog.Record.RepositoryId == repository.Id).ToList();
            DocumentInForce? newest = own.Count == 0 ? null : own.MaxBy(changelog => changelog.Version.At);
            var isKept = newest is { } found && States.Age(found.Version.At, DateOnly.FromDateTime(release.At)) <= days;
            rows.Add(new Row(repository, release, newest, isKept));
        }
        if (rows.Count == 0)
        {
            return CheckResult.Unknown(
                $"No release on the main branch of {scope.Name} was tagged in the 365 days to {Words.Date(date)}",
                "Tag releases with their version"
            );
        }
        var kept = rows.Count(row => row.IsKept);
        var behind = rows.Count - kept;
        return new CheckResult(
            States.OfShare(kept, rows.Count),
            $"{kept} of {rows.Count}",
            behind == 0
                ? $"Every changelog of {scope.Name} keeps up with its releases"
                : $"{Words.Count(behind, "repository")} of {scope.Name} released without a word in a changelog",
            behind == 0
                ? ""
                : $"Write down what the newest release of {rows.First(row => !row.IsKept).Repository.Name} changed"
        )
        {
            Number = (double)kept / rows.Count,
            Unit = "share",
            Target = $"changed at most {days} days before the newest release",
            Sample = new Sample(rows.Count, "repositories with releases"),
            Coverage = repositories.Coverage,
            NewestAt = rows.Max(row => row.Changelog?.Version.At),
            NewestWhat = rows.MaxBy(row => row.Changelog?.Version.At)?.Changelog?.Record.Path,
            Evidence =
            [
                .. rows.OrderBy(row => row.IsKept)
                    .Select(row => new Evidence(
                        row.Repository.Name,
                        $"{row.Release.Name} on {Words.Date(row.Release.At)}"
                            + (row.Changelog is null ? ", no changelog" : ""),
                        row.Repository.Id,
                        row.Changelog?.Record.Path,
                        row.Changelog?.Version.Commit ?? row.Release.Commit,
                        row.Changelog?.Version.At ?? row.Release.At,
                        row.IsKept ? CheckState.Pass : CheckState.Fail
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }
}
