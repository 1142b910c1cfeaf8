using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Binnacle.Hosting;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Review;

namespace Binnacle.Commands;

/// <summary><c>binnacle review REPO…</c>: what "Add repositories" does on the web, with the Review on stdout.</summary>
internal static class ReviewCommand
{
    private static readonly Argument<string[]> Repositories = new("repositories")
    {
        Description = "Folders or clone addresses (https, ssh) [default: the repository you stand in]",
        HelpName = "REPO",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "terminal, markdown or json",
        DefaultValueFactory = _ => "terminal",
    };

    private static readonly Option<DateOnly?> AsOf = new("--as-of")
    {
        Description = "Review an earlier day, from what existed then",
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            if (
                DateOnly.TryParseExact(
                    result.Tokens[0].Value,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    default,
                    out var day
                )
            )
                return day;
            result.AddError($"--as-of takes a day as 2026-03-31, found {result.Tokens[0].Value}.");
            return null;
        },
    };

    public static readonly Option<bool> AllowPrivateAddresses = new("--allow-private-addresses")
    {
        Description = "Let clone addresses lead into private networks",
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("terminal", "markdown", "json");
        var command = new Command(
            "review",
            "Review repositories and print the answer; kept in a cache unless --data or --database is given"
        )
        {
            Repositories,
            Format,
            AsOf,
            AllowPrivateAddresses,
        };
        InstallationOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var given = parsed.GetValue(Repositories) is { Length: > 0 } some ? some : [Directory.GetCurrentDirectory()];
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var day = parsed.GetValue(AsOf) ?? today;
        if (day > today)
            throw new CommandFailure(ExitCode.WrongUsage, $"--as-of {day:yyyy-MM-dd} is in the future.");
        var installation =
            parsed.GetValue(InstallationOptions.Data) is null && parsed.GetValue(InstallationOptions.Database) is null
                ? Installation.In(CacheOf(given), null)
                : InstallationOptions.Read(parsed);
        await using var work = await Workbench.OpenAsync(installation, parsed.GetValue(AllowPrivateAddresses), stop);
        var unread = await work.ScanAsync(given, stop);
        if (parsed.GetValue(AsOf) is null && await work.NewestCommitAsync(stop) is { } newest)
            await HintAsync(today.DayNumber - DateOnly.FromDateTime(newest).DayNumber);
        var review = await work.ReviewAsync(day, stop);
        if (review is null)
            return ExitCode.RepositoryUnreadable;
        await Console.Out.WriteAsync(
            parsed.GetValue(Format) switch
            {
                "json" => JsonSerializer.Serialize(review, ReviewJson.Options) + "\n",
                "markdown" => ReviewMarkdown.Write(review),
                _ => ReviewTerminal.Write(review, Console.IsOutputRedirected),
            }
        );
        return unread > 0 ? ExitCode.RepositoryUnreadable : ExitCode.Ok;
    }

    /// <summary>Windows of the checks end today: of a repository at rest they hold little.</summary>
    private static Task HintAsync(int days) =>
        days > 42
            ? Console.Error.WriteLineAsync(
                $"The newest change is {days} days old. For the state then: --as-of YYYY-MM-DD."
            )
            : Task.CompletedTask;

    /// <summary>One cache a set of repositories.</summary>
    private static string CacheOf(IEnumerable<string> repositories)
    {
        var set = string.Join(
            '\n',
            repositories
                .Select(place => place.Contains("://", StringComparison.Ordinal) ? place : Path.GetFullPath(place))
                .Order(StringComparer.Ordinal)
        );
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set)))[..16];
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } own
            ? own
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(caches, "binnacle", name);
    }
}
