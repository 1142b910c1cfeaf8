using System.CommandLine;
using Binnacle.Platform;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Commands;

internal static class DecisionsSetCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The decision record" };

    private static readonly Argument<string[]> Fields = new("FIELD=VALUE")
    {
        Description =
            "status, date, title, decision-makers, consulted, informed, tags, or a field that the record has; supersedes=FILE writes the links both ways",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        var command = new Command("set", "Change fields of a record and not one other byte") { File, Fields };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(File)!, parsed.GetValue(Fields)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string path, string[] fields, CancellationToken stop)
    {
        var before = DecisionFiles.Read(path);
        var (record, others) = (before, new List<DecisionText>());
        foreach (var field in fields)
        {
            var at = field.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new CommandFailure(ExitCode.WrongUsage, $"Expected FIELD=VALUE, found {field}.");
            var (name, value) = (field[..at].Trim().ToLowerInvariant(), field[(at + 1)..]);
            try
            {
                if (name is FieldNames.Supersedes)
                    others.AddRange(value.Split(',').Select(other => DecisionFiles.Other(record, other.Trim())));
                else
                    record = record.Set(
                        name,
                        name is "decision-makers" or "deciders" or "consulted" or "informed" or "tags"
                            ? value.Split(',')
                            : [value]
                    );
            }
            catch (Refusal refusal)
            {
                throw new CommandFailure(ExitCode.WrongUsage, $"{path}: {refusal.Message}", refusal);
            }
        }
        var changed = DecisionFiles.Superseding(record, others);
        if (!before.Bytes.Span.SequenceEqual(record.Bytes.Span) || others.Count > 0)
            await DecisionFiles.WriteAsync([.. changed.Where(DecisionFiles.IsChanged)], stop);
        foreach (var problem in changed[0].Problems)
            await Console.Error.WriteLineAsync($"{path}:{problem.Line ?? 1}: {problem.What}");
        return ExitCode.Ok;
    }
}
