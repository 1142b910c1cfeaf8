using System.Text;
using System.Text.RegularExpressions;

namespace Binnacle.History.Analyses;

/// <summary>The words by which developers admit debt.</summary>
public enum MarkerKind
{
    /// <summary>Something left to do.</summary>
    Todo,

    /// <summary>Something known to be wrong.</summary>
    Fixme,

    /// <summary>Something to beware of.</summary>
    Xxx,

    /// <summary>Something done in a way that its author would rather not.</summary>
    Hack,
}

/// <summary>One marker.</summary>
/// <param name="Line">From 1.</param>
public readonly record struct DebtMarker(int Line, MarkerKind Kind);

/// <summary>
/// TODO, FIXME, XXX and HACK in comments: whole words in capitals, or <c>@todo</c>; not in names, texts or paths. Languages are told by the file's
/// name; what comments look like in others is not known, and they have none. Source of the four: Guo et al., "How far have we
/// progressed in identifying self-admitted technical debts?" (TOSEM 2021).
/// </summary>
/// <remarks>A lexer for many languages is none for each: texts quoted over several lines and literals of regular expressions are read as code.</remarks>
public static partial class DebtMarkers
{
    /// <summary>True when comments in such a file can be told.</summary>
    public static bool CanRead(string path, ReadOnlySpan<byte> content) => CommentSyntax.Of(path, content) is not null;

    /// <summary>In the order of the text.</summary>
    public static IReadOnlyList<DebtMarker> In(string path, ReadOnlySpan<byte> content)
    {
        // Nearly all files hold none: a look at the bytes is cheaper than reading them as comments.
        if (!MayHold(content) || CommentSyntax.Of(path, content) is not { } syntax)
            return [];
        var found = new List<DebtMarker>();
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        var comments = new CommentReader(syntax, lines);
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            foreach (var comment in comments.Read(line.TrimEnd('\r')))
            foreach (var match in Marker().Matches(comment).Cast<Match>())
                found.Add(new(number, Enum.Parse<MarkerKind>(match.Groups["kind"].Value, ignoreCase: true)));
        }
        return found;
    }

    private static bool MayHold(ReadOnlySpan<byte> content) =>
        content.IndexOf("TODO"u8) >= 0
        || content.IndexOf("FIXME"u8) >= 0
        || content.IndexOf("XXX"u8) >= 0
        || content.IndexOf("HACK"u8) >= 0
        || content.IndexOf("@todo"u8) >= 0;

    // What may stand before: nothing, a blank or what opens a remark. A path, a name or a pattern (tmp/XXX, A_TODO, $HACK, XXX-12) goes on.
    [GeneratedRegex(
        @"(?<![^\s(\[{*:@#!,;/-]|[\w.]/|\w-)((?<kind>TODO|FIXME|XXX|HACK)|(?<=@)(?<kind>todo))(?![\w/=$-]\w|[\w=$'""`])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Marker();
}
