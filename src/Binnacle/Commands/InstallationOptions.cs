using System.CommandLine;
using Binnacle.Platform.Data;

namespace Binnacle.Commands;

/// <summary>The options that every verb which opens the database understands.</summary>
public static class InstallationOptions
{
    /// <summary>Keeps the password out of the list of processes.</summary>
    public const string DatabaseVariable = "BINNACLE_DATABASE";

    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder of the embedded database and of clones [default: ./data, with --demo ./data-demo]",
        HelpName = "DIR",
    };

    public static readonly Option<string?> Database = new("--database")
    {
        Description =
            $"PostgreSQL instead of the embedded database, as 'Host=…;Database=…;Username=…' [default: ${DatabaseVariable}]",
        HelpName = "CONNECTION",
    };

    public static readonly Option<bool> Demo = new("--demo")
    {
        Description = "The demo organization; it never shares a database with real data",
    };

    public static void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Database);
        command.Options.Add(Demo);
    }

    public static Installation Read(ParseResult parsed) =>
        Installation.In(
            parsed.GetValue(Data),
            parsed.GetValue(Database) ?? Set(Environment.GetEnvironmentVariable(DatabaseVariable)),
            parsed.GetValue(Demo)
        );

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
