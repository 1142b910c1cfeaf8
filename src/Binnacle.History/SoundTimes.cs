using System.Buffers.Binary;

namespace Binnacle.History;

/// <summary>
/// Gives each commit a time that can be true. A commit's time is impossible before 1980 or more than a day after the scan (clocks differ);
/// then its author's time stands in, else the newest parent's sound time, else the bound that it overran.
/// </summary>
internal sealed class SoundTimes(DateTime scannedAt, Func<ObjectId, DateTime?>? soundAtOf)
{
    private static readonly DateTime Earliest = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Eight bytes of a name are enough here: a collision would only move an impossible date.
    private readonly Dictionary<ulong, DateTime> known = [];

    public Commit Settle(Commit commit)
    {
        var soundAt = SoundAtOf(commit);
        known[Key(commit.Id)] = soundAt;
        return soundAt == commit.SoundAt ? commit : commit with { SoundAt = soundAt };
    }

    private DateTime SoundAtOf(Commit commit)
    {
        if (IsPossible(commit.CommittedAt))
            return commit.CommittedAt;
        if (IsPossible(commit.AuthoredAt))
            return commit.AuthoredAt;
        var newest = DateTime.MinValue;
        foreach (var parent in commit.Parents)
            if (Known(parent) is { } at && at > newest)
                newest = at;
        return newest > DateTime.MinValue ? newest
            : commit.CommittedAt < Earliest ? Earliest
            : scannedAt;
    }

    private bool IsPossible(DateTime at) => at >= Earliest && at <= scannedAt.AddDays(1);

    private DateTime? Known(ObjectId id) => known.TryGetValue(Key(id), out var at) ? at : soundAtOf?.Invoke(id);

    private static ulong Key(ObjectId id) => BinaryPrimitives.ReadUInt64LittleEndian(id.Bytes);
}
