using System.CommandLine;
using Binnacle.Exchange;
using Binnacle.Platform;
using Binnacle.Platform.Data;

namespace Binnacle.Commands;

internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description =
            "Documents that binnacle export wrote, lists of people (.csv: name,address,team,joined,left), points of measures (.csv: measure,date,value), events of tools (payloads of webhooks as .json, one a line, or .csv: kind,at,id …), or debt (.csv as downloaded, or a WSJF sheet: title,value,time,risk,size); each is taken whole or not at all",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Say what would change, and change nothing",
    };

    private static readonly Option<string?> As = new("--as")
    {
        Description = "Whose events a file holds where it does not show: github, gitlab, jira …",
    };

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Take in what binnacle export wrote, here or elsewhere, a list of people, points of measures, events of tools, or a list of debt"
        )
        {
            Files,
            DryRun,
            As,
        };
        InstallationOptions.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                foreach (var file in parsed.GetValue(Files)!)
                {
                    await using var db = await Opened.MigratedAsync(parsed, stop);
                    await ImportAsync(db, file, parsed.GetValue(As), parsed.GetValue(DryRun), stop);
                }
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task ImportAsync(AppDb db, string file, string? kind, bool dryRun, CancellationToken stop)
    {
        try
        {
            await using var opened = await OpenAsync(file, stop);
            var report = await EventsFile.SourceOfAsync(opened, kind, stop) is { } source
                ? await EventsFile.ImportAsync(db, source, opened, dryRun, stop)
                : await ImportWholeAsync(db, file, opened, dryRun, stop);
            foreach (var line in report.Lines)
                await Console.Out.WriteLineAsync(line);
            await Console.Error.WriteLineAsync(
                $"{file}: {report.Lines.Count} {(dryRun ? "would be " : "")}added or changed, {report.Unchanged} the same."
            );
        }
        catch (ImportRefused refused)
        {
            throw Failure(file, string.Join("\n  ", refused.Problems.Select(each => $"{each.Place}: {each.Message}")));
        }
        catch (Refusal refused)
        {
            throw Failure(file, $"{refused.Field}: {refused.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Failure(file, problem.Message);
        }
    }

    /// <summary>Events may be many; all else fits into memory.</summary>
    private static async Task<ImportReport> ImportWholeAsync(
        AppDb db,
        string file,
        Stream opened,
        bool dryRun,
        CancellationToken stop
    )
    {
        opened.Position = 0;
        using var reader = new StreamReader(opened, leaveOpen: true);
        var text = await reader.ReadToEndAsync(stop);
        return !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                ? await db.ImportAsync(ExportJson.Read(text), dryRun, stop)
            : MeasuresFile.Is(text) ? await MeasuresFile.ImportAsync(db, text, dryRun, stop)
            : DebtFile.Is(text) ? await DebtFile.ImportAsync(db, text, dryRun, stop)
            : await db.ImportPeopleAsync(PeopleCsv.Read(text), dryRun, stop);
    }

    /// <summary>It is read twice; what comes through a pipe is laid beside first, and gone when it is closed.</summary>
    private static async Task<FileStream> OpenAsync(string file, CancellationToken stop)
    {
        if (Directory.Exists(file))
            throw Failure(file, "expected a file, found a folder. Name the files in it.");
        var given = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        if (given.CanSeek)
            return given;
        await using (given)
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var aside = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
            await given.CopyToAsync(aside, stop);
            return aside;
        }
    }

    private static CommandFailure Failure(string file, string message) =>
        new(ExitCode.Failed, $"{file}: nothing was imported.\n  {message}");
}
