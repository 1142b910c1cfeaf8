using System.Diagnostics;
using Binnacle.Platform.Jobs;

namespace Binnacle.Commands;

/// <summary>One line on stderr that is rewritten in place; where stderr is no terminal, a line every ten seconds.</summary>
internal sealed class TerminalProgress(string title) : IProgress<JobProgress>, IDisposable
{
    private readonly Lock gate = new();
    private readonly Stopwatch since = Stopwatch.StartNew();
    private readonly bool isTerminal = !Console.IsErrorRedirected;
    private TimeSpan told = TimeSpan.MinValue;
    private string step = "";
    private TimeSpan stepBegan;
    private bool ended;

    public void Report(JobProgress value)
    {
        lock (gate)
        {
            if (ended)
                return;
            if (value.Step != step)
                (step, stepBegan) = (value.Step, since.Elapsed);
            if (
                told > TimeSpan.MinValue
                && since.Elapsed - told < (isTerminal ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(10))
            )
                return;
            told = since.Elapsed;
            var text =
                value.Total > 0
                    ? $"{title}: {value.Step.ToLowerInvariant()}, {value.Done:N0} of {value.Total:N0}{Rest(value)}"
                    : $"{title}: {value.Step.ToLowerInvariant()}";
            Write(text);
        }
    }

    public void End(string message)
    {
        lock (gate)
        {
            ended = true;
            var text = message.Length > 0 ? $"{title}: {message} {since.Elapsed.TotalSeconds:0.0} s." : "";
            if (isTerminal)
                Console.Error.Write($"\r\e[K{text}{(text.Length > 0 ? "\n" : "")}");
            else if (text.Length > 0)
                Console.Error.WriteLine(text);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (!ended && isTerminal)
                Console.Error.WriteLine();
            ended = true;
        }
    }

    private string Rest(JobProgress value)
    {
        var spent = since.Elapsed - stepBegan;
        if (value.Done == 0 || spent < TimeSpan.FromSeconds(2))
            return "";
        var rest = spent * ((double)(value.Total - value.Done) / value.Done);
        return rest.TotalSeconds < 90
            ? $", about {rest.TotalSeconds:0} s left"
            : $", about {rest.TotalMinutes:0} min left";
    }

    private void Write(string text)
    {
        if (!isTerminal)
        {
            Console.Error.WriteLine(text);
            return;
        }
        var width = Math.Max(20, Console.WindowWidth - 1);
        Console.Error.Write($"\r\e[K{(text.Length > width ? text[..width] : text)}");
    }
}
