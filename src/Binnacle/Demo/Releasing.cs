using Binnacle.History;

namespace Binnacle.Demo;

/// <summary>What programs do: releases at each repository's pace, and updates of dependencies on Mondays.</summary>
internal static class Releasing
{
    public const string ReleaseBot = "github-actions[bot]";

    public static IEnumerable<CommitPlan> Plan(Calendar calendar, int seed) =>
        Repositories.All.SelectMany(repository =>
            Releases(calendar, repository, new Draw(seed, $"releases {repository.Slug}"))
                .Concat(Updates(calendar, repository, new Draw(seed, $"updates {repository.Slug}")))
        );

    private static IEnumerable<CommitPlan> Releases(Calendar calendar, RepositoryPlan repository, Draw draw)
    {
        if (repository.Releases is not { } releases)
            yield break;
        var number = draw.Between(4, 30);
        var text = "# Changelog\n";
        for (double ago = Calendar.Days - 12; ago >= 1; ago -= releases.Every((int)ago) * (0.75 + (0.5 * draw.Share())))
        {
            var day = calendar.Workday((int)ago);
            var tag = releases.Name(++number, day);
            var subject = Subjects.Release(repository.Style, tag);
            var at = Calendar.At(day, draw.Between(780, 990));
            text += $"\n## {tag}\n\n- What changed since the release before\n";
            yield return new(
                repository.Slug,
                at,
                ReleaseBot,
                subject,
                [
                    releases.HasChangelog
                        ? new("CHANGELOG.md", ChangeKind.Modified, draw.Between(3, 20), 0, draw.Name())
                        : new("VERSION", ChangeKind.Modified, 1, 1),
                ]
            )
            {
                Tag = tag,
                File = releases.HasChangelog ? new(repository.Slug, "CHANGELOG.md", (int)ago, subject, text) : null,
            };
        }
    }

    private static IEnumerable<CommitPlan> Updates(Calendar calendar, RepositoryPlan repository, Draw draw)
    {
        if (repository.Bot is not { } bot)
            yield break;
        var since = repository.Slug is "data-pipeline" ? 174 : 390;
        for (var ago = since; ago > 0; ago--)
        {
            var day = calendar.Day(ago);
            if (day.DayOfWeek is not DayOfWeek.Monday)
                continue;
            for (var count = draw.Below(3); count > 0; count--)
                yield return new(
                    repository.Slug,
                    Calendar.At(day, draw.Between(240, 330)),
                    bot,
                    Subjects.Bump(repository, draw),
                    [new("dependencies.lock", ChangeKind.Modified, draw.Between(1, 30), draw.Between(1, 30))]
                );
        }
    }
}
