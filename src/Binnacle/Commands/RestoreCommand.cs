using System.CommandLine;
using Binnacle.Hosting;
using Binnacle.Platform;
using Binnacle.Platform.Data;

namespace Binnacle.Commands;

internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A backup of either database" };
        var replace = new Option<bool>("--replace")
        {
            Description = "Even where the database is in use; a copy of it is kept",
        };
        var command = new Command("restore", "Verify a backup and put it in place; stop the server first")
        {
            file,
            replace,
        };
        InstallationOptions.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var installation = InstallationOptions.Read(parsed);
                if (RunningServer.IsRunning(installation))
                    throw new CommandFailure(
                        ExitCode.Failed,
                        $"The server runs on {installation.Folder}. Stop it first."
                    );
                var path = Path.GetFullPath(parsed.GetValue(file)!);
                await Restore.VerifyAsync(path, stop);
                if (!File.Exists(Backup.ChecksumFile(path)))
                    await Console.Error.WriteLineAsync(
                        "No checksum stands beside the file; its integrity was checked alone."
                    );
                await using var db = Opened.Database(installation);
                await Restore.ApplyAsync(db, installation, path, parsed.GetValue(replace), stop);
                await Console.Error.WriteLineAsync("Restored.");
                return ExitCode.Ok;
            }
        );
        return command;
    }
}
