namespace Binnacle.Platform.Data;

/// <summary>Where an installation keeps its data: the folder, and the database in it or beside it.</summary>
public sealed record Installation(string Folder, DatabaseChoice Database, bool IsDemo)
{
    public static Installation In(string? folder, string? connection, bool isDemo = false)
    {
        folder = Path.GetFullPath(folder ?? (isDemo ? "data-demo" : "data"));
        var database = connection is null
            ? DatabaseChoice.Sqlite(Path.Combine(folder, "binnacle.db"))
            : DatabaseChoice.Postgres(connection);
        return new Installation(folder, database, isDemo);
    }

    public string BackupFolder => Path.Combine(Folder, "backups");

    /// <summary>Makes the folder, or says in one sentence why it cannot be used.</summary>
    public void RequireWritableFolder()
    {
        var probe = Path.Combine(Folder, ".write-probe");
        try
        {
            PrivateFile.CreateFolder(Folder);
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCode.Failed,
                $"The data folder {Folder} cannot be written ({error.Message}) Choose another with --data DIR.",
                error
            );
        }
    }
}
