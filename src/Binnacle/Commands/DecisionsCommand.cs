using System.CommandLine;

namespace Binnacle.Commands;

/// <summary><c>binnacle decisions</c>: decision records as Markdown files; docs/decisions-cli.md describes what is printed.</summary>
internal static class DecisionsCommand
{
    public static Command Create() =>
        new(
            "decisions",
            """
            Check, change and write decision records: MADR, Nygard's form, log4brains.

            Exit codes: 0 ok, 1 problems were found or nothing could be written, 2 wrong usage. docs/decisions-cli.md
            describes the fields of --format json.
            """
        )
        {
            DecisionsLintCommand.Create(),
            DecisionsSetCommand.Create(),
            DecisionsNewCommand.Create(),
            DecisionsExportCommand.Create(),
        };
}
