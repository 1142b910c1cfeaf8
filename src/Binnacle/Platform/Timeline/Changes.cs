namespace Binnacle.Platform.Timeline;

/// <summary>"from → to" lines of an event; what stayed the same is left out.</summary>
public sealed class Changes
{
    private readonly List<string> lines = [];

    public bool Any => lines.Count > 0;

    public string Told => string.Join('\n', lines);

    public Changes Add(string what, string? from, string? to)
    {
        if ((from ?? "") != (to ?? ""))
            lines.Add($"{what}: {Shown(from)} → {Shown(to)}");
        return this;
    }

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "none" : value;
}
