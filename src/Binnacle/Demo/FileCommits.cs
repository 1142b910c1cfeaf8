using Binnacle.Demo.Files;
using Binnacle.History;

namespace Binnacle.Demo;

/// <summary>Documents are written in commits, as everything else.</summary>
internal static class FileCommits
{
    /// <summary>These keep their day, whatever day it was: their age is part of a story.</summary>
    private const string Exact = "teams/vision/platform.md";

    public static IEnumerable<CommitPlan> Plan(Calendar calendar, int seed)
    {
        var draw = new Draw(seed, "files");
        var files = BasicFiles
            .All()
            .Concat(DecisionFiles.All(calendar))
            .Concat(ReliabilityFiles.All(calendar))
            .Concat(HandbookFiles.All())
            .GroupBy(file => (file.Repository, file.Path));
        foreach (var file in files)
        {
            var last = DateTime.MinValue;
            foreach (var version in file.OrderByDescending(version => version.Ago))
            {
                var day = file.Key.Path is Exact ? calendar.Day(version.Ago) : calendar.Workday(version.Ago);
                var at = Calendar.At(day, draw.Between(500, 960));
                at = at > last ? at : last.AddMinutes(7);
                var lines = version.Text!.Count(letter => letter == '\n');
                yield return new(
                    version.Repository,
                    at,
                    Author(version, draw).Name,
                    Subject(version),
                    [
                        last == DateTime.MinValue
                            ? new(version.Path, ChangeKind.Added, lines, 0, draw.Name())
                            : new(
                                version.Path,
                                ChangeKind.Modified,
                                draw.Between(1, 9),
                                draw.Between(0, 5),
                                draw.Name()
                            ),
                    ]
                )
                {
                    File = version,
                };
                last = at;
            }
        }
    }

    private static PersonPlan Author(FilePlan file, Draw draw)
    {
        var team = file.Team ?? Repositories.Of(file.Repository).Team;
        var people = Northwind.People.Where(person => person.IsThere(file.Ago)).ToList();
        var own = people.FindAll(person => person.Pace > 0 && person.TeamOn(file.Ago) == team);
        return own.Count > 0 ? draw.Of(own) : Northwind.People[0];
    }

    private static string Subject(FilePlan file) =>
        Repositories.Of(file.Repository).Style is SubjectStyle.Conventional
            ? $"docs: {char.ToLowerInvariant(file.Subject[0])}{file.Subject[1..]}"
            : file.Subject;
}
