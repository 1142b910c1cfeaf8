using System.Text;

namespace Binnacle.Platform.Deliveries.Mail;

/// <summary>Words in headers: as they are where ASCII allows it, else encoded (RFC 2047) in words of at most 75 letters.</summary>
internal static class HeaderText
{
    // 75 letters, less "=?utf-8?B?" and "?=", in groups of four: 45 bytes.
    private const int BytesInWord = 45;

    public static string Unstructured(string text)
    {
        var line = QueueNotices.OneLine(text);
        return IsPlain(line) ? line : Encoded(line);
    }

    /// <summary>A name before an address.</summary>
    public static string Phrase(string text)
    {
        var line = QueueNotices.OneLine(text);
        return IsPlain(line)
            ? $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : Encoded(line);
    }

    private static bool IsPlain(string line) =>
        line.Length <= 250
        && line.All(letter => letter is >= ' ' and < '\u007f')
        && !line.Contains("=?", StringComparison.Ordinal);

    private static string Encoded(string line)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        var buffer = new byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var count = rune.EncodeToUtf8(buffer);
            if (bytes.Count + count > BytesInWord)
                Flush();
            bytes.AddRange(buffer.AsSpan(0, count));
        }
        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
