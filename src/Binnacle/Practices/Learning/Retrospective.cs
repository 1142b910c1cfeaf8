using Binnacle.Platform.Cadences;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;

namespace Binnacle.Practices.Learning;

/// <summary>Whether teams look back, and do what they set out to do.</summary>
internal static class Retrospective
{
    private const int Days = 30;

    private sealed record Row(TeamRecord Team, DateTime? HeldAt, int Late, bool IsKnown)
    {
        public bool IsKept => HeldAt is not null && Late == 0;
    }

    public static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        var teams = records
            .Of<TeamRecord>()
            .Where(team =>
                scope.Kind is ScopeKind.Organization || (scope.Kind is ScopeKind.Team && team.Id == scope.Id)
            )
            .OrderBy(team => team.Name, StringComparer.Ordinal)
            .ToList();
        var rows = teams.ConvertAll(team => Look(records, team, date));
        var known = rows.FindAll(row => row.IsKnown);
        if (known.Count == 0)
        {
            return CheckResult.Unknown(
                $"No retrospective of {scope.Name} in the {Days} days to {Words.Date(date)} was told of",
                "Plan the retrospectives under Cadences, and say when they took place"
            );
        }
        var kept = known.Count(row => row.IsKept);
        var first = known.Find(row => !row.IsKept);
        var newest = known.Where(row => row.HeldAt is not null).MaxBy(row => row.HeldAt);
        return new CheckResult(
            States.OfShare(kept, known.Count),
            $"{kept} of {known.Count}",
            first is null
                ? $"Every team of {scope.Name} that keeps a calendar looked back in {Days} days and does what it set out to do"
                : $"{Words.Count(known.Count - kept, "team")} of {scope.Name} held no retrospective in {Days} days, or left its actions open",
            first is null ? ""
                : first.HeldAt is null ? $"Hold the next retrospective of {first.Team.Name}"
                : $"Close what {first.Team.Name} promised in its retrospectives"
        )
        {
            Number = (double)kept / known.Count,
            Unit = "share",
            Target = $"all teams, within {Days} days",
            Sample = new Sample(known.Count, "teams"),
            Coverage = new Coverage(known.Count, teams.Count, "teams"),
            NewestAt = newest?.HeldAt,
            NewestWhat = newest?.Team.Name,
            Evidence =
            [
                .. known
                    .OrderBy(row => row.IsKept)
                    .Select(row => new Evidence(
                        row.Team.Name,
                        row.HeldAt is { } at
                            ? $"{Words.Date(at)}, {Words.Count(row.Late, "action")} past the date"
                            : $"none in {Days} days",
                        At: row.HeldAt,
                        State: row.IsKept ? CheckState.Pass : CheckState.Fail
                    )),
            ],
        };
    }

    private static Row Look(CheckRecords records, TeamRecord team, DateOnly date)
    {
        var scope = new Scope(ScopeKind.Team, team.Id, team.Slug, team.Name);
        // A rhythm of six weeks is known by what came before the thirty days.
        var planned = KeptWithin.Of(records, scope, date, 3 * Days, kind => kind is CadenceKind.Retrospective);
        var told = planned.Where(row => row.Occurrence.State is not OccurrenceState.Unknown).ToList();
        var held = told.Where(row =>
                row.Occurrence.TookPlace
                && row.Occurrence.StartsAt >= date.AddDays(1 - Days).ToDateTime(TimeOnly.MinValue)
            )
            .Select(row => (DateTime?)row.Occurrence.StartsAt)
            .Max();
        var origins = planned.Select(row => $"page:/cadences/{row.Cadence.Number}").ToHashSet(StringComparer.Ordinal);
        var late = records
            .Of<CommitmentRecord>()
            .Count(row =>
                row.Origin is { } origin && origins.Contains(origin) && row.IsOpenOn(date) && row.DueOn < date
            );
        return new(team, held, late, told.Count > 0);
    }
}
