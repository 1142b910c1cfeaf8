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

    private static readonly Argument<string[]> Others = new("others")
    {
        Description = "Folders of more repositories: what changes together with the first one",
        HelpName = "OTHER",
        Arity = ArgumentArity.ZeroOrMore,
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
            Print what the history of a repository tells, without keeping anything.

            The fields of --format json and the rows of --format csv are described in docs/scan.md.
            """
        )
        {
            Repository,
            Others,
            Format,
            Analysis,
        };
        // A mistyped option would else be taken for one more repository.
        foreach (var argument in (Argument[])[Repository, Others])
            argument.Validators.Add(result =>
            {
                if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
                    result.AddError($"scan has no option {option.Value}.");
            });
        ScanOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var choice = ScanOptions.Read(parsed, TimeProvider.System);
        var analysis = AnalysisOf(parsed);
        var others = parsed.GetValue(Others) ?? [];
        if (analysis is not null && others.Length > 0)
            throw new CommandFailure(ExitCode.WrongUsage, "--format csv takes one repository.");
        using var progress = new TerminalProgress("Scan");
        var inputs = new List<ScanInput>();
        foreach (var place in (string[])[parsed.GetValue(Repository)!, .. others])
            inputs.Add(new(await OpenAsync(place, stop), choice, TimeProvider.System, progress));
        if (
            inputs
                .GroupBy(input => input.Git.Path, StringComparer.Ordinal)
                .FirstOrDefault(same => same.Skip(1).Any()) is
            { } twice
        )
            throw new CommandFailure(ExitCode.WrongUsage, $"{twice.Key} is named twice.");
        if (analysis is not null)
        {
            var rows = await analysis.ReadAsync(inputs[0], stop);
            progress.End("");
            await Console.Out.WriteAsync(ScanCsv.Write(analysis.Columns, rows));
            return ExitCode.Ok;
        }
        var account = await ScanAccounting.ReadAsync(inputs[0], inputs[1..], stop);
        progress.End("");
        await Console.Out.WriteAsync(
            parsed.GetValue(Format) is "json"
                ? JsonSerializer.Serialize(account, ReviewJson.Options) + "\n"
                : ScanTerminal.Write(account)
        );
        return ExitCode.Ok;
    }

    private static Task<GitRepository> OpenAsync(string place, CancellationToken stop) =>
        RepositoryClone.LooksLikeUrl(place)
            ? throw new CommandFailure(
                ExitCode.WrongUsage,
                $"{place} is an address; scan reads folders. Clone it first, or use binnacle review."
            )
            : GitRepository.OpenAsync(place, stop);

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
