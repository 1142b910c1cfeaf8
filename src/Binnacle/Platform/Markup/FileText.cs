using System.Text;
using Binnacle.Platform.Documents;

namespace Binnacle.Platform.Markup;

/// <summary>The text of a file whatever its bytes are, with what had to be mended to get it.</summary>
internal sealed class FileText
{
    private const int LongestRead = 8 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private string[]? lines;

    private FileText(string text, bool isCut, bool isBinary, IReadOnlyList<DocumentProblem> problems)
    {
        Text = text;
        IsCut = isCut;
        IsBinary = isBinary;
        Problems = problems;
    }

    public string Text { get; }
    public bool IsCut { get; }

    /// <summary>It holds NUL and is no UTF-16: content alone may then decide nothing.</summary>
    public bool IsBinary { get; }
    public IReadOnlyList<DocumentProblem> Problems { get; }

    /// <summary>Line n is at n − 1.</summary>
    public string[] Lines => lines ??= Text.Split('\n');

    public static FileText Of(string text) => new(text, false, false, []);

    public static FileText Decode(ReadOnlySpan<byte> bytes, bool isCut)
    {
        if (bytes.Length > LongestRead)
        {
            bytes = bytes[..LongestRead];
            isCut = true;
        }
        var problems = new List<DocumentProblem>();
        var text = Characters(bytes, isCut, problems).ReplaceLineEndings("\n");
        var isBinary = text.Contains('\0', StringComparison.Ordinal);
        if (isBinary)
        {
            var line = LineAt(text, text.IndexOf('\0', StringComparison.Ordinal));
            problems.Add(new(line, "Expected text, found a NUL character."));
            text = text.Replace('\0', '\uFFFD');
        }
        if (isCut)
            problems.Add(new(null, "The file is longer than what is read; what comes after the cut is not judged."));
        return new(text, isCut, isBinary, problems);
    }

    public static int LineAt(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private static string Characters(ReadOnlySpan<byte> bytes, bool isCut, List<DocumentProblem> problems)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        else if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        else if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        else if (bytes is [not 0, 0, not 0, 0, ..])
            return Encoding.Unicode.GetString(bytes);
        else if (bytes is [0, not 0, 0, not 0, ..])
            return Encoding.BigEndianUnicode.GetString(bytes);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException failure)
        {
            // A cut may fall inside a character; that is the cut's doing and not the author's.
            if (!isCut || failure.Index < bytes.Length - 4)
            {
                var line = bytes[..Math.Clamp(failure.Index, 0, bytes.Length)].Count((byte)'\n') + 1;
                problems.Add(new(line, "Expected UTF-8, found other bytes; read as Latin-1."));
            }
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
