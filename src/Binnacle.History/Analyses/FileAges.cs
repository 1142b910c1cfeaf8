using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>When each file changed last, under its present name. Memory grows with files.</summary>
/// <param name="isAtHead">As <see cref="ChangeRule.IsAtHead"/>.</param>
public sealed class FileAges(Func<string, bool>? isAtHead = null)
{
    private readonly EntityNames names = new(isAtHead);
    private readonly List<DateTime?> newest = [];

    /// <summary>Adds one commit, parents before children.</summary>
    /// <param name="counts">False to follow the names it gives, only: a program's change makes no file young.</param>
    public void Add(Commit commit, bool counts = true)
    {
        names.Follow(commit);
        if (!counts)
            return;
        foreach (var change in commit.Changes)
        {
            var entity = names.Of(change.Path);
            if (newest.Count <= entity)
                CollectionsMarshal.SetCount(newest, names.Count);
            if (newest[entity] is not { } known || known < commit.SoundAt)
                newest[entity] = commit.SoundAt;
        }
    }

    /// <summary>Whole months from its last change to <paramref name="now"/>, for each of these files that changed; never below 0.</summary>
    public IEnumerable<EntityAge> Of(IEnumerable<string> files, DateTime now)
    {
        foreach (var file in files)
            if (names.Find(file) is { } entity && entity < newest.Count && newest[entity] is { } at)
                yield return new(file, Math.Max(0, CodeAge.Months(at, now)));
    }
}
