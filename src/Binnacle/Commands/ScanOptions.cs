using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Binnacle.History.Analyses;
using Binnacle.Platform;

namespace Binnacle.Commands;

/// <summary>What <c>binnacle scan</c> is asked for beside the repository and the format. Named as in code-maat where it has the same.</summary>
/// <param name="Since">UTC, included.</param>
/// <param name="Until">UTC, included.</param>
/// <param name="Now">UTC; what ages are counted to.</param>
internal sealed record ScanChoice(
    bool IsReference,
    DateTime? Since,
    DateTime? Until,
    DateTime Now,
    CouplingThresholds Coupling,
    Grouping? Grouping,
    int MaxBlames
);

/// <summary>The options of <see cref="ScanCommand"/>.</summary>
internal static class ScanOptions
{
    private static readonly Option<bool> Reference = new("--reference")
    {
        Description = "Do exactly what the analysis' reference tool does, without filters of our own",
    };

    private static readonly Option<DateTime?> Since = Time(
        "--since",
        "First moment, UTC: 2024-01-31 (from its begin) or 2024-01-31T08:00:00Z",
        new TimeSpan(0)
    );

    private static readonly Option<DateTime?> Until = Time(
        "--until",
        "Last moment, UTC: 2024-01-31 (to its end) or 2024-01-31T08:00:00Z",
        new TimeSpan(23, 59, 59)
    );

    private static readonly Option<DateTime?> AgeTimeNow = Time(
        "--age-time-now",
        "What ages are counted to [default: --until, else now]",
        new TimeSpan(0)
    );

    private static readonly Option<int> MinRevisions = Number("--min-revs", 5, "Fewest revisions of an entity");

    private static readonly Option<int> MinSharedRevisions = Number(
        "--min-shared-revs",
        5,
        "Fewest revisions that two entities share"
    );

    private static readonly Option<int> MinCoupling = Number(
        "--min-coupling",
        30,
        "Smallest degree of coupling, in percent"
    );

    private static readonly Option<int> MaxCoupling = Number(
        "--max-coupling",
        100,
        "Greatest degree of coupling, in percent"
    );

    private static readonly Option<int> MaxChangeSetSize = Number(
        "--max-changeset-size",
        30,
        "Commits with more files are left out of coupling"
    );

    private static readonly Option<int> MaxBlames = Number(
        "--max-blames",
        100,
        "Files whose TODO and the like are dated, those with most first; 0 for none"
    );

    private static readonly Option<string?> Group = new("--group")
    {
        Description = "Groups of files, a line each: path => Name, or ^expression$ => Name",
        HelpName = "FILE",
    };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Reference, Since, Until, AgeTimeNow, Group])
            command.Options.Add(option);
        foreach (
            var option in (Option[])
                [MinRevisions, MinSharedRevisions, MinCoupling, MaxCoupling, MaxChangeSetSize, MaxBlames]
        )
            command.Options.Add(option);
    }

    public static ScanChoice Read(ParseResult parsed, TimeProvider clock)
    {
        var until = parsed.GetValue(Until);
        if (parsed.GetValue(Since) > until)
            throw new CommandFailure(ExitCode.WrongUsage, "--since is later than --until.");
        return new(
            parsed.GetValue(Reference),
            parsed.GetValue(Since),
            until,
            parsed.GetValue(AgeTimeNow) ?? until ?? clock.GetUtcNow().UtcDateTime,
            new()
            {
                MinRevisions = parsed.GetValue(MinRevisions),
                MinSharedRevisions = parsed.GetValue(MinSharedRevisions),
                MinDegree = parsed.GetValue(MinCoupling),
                MaxDegree = parsed.GetValue(MaxCoupling),
                MaxChangeSetSize = parsed.GetValue(MaxChangeSetSize),
            },
            parsed.GetValue(Group) is { } file ? Groups(file) : null,
            parsed.GetValue(MaxBlames)
        );
    }

    private static Grouping Groups(string file)
    {
        try
        {
            return Grouping.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.WrongUsage, $"--group {file}: {e.Message}");
        }
    }

    private static Option<int> Number(string name, int standard, string description)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var value) && value < 0)
                result.AddError($"{name} takes a number from 0, found {value}.");
        });
        return option;
    }

    private static Option<DateTime?> Time(string name, string description, TimeSpan timeOfDay) =>
        new(name)
        {
            Description = description,
            HelpName = "TIME",
            CustomParser = result => Moment(result, name, timeOfDay),
        };

    private static DateTime? Moment(ArgumentResult result, string name, TimeSpan timeOfDay)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var text = result.Tokens[0].Value;
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var day))
            return day + timeOfDay;
        string[] formats = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK"];
        if (DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, Utc, out var moment))
            return moment;
        result.AddError($"{name} takes a day or a time as 2024-01-31 or 2024-01-31T08:00:00Z, found {text}.");
        return null;
    }
}
