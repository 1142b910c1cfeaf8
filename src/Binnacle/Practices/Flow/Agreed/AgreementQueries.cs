using Binnacle.Platform.Cadences;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Agreed;

/// <summary>An agreement of a team with its weeks.</summary>
/// <param name="Versions">By version.</param>
/// <param name="Weeks">Oldest first, the running one last; none where nothing was in force.</param>
/// <param name="Hours">The working hours it is counted in, where it is.</param>
public sealed record AgreementView(
    Guid TeamId,
    string TeamSlug,
    string Team,
    AgreementKind Kind,
    IReadOnlyList<Agreement> Versions,
    IReadOnlyList<AgreementWeek> Weeks,
    string? Hours
)
{
    public string Url => AgreementVerbs.UrlOf(TeamSlug, Kind);

    public Agreement Newest => Versions[^1];

    public bool IsGivenUp => Newest.Target is null;

    public AgreementWeek? Running => Weeks.LastOrDefault(week => week.State is WeekState.Running);

    /// <summary>Weeks that are over and could be judged.</summary>
    public IReadOnlyList<AgreementWeek> Judged =>
        [.. Weeks.Where(week => week.State is WeekState.Kept or WeekState.Slipped)];

    public int Kept => Judged.Count(week => week.State is WeekState.Kept);

    /// <summary>Of the newest four weeks that were judged, how many were kept; null with fewer than two.</summary>
    public double? Lately =>
        Judged.TakeLast(4).ToList() is { Count: >= 2 } last
            ? (double)last.Count(week => week.State is WeekState.Kept) / last.Count
            : null;

    public string InWords => AgreementWords.InWords(Kind, Newest.Target, Newest.Unit, Newest.Share);
}

public static class AgreementQueries
{
    public const int Weeks = 26;

    /// <summary>Those of a team, or of all, by team and in the order of the catalogue of agreements.</summary>
    /// <returns>Null where there is no such team or repository; of a repository, those of the team that owns it.</returns>
    public static async Task<IReadOnlyList<AgreementView>?> AgreementsAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) =>
        await db.NamedScopeAsync(scope, cancellation) is { } named
            // Facts come without a Timeline event, but every ten minutes a job ends.
            ? await db.RememberAsync(
                $"flow-agreements:{named.Key}",
                () => ReadAsync(db, named, cancellation),
                cancellation
            )
            : null;

    private static async Task<IReadOnlyList<AgreementView>> ReadAsync(
        AppDb db,
        NamedScope scope,
        CancellationToken cancellation
    )
    {
        var teams = await db.Set<Team>()
            .Where(team => team.ArchivedAt == null && (scope.TeamId == null || team.Id == scope.TeamId))
            .Where(team =>
                scope.RepositoryId == null
                || db.Set<Repository>().Any(row => row.Id == scope.RepositoryId && row.TeamId == team.Id)
            )
            .OrderBy(team => team.Name)
            .ToListAsync(cancellation);
        var versions = (
            await db.Set<Agreement>().AsNoTracking().OrderBy(row => row.Version).ToListAsync(cancellation)
        ).ToLookup(row => row.TeamId);
        var calendars = await db.WorkingCalendarsAsync(cancellation);
        var views = new List<AgreementView>();
        foreach (var team in teams.Where(team => versions.Contains(team.Id)))
            views.AddRange(await OfAsync(db, team, [.. versions[team.Id]], calendars, cancellation));
        return views;
    }

    private static async Task<IEnumerable<AgreementView>> OfAsync(
        AppDb db,
        Team team,
        List<Agreement> versions,
        WorkingCalendars calendars,
        CancellationToken cancellation
    )
    {
        var calendar = calendars.Of(team.Id);
        var today = DateOnly.FromDateTime(LocalTime.ToLocal(db.Now, calendar.Zone));
        var running = AgreementWeek.MondayOf(today);
        var first = running.AddDays(-7 * (Weeks - 1));
        var since = LocalTime.ToUtc(first, 0, calendar.Zone);
        var facts = await AgreementFacts.LoadAsync(
            db,
            team.Id,
            since,
            versions.Select(version => version.Kind).ToHashSet(),
            cancellation
        );
        return versions
            .GroupBy(version => version.Kind)
            .OrderBy(group => group.Key)
            .Select(of =>
            {
                var items = of.Select(version => version.Unit)
                    .Distinct()
                    .ToDictionary(
                        unit => unit,
                        unit => AgreementItems.Of(of.Key, unit, facts, calendar, since, db.Now)
                    );
                var weeks =
                    from week in Enumerable.Range(0, Weeks)
                    let monday = first.AddDays(7 * week)
                    let version = AgreementWeek.InForce(of, monday)
                    where version is not null
                    select AgreementWeek.Of(monday, version, items[version.Unit], today);
                return new AgreementView(
                    team.Id,
                    team.Slug,
                    team.Name,
                    of.Key,
                    [.. of],
                    [.. weeks],
                    of.Last().Unit is AgreementUnit.WorkingDays or AgreementUnit.WorkingHours
                        ? calendars.WeekOf(team.Id).InWords
                            + (calendars.IsSet(team.Id) ? "" : ", until somebody sets them")
                        : null
                );
            });
    }
}
