using System.CommandLine;
using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Data;

namespace Binnacle.Commands;

/// <summary>Runs a command line and turns what happened into an exit code; what a user can mend is one sentence, never a stack trace.</summary>
public static class Invocation
{
    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "When something unexpected fails, print where in the program",
        Recursive = true,
    };

    public static async Task<int> RunAsync(RootCommand root, string[] args, CancellationToken stop = default)
    {
        root.Options.Add(Verbose);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See binnacle --help.");
            return ExitCode.WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    // Time to keep what was read before Ctrl-C.
                    ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
                },
                stop
            );
        }
        catch (CommandFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (Refusal refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What was read is kept.");
            return ExitCode.Stopped;
        }
        catch (RepositoryException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCode.RepositoryUnreadable;
        }
        catch (Exception problem)
        {
            return await UnexpectedAsync(parsed, problem);
        }
    }

    private static async Task<int> UnexpectedAsync(ParseResult parsed, Exception problem)
    {
        var installation = InstallationOptions.Read(parsed);
        await Console.Error.WriteLineAsync(FailureWords.Of(problem, installation.Database).ReplaceLineEndings(" "));
        await Console.Error.WriteLineAsync(
            parsed.GetValue(Verbose)
                ? problem.ToString()
                : "With --verbose, where in the program it happened is printed, too."
        );
        return Patience.IsPassing(problem) ? ExitCode.DatabaseUnreachable : ExitCode.Failed;
    }
}
