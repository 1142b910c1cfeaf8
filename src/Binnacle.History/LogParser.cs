using System.Buffers.Text;
using System.Text;

namespace Binnacle.History;

/// <summary>
/// Parses <c>git log -z --raw --numstat</c> with <see cref="Format"/>, one NUL-terminated token at a time. A token's first byte tells
/// what it is: <c>@</c> a commit, <c>:</c> a file of the tree difference, a digit or <c>-</c> a line count. Counts come after all
/// files of their commit, in the same order, some left out.
/// </summary>
internal sealed class LogParser(LogNames names, Func<ObjectId, bool> isShallowBoundary)
{
    public const string Format =
        "tformat:@%H%x00%P%x00%an%x00%ae%x00%at%x00%ct%x00%s%x00"
        + "%(trailers:key=Co-authored-by,valueonly=true,unfold=true,separator=%x01)";

    private const int LongestSubject = 1000;

    private static readonly long LastSecond = new DateTimeOffset(DateTime.MaxValue, TimeSpan.Zero).ToUnixTimeSeconds();

    private readonly List<byte> author = [];
    private List<FileChange> changes = [];
    private Step step = Step.Next;
    private bool open;
    private int countedUpTo;
    private ObjectId id;
    private IReadOnlyList<ObjectId> parents = [];
    private Identity? person;
    private DateTime authoredAt;
    private DateTime committedAt;
    private string subject = "";
    private IReadOnlyList<Identity> coAuthors = [];
    private ChangeKind kind;
    private ObjectId blob;
    private string? oldPath;
    private (int Added, int Deleted) counts;

    private enum Step
    {
        Next,
        Parents,
        AuthorName,
        AuthorAddress,
        AuthoredAt,
        CommittedAt,
        Subject,
        CoAuthors,
        OldPath,
        Path,
        CountedOldPath,
        CountedPath,
    }

    /// <summary>Commits that are complete; the reader takes them away.</summary>
    public List<Commit> Finished { get; set; } = [];

    /// <summary>Files of <see cref="Finished"/> and of the commit being read.</summary>
    public int Weight { get; set; }

    /// <summary>False when line counts were not asked for: they stay null.</summary>
    public required bool Counted { get; init; }

    public void Take(ReadOnlySpan<byte> token)
    {
        switch (step)
        {
            case Step.Next:
                TakeNext(token);
                break;
            case Step.Parents:
                parents = Ids(token);
                step = Step.AuthorName;
                break;
            case Step.AuthorName:
                author.Clear();
                author.AddRange(token);
                step = Step.AuthorAddress;
                break;
            case Step.AuthorAddress:
                author.Add((byte)'\n');
                author.AddRange(token);
                person = names.Person(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(author));
                step = Step.AuthoredAt;
                break;
            case Step.AuthoredAt:
                authoredAt = Time(token);
                step = Step.CommittedAt;
                break;
            case Step.CommittedAt:
                committedAt = Time(token);
                step = Step.Subject;
                break;
            case Step.Subject:
                subject = SubjectOf(token);
                step = Step.CoAuthors;
                break;
            case Step.CoAuthors:
                coAuthors = names.CoAuthors(token, person!);
                step = Step.Next;
                break;
            case Step.OldPath:
                oldPath = names.Path(token);
                step = Step.Path;
                break;
            case Step.Path:
                AddChange(names.Path(token));
                break;
            case Step.CountedOldPath:
                step = Step.CountedPath;
                break;
            default:
                Count(token);
                step = Step.Next;
                break;
        }
    }

    /// <summary>Call when git ended well: the last commit is complete.</summary>
    public void Complete()
    {
        if (step != Step.Next)
            throw NotUnderstood("it ends within a record");
        Finish();
    }

    private void TakeNext(ReadOnlySpan<byte> token)
    {
        if (token.Length > 0 && token[0] == '\n')
            token = token[1..];
        if (token.Length == 0)
            throw NotUnderstood("an empty record");
        switch (token[0])
        {
            case (byte)'@':
                Finish();
                if (!ObjectId.TryParse(token[1..], out id))
                    throw NotUnderstood("a commit without an object name");
                open = true;
                step = Step.Parents;
                break;
            case (byte)':' when open && countedUpTo == 0:
                TakeFile(token[1..]);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9') when open:
                TakeCounts(token);
                break;
            default:
                throw NotUnderstood("an unknown record");
        }
    }

    /// <summary><c>100644 100644 OLD NEW M</c>; the paths follow.</summary>
    private void TakeFile(ReadOnlySpan<byte> token)
    {
        AsciiWords.Next(ref token);
        var mode = AsciiWords.Next(ref token);
        AsciiWords.Next(ref token);
        if (!ObjectId.TryParse(AsciiWords.Next(ref token), out blob))
            throw NotUnderstood("a file without an object name");
        var letter = AsciiWords.Next(ref token);
        if (letter.Length == 0)
            throw NotUnderstood("a file record of another shape");
        if (mode.SequenceEqual("160000"u8) || blob.IsNone)
            blob = default;
        kind = letter[0] switch
        {
            (byte)'A' => ChangeKind.Added,
            (byte)'D' => ChangeKind.Deleted,
            (byte)'R' => ChangeKind.Renamed,
            (byte)'C' => ChangeKind.Copied,
            (byte)'T' => ChangeKind.TypeChanged,
            (byte)'M' => ChangeKind.Modified,
            _ => throw NotUnderstood("an unknown kind of change"),
        };
        step = kind is ChangeKind.Renamed or ChangeKind.Copied ? Step.OldPath : Step.Path;
    }

    /// <summary><c>ADDED TAB DELETED TAB PATH</c>, or without PATH and two more tokens for a rename; <c>-</c> for binary files.</summary>
    private void TakeCounts(ReadOnlySpan<byte> token)
    {
        var first = token.IndexOf((byte)'\t');
        var second = first < 0 ? -1 : token[(first + 1)..].IndexOf((byte)'\t');
        if (second < 0)
            throw NotUnderstood("a line count of another shape");
        counts = (Lines(token[..first]), Lines(token.Slice(first + 1, second)));
        var path = token[(first + second + 2)..];
        if (path.Length == 0)
            step = Step.CountedOldPath;
        else
            Count(path);
    }

    private void AddChange(string path)
    {
        int? count = Counted ? 0 : null;
        changes.Add(new(path, oldPath, kind, count, count, blob));
        oldPath = null;
        Weight++;
        step = Step.Next;
    }

    private void Count(ReadOnlySpan<byte> pathBytes)
    {
        var path = names.Path(pathBytes);
        for (; countedUpTo < changes.Count; countedUpTo++)
        {
            if (!ReferenceEquals(changes[countedUpTo].Path, path))
                continue;
            changes[countedUpTo] = changes[countedUpTo] with { Added = counts.Added, Deleted = counts.Deleted };
            countedUpTo++;
            return;
        }
        throw NotUnderstood("a line count for a file that did not change");
    }

    private void Finish()
    {
        if (!open)
            return;
        open = false;
        var boundary = isShallowBoundary(id);
        IReadOnlyList<FileChange> list = changes.Count == 0 || boundary ? [] : changes.ToArray();
        Finished.Add(
            new(id, parents, person!, authoredAt, committedAt, committedAt, subject, coAuthors, list)
            {
                IsShallowBoundary = boundary,
            }
        );
        // A huge commit's list is not kept for the small ones that follow.
        if (changes.Capacity > 4096)
            changes = [];
        changes.Clear();
        countedUpTo = 0;
    }

    private static ObjectId[] Ids(ReadOnlySpan<byte> token)
    {
        if (token.Length == 0)
            return [];
        var ids = new List<ObjectId>(2);
        foreach (var range in token.Split((byte)' '))
            ids.Add(
                ObjectId.TryParse(token[range], out var parent)
                    ? parent
                    : throw NotUnderstood("a parent without a name")
            );
        return [.. ids];
    }

    /// <summary>Seconds since 1970. What is missing or unreadable is 1970, what is too late is the last second there is.</summary>
    internal static DateTime Time(ReadOnlySpan<byte> token)
    {
        var digits = token.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (token.Length == 0 || !digits)
            return DateTime.UnixEpoch;
        var fits = Utf8Parser.TryParse(token, out long seconds, out _);
        return DateTime.UnixEpoch.AddSeconds(fits ? Math.Min(seconds, LastSecond) : LastSecond);
    }

    private static int Lines(ReadOnlySpan<byte> token) =>
        token.SequenceEqual("-"u8) ? 0
        : Utf8Parser.TryParse(token, out int lines, out var used) && used == token.Length && lines >= 0 ? lines
        : throw NotUnderstood("a line count that is no number");

    internal static string SubjectOf(ReadOnlySpan<byte> token)
    {
        // Four bytes a character at most; cutting within one gives a replacement character, which goes as well.
        if (token.Length > LongestSubject * 4)
            token = token[..(LongestSubject * 4)];
        var text = Encoding.UTF8.GetString(token);
        return text.Length > LongestSubject ? text[..(LongestSubject - 1)] + "…" : text;
    }

    private static RepositoryException NotUnderstood(string what) =>
        new(RepositoryProblem.GitFailed, $"git's log could not be understood: {what}.");
}
