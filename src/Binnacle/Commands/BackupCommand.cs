using System.CommandLine;
using Binnacle.Platform;
using Binnacle.Platform.Data;

namespace Binnacle.Commands;

internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The backup: a SQLite database; its checksum goes beside it",
        };
        var command = new Command("backup", "Write a backup; the server may go on running") { file };
        InstallationOptions.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var db = await Opened.MigratedAsync(parsed, stop);
                var path = Path.GetFullPath(parsed.GetValue(file)!);
                await Backup.WriteAsync(db, path, stop);
                await Console.Out.WriteLineAsync(path);
                return ExitCode.Ok;
            }
        );
        return command;
    }
}
