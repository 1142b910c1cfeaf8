using System.CommandLine;
using Binnacle.Exchange;
using Binnacle.Platform;
using Binnacle.Platform.Data;

namespace Binnacle.Commands;

internal static class ExportCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "Where to write it; without it, stdout",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "export",
            "Write what people wrote as one JSON document: catalogue, settings, measures, commitments; not history, accounts or secrets"
        )
        {
            file,
        };
        InstallationOptions.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var db = await Opened.MigratedAsync(parsed, stop);
                var json = ExportJson.Write(await db.ExportAsync(stop));
                if (parsed.GetValue(file) is { } path)
                    await WriteAsync(path, json, stop);
                else
                    await Console.Out.WriteAsync(json);
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task WriteAsync(string path, string json, CancellationToken stop)
    {
        try
        {
            PrivateFile.Create(path);
            await File.WriteAllTextAsync(path, json, stop);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{path} cannot be written: {problem.Message}", problem);
        }
    }
}
