namespace Binnacle.Platform.Data;

/// <summary>Held by an open file, so that the operating system lets go of it when the process is killed.</summary>
public static class FileLock
{
    public static FileStream? Try(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    public static async Task<FileStream> WaitAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            if (Try(path) is { } held)
                return held;
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }
}
