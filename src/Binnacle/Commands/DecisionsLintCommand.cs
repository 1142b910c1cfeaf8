using System.CommandLine;
using Binnacle.Platform;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Commands;

internal static class DecisionsLintCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files, and folders that are searched for .md files [default: the folder you stand in]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "text, json or sarif",
        DefaultValueFactory = _ => "text",
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("text", "json", "sarif");
        var command = new Command(
            "lint",
            "Say for every Markdown file whether it is a decision record, what it says and what is wrong"
        )
        {
            Paths,
            Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var given = parsed.GetValue(Paths) is { Length: > 0 } some ? some : ["."];
        if (Array.Find(given, path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
            throw new CommandFailure(ExitCode.WrongUsage, $"{missing}: no such file or folder.");
        if (Array.Find(given, MarkdownFiles.IsBareRepository) is { } bare)
            throw new CommandFailure(
                ExitCode.WrongUsage,
                $"{bare} is a bare repository: it has no work tree to read files from. Give the folder of a clone, or make one with “git -C {bare} worktree add --detach FOLDER” and give that."
            );
        var lint = new DecisionLint();
        var files = new List<LintedFile>();
        foreach (var path in MarkdownFiles.Below(given))
        {
            stop.ThrowIfCancellationRequested();
            files.Add(Linted(lint, path));
        }
        await Console.Out.WriteAsync(
            parsed.GetValue(Format) switch
            {
                "json" => DecisionsJson.Write(files),
                "sarif" => DecisionsJson.Sarif(files),
                _ => string.Concat(
                    files.SelectMany(file =>
                        file.Problems.Select(problem => $"{file.Path}:{problem.Line}: {problem.What}\n")
                    )
                ),
            }
        );
        var problems = files.Sum(file => file.Problems.Count);
        await Console.Error.WriteLineAsync(
            $"{files.Count} Markdown files, {files.Count(file => file.IsRecord)} decision records, {problems} problems."
        );
        return problems > 0 ? ExitCode.Failed : ExitCode.Ok;
    }

    private static LintedFile Linted(DecisionLint lint, string path)
    {
        try
        {
            if (new FileInfo(path).Length > DecisionFolder.LongestFile)
                return DecisionLint.Unreadable(path, "The file is longer than 32 MB and was not read.");
            return lint.Lint(DecisionText.Parse(path, File.ReadAllBytes(path)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return DecisionLint.Unreadable(path, $"The file cannot be read: {problem.Message}");
        }
    }
}
