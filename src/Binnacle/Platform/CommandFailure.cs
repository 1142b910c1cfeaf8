namespace Binnacle.Platform;

/// <summary>Documented in <c>--help</c>; scripts rely on them.</summary>
public static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int RepositoryUnreadable = 3;
    public const int DatabaseUnreachable = 4;
    public const int Stopped = 130;
}

/// <summary>Ends a command with one clear sentence on stderr and an exit code.</summary>
public sealed class CommandFailure(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
