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
        Description = "terminal, json or csv",
        DefaultValueFactory = _ => "terminal",
    };

    private static readonly Option<string?> Analysis = new("--analysis")
    {
        Description = "What --format csv prints",
        HelpName = string.Join('|', ScanAnalysis.All.Select(analysis => analysis.Name)),
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("terminal", "json", "csv");
        Analysis.AcceptOnlyFromAmong([.. ScanAnalysis.All.Select(analysis => analysis.Name)]);
        var command = new Command(
            "scan",
            """
            Print what the history of one repository tells, without keeping anything.

            The fields of --format json and the rows of --format csv are described in docs/scan.md.
            """
        )
        {
            Repository,
            Format,
            Analysis,
        };
        ScanOptions.AddTo(command);
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
        var choice = ScanOptions.Read(parsed, TimeProvider.System);
        var analysis = AnalysisOf(parsed);
        using var progress = new TerminalProgress("Scan");
        if (analysis is not null)
        {
            var git = await GitRepository.OpenAsync(place, stop);
            var rows = await analysis.ReadAsync(new(git, choice, TimeProvider.System, progress), stop);
            progress.End("");
            await Console.Out.WriteAsync(ScanCsv.Write(analysis.Columns, rows));
            return ExitCode.Ok;
        }
        var account = await ScanAccounting.ReadAsync(place, TimeProvider.System, progress, stop);
        progress.End("");
        await Console.Out.WriteAsync(
            parsed.GetValue(Format) is "json"
                ? JsonSerializer.Serialize(account, ReviewJson.Options) + "\n"
                : ScanTerminal.Write(account)
        );
        return ExitCode.Ok;
    }

    private static ScanAnalysis? AnalysisOf(ParseResult parsed) =>
        (parsed.GetValue(Format), parsed.GetValue(Analysis)) switch
        {
            ("csv", { } name) => ScanAnalysis.All.First(analysis => analysis.Name == name),
            ("csv", null) => throw new CommandFailure(
                ExitCode.WrongUsage,
                $"--format csv takes --analysis: {string.Join(", ", ScanAnalysis.All.Select(row => row.Name))}."
            ),
            (_, { } name) => throw new CommandFailure(ExitCode.WrongUsage, $"--analysis {name} takes --format csv."),
            _ => null,
        };
}
