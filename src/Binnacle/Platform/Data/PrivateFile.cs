namespace Binnacle.Platform.Data;

/// <summary>Files and folders that hold password hashes and names: on Unix they open for the user that runs Binnacle alone.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A folder that is there already keeps the mode that somebody gave it.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Own | UnixFileMode.UserExecute);
    }

    /// <summary>An empty file, unless there is one: SQLite fills it, and gives its write-ahead log the same mode.</summary>
    public static void Create(string path)
    {
        if (File.Exists(path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        options.Share = FileShare.ReadWrite | FileShare.Delete;
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Own;
        using var created = new FileStream(path, options);
    }

    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Own);
    }
}
