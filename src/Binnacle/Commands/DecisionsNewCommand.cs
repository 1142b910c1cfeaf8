using System.CommandLine;
using Binnacle.Platform;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Commands;

internal static class DecisionsNewCommand
{
    private static readonly Argument<string> Title = new("TITLE") { Description = "The decision in a few words" };

    private static readonly Option<string?> Folder = new("--in")
    {
        Description =
            "The folder of the records [default: .adr-dir, docs/decisions, docs/adr, doc/adr, …, whichever is there]",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Format = new("--format")
    {
        Description = "madr, nygard or log4brains [default: as the records of the folder]",
    };

    private static readonly Option<string?> Status = new("--status") { Description = "[default: proposed]" };

    private static readonly Option<string[]> Supersedes = new("--supersedes")
    {
        Description = "A record that this one supersedes; it gets the link back",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("madr", "nygard", "log4brains");
        var command = new Command("new", "Begin a record as the folder's own habit has it, and print where")
        {
            Title,
            Folder,
            Format,
            Status,
            Supersedes,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var place = parsed.GetValue(Folder) ?? Path.GetRelativePath(".", DecisionFolder.Usual("."));
        var folder = DecisionFolder.Load(place);
        var habit = folder.Habit(FormatOf(parsed.GetValue(Format)));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        var title = parsed.GetValue(Title)!.Trim();
        if (title.Length is 0 or > 200)
            throw new CommandFailure(ExitCode.WrongUsage, "Expected a title of 1 to 200 characters.");
        DecisionText record;
        try
        {
            record = folder.Add(Begun(title, habit, today), habit, today);
            if (parsed.GetValue(Status) is { } status)
                record = record.Set(FieldNames.Status, status);
        }
        catch (Refusal refusal)
        {
            throw new CommandFailure(ExitCode.WrongUsage, refusal.Message, refusal);
        }
        var others = (parsed.GetValue(Supersedes) ?? []).Select(named => DecisionFiles.Other(record, named)).ToList();
        try
        {
            Directory.CreateDirectory(place);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{place} cannot be made: {problem.Message}", problem);
        }
        await DecisionFiles.WriteAsync(
            [.. DecisionFiles.Superseding(record, others).Where(DecisionFiles.IsChanged)],
            stop
        );
        await Console.Out.WriteLineAsync(record.Path);
        return ExitCode.Ok;
    }

    public static DecisionFormat? FormatOf(string? word) =>
        word is null ? null : Enum.Parse<DecisionFormat>(word, ignoreCase: true);

    /// <summary>Headings with what belongs below them as comments, which nobody sees who reads the page.</summary>
    private static WrittenDecision Begun(string title, DecisionHabit habit, DateOnly today) =>
        new()
        {
            Title = title,
            Status = DecisionStatus.Proposed,
            Date = today,
            Context = "<!-- What asks for a decision, and what limits it? -->",
            Options =
                habit.Format is DecisionFormat.Nygard
                    ? []
                    :
                    [
                        new WrittenOption("<!-- an option -->", null, []),
                        new WrittenOption("<!-- another option -->", null, []),
                    ],
            Outcome = "<!-- What is decided, and why? -->",
            Consequences = "<!-- What becomes better, and at what price? -->",
        };
}
