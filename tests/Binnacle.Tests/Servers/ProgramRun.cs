using System.Diagnostics;
using System.Text;

namespace Binnacle.Tests.Servers;

/// <summary>What a run of the real executable printed, and how it ended.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error);

/// <summary>The real executable in a process of its own.</summary>
public sealed class ProgramRun : IDisposable
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    private ProgramRun(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        Process = new Process { StartInfo = start };
        Process.OutputDataReceived += (_, line) => Append(output, line.Data);
        Process.ErrorDataReceived += (_, line) => Append(error, line.Data);
        Process.Start();
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public static string Executable => Path.Combine(AppContext.BaseDirectory, "binnacle.dll");

    public static ProgramRun Start(params string[] arguments) =>
        new(new ProcessStartInfo("dotnet", [Executable, .. arguments]));

    public static ProgramRun StartOther(string program, params string[] arguments) =>
        new(new ProcessStartInfo(program, arguments));

    public static async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        using var run = Start(arguments);
        return await run.EndAsync();
    }

    public async Task<ProgramResult> EndAsync()
    {
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(Process.ExitCode, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
            if (line is not null)
                text.Append(line).Append('\n');
    }
}
