namespace Binnacle.History.Analyses;

/// <summary>How large changes are.</summary>
public sealed class BatchSize
{
    /// <summary>Files of a change that count.</summary>
    public Distribution Files { get; } = new();

    /// <summary>Lines added and deleted in them; changes whose lines could not be counted are left out.</summary>
    public Distribution Lines { get; } = new();
}

/// <summary>Sizes of changes, over all and by month. Merges and changes of no file that counts are left out.</summary>
/// <param name="since">UTC, not included.</param>
/// <param name="counts">Whether a path counts.</param>
public sealed class BatchSizes(DateTime since, DateTime end, Func<string, bool> counts)
{
    /// <summary>Of the whole window.</summary>
    public BatchSize All { get; } = new();

    /// <summary>By month of the change.</summary>
    public ByMonth<BatchSize> ByMonth { get; } = new(since, end);

    /// <summary>Adds one commit; what lies before the window is passed over.</summary>
    public void Add(Commit commit)
    {
        if (commit.SoundAt <= since)
            return;
        var (files, lines, isCounted) = (0, 0L, true);
        foreach (var change in commit.Changes)
        {
            if (!counts(change.Path))
                continue;
            files++;
            lines += (change.Added ?? 0) + (change.Deleted ?? 0);
            isCounted &= change.Added is not null;
        }
        if (files == 0)
            return;
        ByMonth.TryGet(commit.SoundAt, out var month);
        foreach (var size in (BatchSize[])[All, month])
        {
            size.Files.Add(files);
            if (isCounted)
                size.Lines.Add(lines);
        }
    }
}
