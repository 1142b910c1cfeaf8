using System.CommandLine;
using Binnacle.Commands;
using Binnacle.Platform;

var root = new RootCommand(
    """
    Binnacle shows leaders of engineering which practices are alive, from the evidence in their repositories and tools.

    Exit codes: 0 ok, 1 something failed, 2 wrong usage, 3 a repository could not be read, 4 the database cannot be
    reached, 130 stopped with Ctrl-C (the server, stopped so, ends with 0). Results go to stdout, progress to stderr.
    """
)
{
    ServeCommand.Create(),
    DoctorCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    TokenCommand.Create(),
    ReviewCommand.Create(),
    ScanCommand.Create(),
    ExportCommand.Create(),
    ImportCommand.Create(),
    DecisionsCommand.Create(),
};
return await Invocation.RunAsync(root, args);
