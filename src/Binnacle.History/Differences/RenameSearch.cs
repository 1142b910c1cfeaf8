namespace Binnacle.History;

/// <summary>
/// Pairs deleted with added files as <c>git log -M</c> does since git 2.31: equal contents first, then likely pairs with the same file name, then the
/// likeliest of all. For one thread.
/// </summary>
internal sealed class RenameSearch(ObjectReader objects)
{
    private const int Least = Likeness.Most / 2;
    private const int LeastOfNamesakes = Likeness.Most * 3 / 4;
    private const int CandidatesOfTarget = 4;
    private const int MostEqual = 100;

    /// <summary>More files at once are left to git, and so is more content.</summary>
    private const int MostFiles = 400;
    private const int MostContent = 32 << 20;

    private readonly Likeness likeness = new(GitVersion.CountsUnendedLines);
    private readonly Dictionary<int, Pieces> pieces = [];
    private readonly List<int> sources = [];
    private readonly List<int> targets = [];
    private int[] sourceOf = [];
    private bool[] isUsed = [];
    private int content;
    private TreeDifference difference = null!;

    /// <summary>By the number of a change, the number of the deleted file it was renamed from; -1 for none.</summary>
    public ReadOnlySpan<int> SourceOf => sourceOf;

    /// <summary>By the number of a change, whether it is the earlier half of a rename.</summary>
    public ReadOnlySpan<bool> IsUsed => isUsed;

    /// <summary>False where this is left to git.</summary>
    /// <param name="limit">git's <c>-l</c>.</param>
    /// <exception cref="UnreadableObjectException">A content is damaged or absent.</exception>
    public bool Search(TreeDifference changed, int limit)
    {
        if (!GitVersion.PairsNamesakes)
            return false;
        difference = changed;
        content = 0;
        pieces.Clear();
        sources.Clear();
        targets.Clear();
        sourceOf = new int[changed.Changes.Count];
        isUsed = new bool[changed.Changes.Count];
        Array.Fill(sourceOf, -1);
        for (var number = 0; number < changed.Changes.Count; number++)
        {
            var change = changed.Changes[number];
            if (change.Kind is not (ChangeKind.Added or ChangeKind.Deleted))
                continue;
            if (!change.IsRegular || change.Path.Contains('\ufffd', StringComparison.Ordinal))
                return false;
            (change.Kind is ChangeKind.Added ? targets : sources).Add(number);
        }
        if (sources.Count + targets.Count > MostFiles)
            return false;
        PairEqual();
        return Left() || (PairNamesakes() && (Left() || IsBeyond(limit) || PairLikeliest()));
    }

    /// <summary>Takes out what was paired; true when there is nothing left to pair.</summary>
    private bool Left()
    {
        sources.RemoveAll(source => isUsed[source]);
        targets.RemoveAll(target => sourceOf[target] >= 0);
        return sources.Count == 0 || targets.Count == 0;
    }

    private bool IsBeyond(int limit) => limit > 0 && (long)sources.Count * targets.Count > (long)limit * limit;

    private void PairEqual()
    {
        foreach (var target in targets)
        {
            var (best, bestScore, seen) = (-1, -1, 0);
            foreach (var source in sources)
            {
                if (isUsed[source] || !OldId(source).SequenceEqual(NewId(target)))
                    continue;
                var score = HasSameName(source, target) ? 2 : 1;
                if (score > bestScore)
                    (best, bestScore) = (source, score);
                if (score == 2 || ++seen == MostEqual)
                    break;
            }
            if (best >= 0)
                Pair(best, target);
        }
    }

    private bool PairNamesakes()
    {
        var byName = targets.ToLookup(NameOf, StringComparer.Ordinal);
        foreach (var namesakes in sources.GroupBy(NameOf, StringComparer.Ordinal).ToList())
            if (
                namesakes.ToList() is [var source]
                && byName[namesakes.Key].ToList() is [var target]
                && Score(source, target, LeastOfNamesakes) is >= LeastOfNamesakes
            )
                Pair(source, target);
        return content <= MostContent;
    }

    private bool PairLikeliest()
    {
        var candidates = new List<Candidate>();
        foreach (var target in targets)
        {
            var best = new List<Candidate>(CandidatesOfTarget);
            foreach (var source in sources)
            {
                var candidate = new Candidate(
                    source,
                    target,
                    Score(source, target, Least),
                    HasSameName(source, target)
                );
                if (content > MostContent)
                    return false;
                Keep(best, candidate);
            }
            candidates.AddRange(best);
        }
        foreach (
            var (source, target, _, _) in candidates
                .Where(candidate => candidate.Score >= Least)
                .OrderByDescending(candidate => candidate.Score)
                .ThenByDescending(candidate => candidate.HasSameName)
        )
            if (sourceOf[target] < 0 && !isUsed[source])
                Pair(source, target);
        return true;
    }

    /// <summary>In the place of the first of the worst, if it is better; the order decides among equals later.</summary>
    private static void Keep(List<Candidate> best, Candidate candidate)
    {
        if (best.Count < CandidatesOfTarget)
        {
            best.Add(candidate);
            return;
        }
        var worst = 0;
        for (var at = 1; at < best.Count; at++)
            if (best[worst].IsBetterThan(best[at]))
                worst = at;
        if (candidate.IsBetterThan(best[worst]))
            best[worst] = candidate;
    }

    private readonly record struct Candidate(int Source, int Target, int Score, bool HasSameName)
    {
        public bool IsBetterThan(Candidate other) =>
            Score > other.Score || (Score == other.Score && HasSameName && !other.HasSameName);
    }

    private int Score(int source, int target, int least)
    {
        var (old, @new) = (PiecesOf(source, OldId(source)), PiecesOf(target, NewId(target)));
        return Likeness.IsPossible(old.Size, @new.Size, least) ? Likeness.Score(old, @new) : 0;
    }

    private Pieces PiecesOf(int number, ReadOnlySpan<byte> id)
    {
        if (pieces.TryGetValue(number, out var known))
            return known;
        using var found = objects.Load(id);
        if (found is not { Kind: ObjectKind.Blob })
            throw new UnreadableObjectException();
        content += found.Length;
        return pieces[number] = likeness.Cut(found.Content);
    }

    private void Pair(int source, int target) => (sourceOf[target], isUsed[source]) = (source, true);

    private ReadOnlySpan<byte> OldId(int number) => difference.OldId(difference.Changes[number]);

    private ReadOnlySpan<byte> NewId(int number) => difference.NewId(difference.Changes[number]);

    private string NameOf(int number) =>
        difference.Changes[number].Path is var path ? path[(path.LastIndexOf('/') + 1)..] : "";

    private bool HasSameName(int one, int other) => string.Equals(NameOf(one), NameOf(other), StringComparison.Ordinal);
}
