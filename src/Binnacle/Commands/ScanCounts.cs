using Binnacle.History;

namespace Binnacle.Commands;

/// <summary>How many commits, people and bots a history has, and when it began and ended.</summary>
internal sealed class ScanCounts
{
    private readonly HashSet<string> people = new(StringComparer.Ordinal);
    private readonly HashSet<string> bots = new(StringComparer.Ordinal);

    public int People => people.Count;

    public int Bots => bots.Count;

    public int Merges { get; private set; }

    public int ByBots { get; private set; }

    public DateTime First { get; private set; } = DateTime.MaxValue;

    public DateTime Last { get; private set; } = DateTime.MinValue;

    public void Add(Commit commit, string person, bool isBot)
    {
        First = commit.SoundAt < First ? commit.SoundAt : First;
        Last = commit.SoundAt > Last ? commit.SoundAt : Last;
        (isBot ? bots : people).Add(person);
        ByBots += isBot ? 1 : 0;
        Merges += commit.IsMerge ? 1 : 0;
    }
}
