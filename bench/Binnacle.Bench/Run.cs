using System.Diagnostics;

namespace Binnacle.Bench;

/// <summary>One run of a program, its output thrown away.</summary>
internal sealed record Run(TimeSpan Time, long PeakKilobytes)
{
    public static async Task<Run> OfAsync(string program, string[] arguments, string? input = null)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Start(program, arguments, input is not null);
        var reading = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Served.Kilobytes(process, "VmHWM"));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(20));
        }
        var time = Stopwatch.GetElapsedTime(begun);
        await reading;
        return process.ExitCode == 0
            ? new Run(time, peak)
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}."
            );
    }

    public static async Task<string> OutputAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments, hasInput: false);
        return (await process.StandardOutput.ReadToEndAsync()).Trim();
    }

    private static Process Start(string program, string[] arguments, bool hasInput) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = hasInput,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
}
