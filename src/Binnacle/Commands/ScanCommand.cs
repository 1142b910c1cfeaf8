using System.CommandLine;
using System.Text.Json;
using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Review;

namespace Binnacle.Commands;

/// <summary><c>binnacle scan REPO</c>: what history tells by itself; nothing is kept.</summary>
internal static class ScanCommand
{
    private static readonly Argument<string> Repository = new("repository")
    {
        Description = "A folder that holds a repository [default: the one you stand in]",
        HelpName = "REPO",
        DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "terminal or json",
        DefaultValueFactory = _ => "terminal",
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("terminal", "json");
        var command = new Command(
            "scan",
            """
            Print what the history of one repository tells, without keeping anything.

            The fields of --format json are described in docs/scan.md.
            """
        )
        {
            Repository,
            Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var place = parsed.GetValue(Repository)!;
        if (RepositoryClone.LooksLikeUrl(place))
            throw new CommandFailure(
                ExitCode.WrongUsage,
                $"{place} is an address; scan reads folders. Clone it first, or use binnacle review."
            );
        using var progress = new TerminalProgress("Scan");
        var account = await ScanAccounting.ReadAsync(place, TimeProvider.System, progress, stop);
        progress.End("");
        await Console.Out.WriteAsync(
            parsed.GetValue(Format) is "json"
                ? JsonSerializer.Serialize(account, ReviewJson.Options) + "\n"
                : ScanTerminal.Write(account)
        );
        return ExitCode.Ok;
    }
}
