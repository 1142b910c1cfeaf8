using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>
/// A file's bytes beside the characters that they spell. Every character knows where its bytes stand, whatever the encoding,
/// so that a change of some characters is a change of their bytes alone.
/// </summary>
internal sealed class SourceBytes
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16 = new(
        bigEndian: false,
        byteOrderMark: false,
        throwOnInvalidBytes: true
    );
    private static readonly UnicodeEncoding Utf16Big = new(
        bigEndian: true,
        byteOrderMark: false,
        throwOnInvalidBytes: true
    );

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Encoding encoding;
    private readonly int mark;

    private SourceBytes(ReadOnlyMemory<byte> bytes, Encoding encoding, int mark, List<DocumentProblem> problems)
    {
        this.bytes = bytes;
        this.encoding = encoding;
        this.mark = mark;
        Text = encoding.GetString(bytes.Span[mark..]);
        Problems = problems;
        if (Text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var at)
            problems.Add(new(LineAt(at), "Expected text, found a NUL character."));
    }

    /// <summary>Without the byte order mark, line endings as they are.</summary>
    public string Text { get; }
    public ReadOnlyMemory<byte> Bytes => bytes;
    public IReadOnlyList<DocumentProblem> Problems { get; }

    public static SourceBytes Decode(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        var (encoding, mark) = span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ((Encoding)Utf8, 3),
            [0xFF, 0xFE, ..] => (Utf16, 2),
            [0xFE, 0xFF, ..] => (Utf16Big, 2),
            _ => (Utf8, 0),
        };
        try
        {
            return new(bytes, encoding, mark, []);
        }
        catch (DecoderFallbackException failure)
        {
            // The index may count from before the bytes that were kept waiting.
            var place = Math.Clamp(failure.Index + mark, 0, span.Length);
            var line = span[..place].Count((byte)'\n') + 1;
            var name = encoding.Equals(Utf8) ? "UTF-8" : "UTF-16";
            return new(bytes, Encoding.Latin1, 0, [new(line, $"Expected {name}, found other bytes; read as Latin-1.")]);
        }
    }

    public static SourceBytes Of(string text) => Decode(Encoding.UTF8.GetBytes(text));

    /// <summary>The same bytes with some characters replaced.</summary>
    public SourceBytes With(int start, int length, string text)
    {
        var from = Offset(start);
        var to = Offset(start + length);
        var written = Encoded(text);
        var result = new byte[bytes.Length - (to - from) + written.Length];
        bytes.Span[..from].CopyTo(result);
        written.CopyTo(result, from);
        bytes.Span[to..].CopyTo(result.AsSpan(from + written.Length));
        return Decode(result);
    }

    /// <summary>Where the bytes of the character at an index begin.</summary>
    public int Offset(int index) => mark + encoding.GetByteCount(Text.AsSpan(0, index));

    public int LineAt(int index)
    {
        var line = 1;
        for (var i = 0; i < index; i++)
            if (Text[i] == '\n' || Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n'))
                line++;
        return line;
    }

    private byte[] Encoded(string text)
    {
        // What the other bytes of such a file mean is a guess; nothing is written on a guess.
        if (encoding.Equals(Encoding.Latin1) && !Ascii.IsValid(text))
            throw new Refusal("", "The file is not UTF-8; only plain ASCII can be written into it.");
        try
        {
            return encoding.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new Refusal("", "What is to be written holds half of a character.");
        }
    }
}
