using System.CommandLine;
using Binnacle.Platform.Data;

namespace Binnacle.Commands;

/// <summary>The options that every verb which opens the database understands.</summary>
public static class InstallationOptions
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder of the embedded database and of clones [default: ./data, with --demo ./data-demo]",
        HelpName = "DIR",
    };

    public static readonly Option<string?> Database = new("--database")
    {
        Description = "PostgreSQL instead of the embedded database, as 'Host=…;Database=…;Username=…'",
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
        Installation.In(parsed.GetValue(Data), parsed.GetValue(Database), parsed.GetValue(Demo));
}
