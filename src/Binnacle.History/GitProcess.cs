using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Binnacle.History;

/// <summary>
/// One running git. Its error output is always drained, so that no pipe blocks; disposing kills it and what it started.
/// </summary>
internal sealed class GitProcess : IAsyncDisposable
{
    private const int ErrorLimit = 32 << 10;

    private readonly Process process;
    private readonly BorrowedGitDirectory? directory;
    private readonly RepositoryLocation? location;
    private readonly StringBuilder error = new();
    private readonly Task errors;

    private GitProcess(
        RepositoryLocation? location,
        BorrowedGitDirectory? directory,
        Process process,
        Action<string>? onError
    )
    {
        this.location = location;
        this.directory = directory;
        this.process = process;
        errors = DrainErrorsAsync(onError);
    }

    public Stream Output => process.StandardOutput.BaseStream;

    public Stream Input => process.StandardInput.BaseStream;

    public string Error => error.ToString().Trim();

    /// <summary>Starts git on a repository for reading.</summary>
    public static GitProcess Read(RepositoryLocation location, params IEnumerable<string> arguments)
    {
        var borrowed = new BorrowedGitDirectory(location);
        try
        {
            var start = StartInfo("none", []);
            start.WorkingDirectory = borrowed.Path;
            start.ArgumentList.Add("--git-dir=" + borrowed.Path);
            start.ArgumentList.Add("--no-optional-locks");
            start.ArgumentList.Add("--no-pager");
            return new(location, borrowed, Start(start, arguments), null);
        }
        catch
        {
            borrowed.Dispose();
            throw;
        }
    }

    /// <summary>Starts git without a repository, or on a directory that we made ourselves.</summary>
    /// <param name="protocols">Transports git may use.</param>
    public static GitProcess Run(
        string? workingDirectory,
        string protocols,
        IEnumerable<(string Key, string Value)> settings,
        IEnumerable<(string Key, string? Value)> environment,
        IEnumerable<string> arguments,
        Action<string>? onError = null
    )
    {
        var start = StartInfo(protocols, settings);
        start.WorkingDirectory = workingDirectory ?? Path.GetTempPath();
        foreach (var (key, value) in environment)
            if (value is not null)
                start.Environment[key] = value;
        return new(null, null, Start(start, arguments), onError);
    }

    /// <summary>Reads all output as text; fails unless git exits with 0 or one of <paramref name="alsoFine"/>.</summary>
    public async Task<(int ExitCode, string Text)> FinishAsync(CancellationToken cancellation, params int[] alsoFine)
    {
        using var reader = new StreamReader(Output, new UTF8Encoding(false), false, 1 << 16, leaveOpen: true);
        var text = await reader.ReadToEndAsync(cancellation);
        var code = await ExitCodeAsync(cancellation);
        if (code != 0 && !alsoFine.Contains(code))
            throw Failure();
        return (code, text);
    }

    public async Task<int> ExitCodeAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await errors.WaitAsync(cancellation);
        return process.ExitCode;
    }

    /// <summary>What git's failure means to the person who asked; call after the process has ended.</summary>
    public RepositoryException Failure() => GitFailure.Explain(location, Error);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            await errors;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or IOException)
        {
            // Already gone.
        }
        process.Dispose();
        directory?.Dispose();
    }

    private static ProcessStartInfo StartInfo(string protocols, IEnumerable<(string, string)> settings)
    {
        var start = new ProcessStartInfo("git")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        GitEnvironment.Fill(start.Environment, protocols, settings);
        return start;
    }

    private static Process Start(ProcessStartInfo start, IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new RepositoryException(
                RepositoryProblem.GitMissing,
                $"The git program could not be started ({e.Message}). Install git 2.31 or newer and put it on the PATH.",
                e
            );
        }
    }

    private async Task DrainErrorsAsync(Action<string>? onError)
    {
        var buffer = new char[4096];
        var reader = process.StandardError;
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            onError?.Invoke(new string(buffer, 0, read));
            // The end says why it failed; the beginning may be progress.
            error.Append(buffer, 0, read);
            if (error.Length > ErrorLimit)
                error.Remove(0, error.Length - ErrorLimit / 2);
        }
    }
}
