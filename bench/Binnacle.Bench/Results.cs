using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Binnacle.Bench;

/// <summary>A table of one run, with the machine and the command: shown, and added to the file of the day.</summary>
internal sealed partial class Results(string[] command)
{
    private readonly StringBuilder text = new();

    public void Say(string line)
    {
        text.AppendLine(line);
        Console.WriteLine(line);
    }

    public async Task WriteAsync()
    {
        Directory.CreateDirectory(Folder());
        var machine = Machine();
        var file = Path.Combine(
            Folder(),
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}-{Slug().Replace(machine.Processor.ToLowerInvariant(), "-").Trim('-')}.md"
        );
        var head = File.Exists(file) ? "" : $"# {machine.Processor}\n\n{machine.Surroundings}\n";
        var shown = string.Join(' ', command.Select(part => part.Contains('/') ? Reading.Name(part) : part));
        await File.AppendAllTextAsync(
            file,
            $"{head}\n## {command[0]}, {TimeProvider.System.GetUtcNow():HH:mm} UTC\n\n`dotnet run -c Release --project bench/Binnacle.Bench -- {shown}`; load before: {Load()}\n\n{text}"
        );
    }

    private static (string Processor, string Surroundings) Machine()
    {
        var processor =
            File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?? ": unknown";
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return (
            $"{processor[(processor.IndexOf(':') + 1)..].Trim()}, {Environment.ProcessorCount} cores",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{memory:0} GB of memory, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, {GitVersion()}."
            )
        );
    }

    private static readonly string load = File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Load() => load;

    private static string GitVersion()
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../results"));

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Slug();
}
