using System.Text;

namespace Binnacle.History;

/// <summary>
/// A commit object taken apart. Only what git itself writes today is read here; a commit of any other shape (another encoding, an odd
/// identity, trailers that name co-authors) is left to git.
/// </summary>
internal readonly ref struct CommitText
{
    private const byte LineFeed = (byte)'\n';

    public ReadOnlySpan<byte> Tree { get; init; }

    /// <summary>Lines <c>parent NAME</c>, each with its line feed.</summary>
    public ReadOnlySpan<byte> Parents { get; init; }

    public ReadOnlySpan<byte> AuthorName { get; init; }

    public ReadOnlySpan<byte> AuthorAddress { get; init; }

    public ReadOnlySpan<byte> AuthoredAt { get; init; }

    public ReadOnlySpan<byte> CommittedAt { get; init; }

    public ReadOnlySpan<byte> Message { get; init; }

    /// <summary>False when the tree and the parents are all that could be read.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Takes a commit object apart.</summary>
    /// <exception cref="UnreadableObjectException">Not even a tree and parents are there.</exception>
    public static CommitText Read(ReadOnlySpan<byte> content)
    {
        var rest = content;
        var tree = Value(Next(ref rest), "tree "u8);
        if (tree.Length is not (40 or 64))
            throw new UnreadableObjectException();
        var parents = rest;
        while (rest.StartsWith("parent "u8))
            if (Value(Next(ref rest), "parent "u8).Length != tree.Length)
                throw new UnreadableObjectException();
        parents = parents[..^rest.Length];
        var author = Value(Next(ref rest), "author "u8);
        var committer = Value(Next(ref rest), "committer "u8);
        var authoredAt = TimeOf(author);
        var committedAt = TimeOf(committer);
        var open = author.IndexOf((byte)'<');
        var close = author.IndexOf((byte)'>');
        var isPlain = authoredAt.Length > 0 && committedAt.Length > 0 && IsPlainIdentity(author, open, close);
        while (rest.Length > 0 && rest[0] != LineFeed)
            isPlain &= !Next(ref rest).StartsWith("encoding "u8);
        var message = rest.Length == 0 ? rest : rest[1..];
        return new CommitText
        {
            Tree = tree,
            Parents = parents,
            AuthorName = isPlain ? author[..(open - 1)] : [],
            AuthorAddress = isPlain ? author[(open + 1)..close] : [],
            AuthoredAt = authoredAt,
            CommittedAt = committedAt,
            Message = message,
            IsPlain = isPlain && !message.Contains((byte)0) && !MayNameCoAuthors(message),
        };
    }

    /// <summary>The lines before the first empty one, joined, as <c>%s</c> does.</summary>
    public ReadOnlySpan<byte> Subject()
    {
        var rest = Message;
        var first = default(ReadOnlySpan<byte>);
        while (first.Length == 0 && rest.Length > 0)
            first = TrimEnd(Next(ref rest));
        var second = TrimEnd(Next(ref rest));
        if (second.Length == 0)
            return first;
        var joined = new List<byte>(256);
        joined.AddRange(first);
        for (var line = second; line.Length > 0; line = TrimEnd(Next(ref rest)))
        {
            joined.Add((byte)' ');
            joined.AddRange(line);
        }
        return joined.ToArray();
    }

    private static bool IsPlainIdentity(ReadOnlySpan<byte> identity, int open, int close) =>
        open >= 2
        && close > open
        && identity[open - 1] == ' '
        && identity[(open + 1)..].IndexOf((byte)'<') < 0
        && identity[(close + 1)..].IndexOf((byte)'>') < 0
        && !IsPadded(identity[..(open - 1)])
        && !IsPadded(identity[(open + 1)..close]);

    /// <summary>The seconds of <c>&gt; SECONDS ZONE</c> at the end; empty for anything else.</summary>
    private static ReadOnlySpan<byte> TimeOf(ReadOnlySpan<byte> identity)
    {
        var at = identity.LastIndexOf("> "u8) + 2;
        var rest = at < 2 ? [] : identity[at..];
        var space = rest.IndexOf((byte)' ');
        return
            space is > 0 and <= 10
            && rest[..space].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && rest.Length == space + 6
            && rest[space + 1] is (byte)'+' or (byte)'-'
            && rest[(space + 2)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            ? rest[..space]
            : [];
    }

    private static bool IsPadded(ReadOnlySpan<byte> text) =>
        text.Length > 0 && (IsBlank(text[0]) || IsBlank(text[^1]) || text.IndexOfAny("\r\n"u8) >= 0);

    private static bool MayNameCoAuthors(ReadOnlySpan<byte> message)
    {
        var rest = message;
        for (int dash; (dash = rest.IndexOf((byte)'-')) >= 0; rest = rest[(dash + 1)..])
        {
            var after = rest[(dash + 1)..];
            if (after.Length >= 11 && Ascii.EqualsIgnoreCase(after[..11], "authored-by"u8))
                return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key) =>
        line.StartsWith(key) ? line[key.Length..] : [];

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line)
    {
        while (line.Length > 0 && IsBlank(line[^1]))
            line = line[..^1];
        return line;
    }

    private static bool IsBlank(byte letter) => letter is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(LineFeed);
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line;
    }
}
