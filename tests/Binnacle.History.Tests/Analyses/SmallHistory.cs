using Binnacle.History.Analyses;

namespace Binnacle.History.Tests.Analyses;

/// <summary>Commits in few words, for computing by hand.</summary>
internal static class SmallHistory
{
    public static readonly DateTime Start = new(2024, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static int number;

    public static FileChange Changed(string path, int added = 0, int deleted = 0) =>
        new(path, null, ChangeKind.Modified, added, deleted, SomeBlob);

    public static FileChange Made(string path, int added = 0) => new(path, null, ChangeKind.Added, added, 0, SomeBlob);

    public static FileChange Gone(string path, int deleted = 0) =>
        new(path, null, ChangeKind.Deleted, 0, deleted, default);

    public static FileChange Moved(string from, string to) => new(to, from, ChangeKind.Renamed, 0, 0, SomeBlob);

    public static Commit By(string author, params FileChange[] changes) => At(Start, author, changes);

    public static Commit At(DateTime at, string author, params FileChange[] changes) =>
        Said(at, author, "Change", changes);

    public static Commit Said(DateTime at, string author, string subject, params FileChange[] changes) =>
        new(NextId(), [], new(author, $"{author}@example.com"), at, at, at, subject, [], changes);

    public static Commit MergeAt(DateTime at, string author, string subject = "Merge") =>
        Said(at, author, subject) with
        {
            Parents = [NextId(), NextId()],
        };

    public static ChangeHistory Of(params IEnumerable<Commit> commits) => Of(new ChangeRule(), commits);

    public static ChangeHistory Of(ChangeRule rule, params IEnumerable<Commit> commits)
    {
        var history = new ChangeHistory(rule);
        foreach (var commit in commits)
            history.Add(commit);
        return history;
    }

    private static ObjectId SomeBlob { get; } = ObjectId.Parse(new string('a', 40));

    private static ObjectId NextId() => ObjectId.Parse(Interlocked.Increment(ref number).ToString("x40"));
}
