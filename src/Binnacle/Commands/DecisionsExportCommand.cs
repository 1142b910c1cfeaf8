using System.CommandLine;
using Binnacle.Platform;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Commands;

internal static class DecisionsExportCommand
{
    private static readonly Option<string?> Folder = new("--to")
    {
        Description =
            "The folder of the records [default: .adr-dir, docs/decisions, docs/adr, doc/adr, …, whichever is there]",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Format = new("--format")
    {
        Description = "madr, nygard or log4brains [default: as the records of the folder]",
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("madr", "nygard", "log4brains");
        var command = new Command(
            "export",
            "Write the decisions kept in Binnacle that everybody may see as records; of those that are there already only the status follows"
        )
        {
            Folder,
            Format,
        };
        InstallationOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var db = await Opened.MigratedAsync(parsed, stop);
        var place = parsed.GetValue(Folder) ?? Path.GetRelativePath(".", DecisionFolder.Usual("."));
        var folder = DecisionFolder.Load(place);
        IReadOnlyList<DecisionText> records;
        try
        {
            records = DecisionExport.Into(
                folder,
                await db.DecisionsToExportAsync(stop),
                DecisionsNewCommand.FormatOf(parsed.GetValue(Format)),
                db.Today
            );
        }
        catch (Refusal refusal)
        {
            throw new CommandFailure(ExitCode.Failed, refusal.Message, refusal);
        }
        Directory.CreateDirectory(place);
        var changed = records.Where(DecisionFiles.IsChanged).ToList();
        await DecisionFiles.WriteAsync(changed, stop);
        foreach (var record in changed)
            await Console.Out.WriteLineAsync(record.Path);
        await Console.Error.WriteLineAsync($"{changed.Count} written, {records.Count - changed.Count} the same.");
        return ExitCode.Ok;
    }
}
