using Binnacle.History.Analyses;
using Binnacle.Platform.Documents;
using Binnacle.Sources.RepositoryFiles;

namespace Binnacle.Commands;

/// <summary>How knowledge is spread, as counts and shares: nobody is named.</summary>
internal static class ScanPeople
{
    private const int FewestForTimes = 5;
    private const string PeopleByName = "(people by name)";
    private const string Nobody = "(nobody)";

    /// <param name="history">Of the team's own files at the head, under their present names.</param>
    public static OwnershipAccount Ownership(ScanHead head, ChangeHistory history) =>
        new(
            [
                .. Fragmentation
                    .Of(history.Renamed(head.Areas.AreaOf))
                    .Select(row => new OwnedComponent(
                        row.Entity,
                        row.People,
                        row.Changes,
                        row.Added,
                        Rounded(row.MainShareOfLines),
                        Math.Round(row.MainShareOfChanges, 4),
                        Math.Round(row.Fractal, 4)
                    )),
            ],
            Teams(head, history)
        );

    public static TruckFactorAccount Factor(TruckFactor factor) =>
        new(
            factor.Count,
            factor.PrunedCount,
            factor.Files,
            Math.Round(factor.Coverage, 4),
            [
                .. factor.Authors.Select(author => new KeyAuthorRow(
                    author.Files,
                    Math.Round((double)author.Files / factor.Files, 4),
                    Math.Round(author.CoverageLeft, 4),
                    author.IsPruned
                )),
            ]
        );

    public static LossAccount Loss(
        ScanHead head,
        IReadOnlyList<DegreeOfAuthorship> degrees,
        IReadOnlyDictionary<int, DateTime> lastCommits,
        DateTime end
    )
    {
        IReadOnlyList<LostKnowledge> Lost(Func<string, string> entityOf) =>
            KnowledgeLoss.Of(degrees, person => lastCommits[person], end, entityOf);
        var all = Lost(_ => "") is [var only, ..] ? only : new("", 0, 0, 0);
        return new(
            KnowledgeLoss.QuietDays,
            all.Files,
            all.WithoutAuthor,
            all.Lost,
            Rounded(all.Share),
            [
                .. Lost(head.Areas.AreaOf)
                    .Select(row => new LossComponent(
                        row.Entity,
                        row.Files,
                        row.WithoutAuthor,
                        row.Lost,
                        Rounded(row.Share)
                    )),
            ]
        );
    }

    public static NewcomersAccount Newcomers(NewcomerRamp ramp, ScanWindow window)
    {
        var (all, months) = ramp.Of(window.Since, window.End);
        return new(
            all.Joined,
            Ramp(all.ToFifth),
            Ramp(all.ToTenth),
            [
                .. months.Rows.Select(row => new NewcomersMonth(
                    row.Key,
                    row.Value.Joined,
                    Ramp(row.Value.ToFifth),
                    Ramp(row.Value.ToTenth)
                )),
            ]
        );
    }

    /// <summary>Forges look in .github, then the root, then docs; the first one counts.</summary>
    private static OwningTeams Teams(ScanHead head, ChangeHistory history)
    {
        var (path, document) = head
            .Documents.Where(row => row.Document.Facts is OwnershipFacts)
            .OrderBy(row =>
                row.Path.StartsWith('.') ? 0
                : row.Path.Contains('/', StringComparison.Ordinal) ? 2
                : 1
            )
            .FirstOrDefault();
        if (document?.Facts is not OwnershipFacts facts)
            return new(false, null, []);
        var rules = OwnershipRules.From(facts);
        var owners = head.Own.ToDictionary(
            file => file.Path,
            file => OwnerOf(rules.OwnersOf(file.Path)),
            StringComparer.Ordinal
        );
        var shared = Fragmentation.Of(history.Renamed(file => owners[file])).ToDictionary(row => row.Entity);
        return new(
            true,
            path,
            [
                .. owners
                    .Values.CountBy(owner => owner)
                    .OrderByDescending(row => row.Value)
                    .ThenBy(row => row.Key, StringComparer.Ordinal)
                    .Select(row => Row(row.Key, row.Value, shared.GetValueOrDefault(row.Key))),
            ]
        );
    }

    private static OwnedByTeam Row(string team, int files, SharedEntity? shared) =>
        new(
            team,
            files,
            shared?.People ?? 0,
            shared?.Changes ?? 0,
            shared?.Added ?? 0,
            Rounded(shared?.MainShareOfLines),
            Rounded(shared?.MainShareOfChanges),
            Rounded(shared?.Fractal)
        );

    /// <summary>A team has a slash (@organization/team); everyone else is a person, who is not named.</summary>
    private static string OwnerOf(IReadOnlyList<string> owners) =>
        owners.FirstOrDefault(owner => owner.StartsWith('@') && owner.Contains('/', StringComparison.Ordinal))
        ?? (owners.Count == 0 ? Nobody : PeopleByName);

    private static RampAccount Ramp(Distribution days) =>
        days.Count < FewestForTimes
            ? new(days.Count, null, null)
            : new(days.Count, Rounded(days.Median, 1), Rounded(days.NinthDecile, 1));

    private static double? Rounded(double? value, int digits = 4) =>
        value is { } known ? Math.Round(known, digits) : null;
}
