using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Data;

namespace Binnacle.Hosting;

/// <summary>One server to a data folder. The file says where it listens, and is free again when the process ends, however it ends.</summary>
public static class RunningServer
{
    public static FileStream Claim(ServerOptions options)
    {
        var path = PathIn(options.Installation);
        // Several nodes may share a PostgreSQL, each with a folder of its own.
        var held =
            FileLock.Try(path)
            ?? throw new CommandFailure(
                ExitCode.Failed,
                $"A Binnacle already serves the data folder {options.Installation.Folder}. Stop it, or choose another with --data."
            );
        held.SetLength(0);
        held.Write(Encoding.UTF8.GetBytes(options.Url + "\n"));
        held.Flush();
        return held;
    }

    public static bool IsRunning(Installation installation)
    {
        using var free = File.Exists(PathIn(installation)) ? FileLock.Try(PathIn(installation)) : Stream.Null;
        return free is null;
    }

    private static string PathIn(Installation installation) => Path.Combine(installation.Folder, "server.lock");
}
