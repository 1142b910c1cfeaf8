using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Practices.Debt.Effect;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Code;

/// <summary>What a treemap can be coloured by.</summary>
public enum CodeColour
{
    Changes,
    Fixes,
    People,
    Age,
}

/// <summary>A folder or a file with what happened to it in a year. Changes are counted file by file.</summary>
/// <param name="Lines">Added − deleted since the beginning; null where the lines were never counted.</param>
/// <param name="People">How many people changed it in the year.</param>
public sealed record CodePart(
    string Path,
    string Name,
    bool IsFolder,
    int Files,
    int? Lines,
    int Changes,
    int Fixes,
    int People,
    DateTime? LastAt
)
{
    public double? FixShare => Changes < CodeMap.FewestChanges ? null : (double)Fixes / Changes;
}

/// <summary>The parts right below a folder, the largest first.</summary>
/// <param name="Counted">Files whose lines are known.</param>
public sealed record CodeMap(string Path, IReadOnlyList<CodePart> Parts, int Files, int Counted, int Changes, int Fixes)
{
    public const int Days = 365;

    /// <summary>Below these a share of fixes is not drawn.</summary>
    public const int FewestChanges = 5;

    private sealed record File(long Id, string Path)
    {
        public int? Lines { get; set; }
        public int Changes { get; set; }
        public int Fixes { get; set; }
        public HashSet<(Guid?, long)> People { get; } = [];
        public DateTime? LastAt { get; set; }
    }

    public static Task<CodeMap> LoadAsync(AppDb db, Guid repositoryId, string path, CancellationToken cancellation) =>
        db.RememberAsync(
            $"code-map:{repositoryId}:{path}",
            () => ReadAsync(db, repositoryId, path, cancellation),
            cancellation
        );

    private static async Task<CodeMap> ReadAsync(
        AppDb db,
        Guid repositoryId,
        string path,
        CancellationToken cancellation
    )
    {
        var since = db.Today.AddDays(-Days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var within = PlaceHistory.PathsUnder(db, repositoryId, path).Where(row => row.IsCurrent);
        var files = (await within.Select(row => new { row.Id, row.Path }).ToListAsync(cancellation)).ToDictionary(
            row => row.Id,
            row => new File(row.Id, row.Path)
        );
        var lines = await (
            from change in db.Set<HistoryChange>()
            join known in within on change.PathId equals known.Id
            group change by change.PathId into own
            select new
            {
                own.Key,
                Known = own.Sum(change => change.Added == null ? 0 : 1),
                Net = own.Sum(change => (change.Added ?? 0) - (change.Deleted ?? 0)),
            }
        ).ToListAsync(cancellation);
        var moved = await MovedAsync(db, repositoryId, files.Keys, cancellation);
        foreach (var row in lines.Where(row => row.Known > 0))
            files[row.Key].Lines = Math.Max(0, row.Net + moved.GetValueOrDefault(row.Key));
        var touches =
            from change in db.Set<HistoryChange>()
            join known in within on change.PathId equals known.Id
            join commit in db.CommitsByPeople() on change.CommitId equals commit.Id
            join author in db.Set<HistoryAuthor>() on commit.AuthorId equals author.Id
            select new
            {
                change.PathId,
                commit.At,
                IsFix = commit.Kind == WorkKind.Fix,
                author.PersonId,
                Author = author.PersonId == null ? author.Id : 0,
            };
        foreach (
            var row in await touches
                .Where(row => row.At >= since)
                .GroupBy(row => new
                {
                    row.PathId,
                    row.PersonId,
                    row.Author,
                })
                .Select(own => new
                {
                    own.Key,
                    Changes = own.Count(),
                    Fixes = own.Sum(row => row.IsFix ? 1 : 0),
                })
                .ToListAsync(cancellation)
        )
        {
            var file = files[row.Key.PathId];
            file.Changes += row.Changes;
            file.Fixes += row.Fixes;
            file.People.Add((row.Key.PersonId, row.Key.Author));
        }
        foreach (
            var row in await touches
                .GroupBy(row => row.PathId)
                .Select(own => new { own.Key, Last = own.Max(row => row.At) })
                .ToListAsync(cancellation)
        )
            files[row.Key].LastAt = row.Last;
        var parts = Below(files.Values, path);
        return new(
            path,
            parts,
            files.Count,
            files.Values.Count(file => file.Lines is not null),
            parts.Sum(part => part.Changes),
            parts.Sum(part => part.Fixes)
        );
    }

    /// <summary>Lines that files had under the names they were renamed from.</summary>
    private static async Task<Dictionary<long, int>> MovedAsync(
        AppDb db,
        Guid repositoryId,
        IEnumerable<long> current,
        CancellationToken cancellation
    )
    {
        var renames = await (
            from change in db.Set<HistoryChange>()
            join path in db.Set<HistoryPath>() on change.PathId equals path.Id
            where path.RepositoryId == repositoryId && change.OldPathId != null
            select new { change.PathId, Old = change.OldPathId!.Value }
        ).ToListAsync(cancellation);
        var before = renames.ToLookup(row => row.PathId, row => row.Old);
        var names = current.Where(before.Contains).ToDictionary(id => id, id => Earlier(id, before));
        var old = names.Values.SelectMany(own => own).Distinct().ToList();
        // What is a file again has lines of its own.
        var nets = await (
            from change in db.Set<HistoryChange>()
            join path in db.Set<HistoryPath>() on change.PathId equals path.Id
            where old.Contains(path.Id) && !path.IsCurrent
            group change by change.PathId into own
            select new { own.Key, Net = own.Sum(change => (change.Added ?? 0) - (change.Deleted ?? 0)) }
        ).ToDictionaryAsync(row => row.Key, row => row.Net, cancellation);
        return names.ToDictionary(own => own.Key, own => own.Value.Sum(id => nets.GetValueOrDefault(id)));
    }

    private static HashSet<long> Earlier(long id, ILookup<long, long> before)
    {
        var found = new HashSet<long>();
        var open = new Stack<long>([id]);
        while (open.TryPop(out var name))
            foreach (var old in before[name])
                if (found.Add(old))
                    open.Push(old);
        found.Remove(id);
        return found;
    }

    private static List<CodePart> Below(IEnumerable<File> files, string path)
    {
        var start = path.Length == 0 ? 0 : path.Length + 1;
        return
        [
            .. files
                .Where(file => file.Path.Length > start)
                .GroupBy(
                    file => file.Path.IndexOf('/', start) is >= 0 and var end ? file.Path[..end] : file.Path,
                    StringComparer.Ordinal
                )
                .Select(own => new CodePart(
                    own.Key,
                    own.Key[start..],
                    own.Any(file => file.Path.Length > own.Key.Length),
                    own.Count(),
                    own.Any(file => file.Lines is not null) ? own.Sum(file => file.Lines ?? 0) : null,
                    own.Sum(file => file.Changes),
                    own.Sum(file => file.Fixes),
                    own.SelectMany(file => file.People).Distinct().Count(),
                    own.Max(file => file.LastAt)
                ))
                .OrderByDescending(part => part.Lines ?? 0)
                .ThenByDescending(part => part.Changes)
                .ThenBy(part => part.Path, StringComparer.Ordinal),
        ];
    }
}
