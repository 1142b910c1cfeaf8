using System.Text;

namespace Binnacle.Platform.Deliveries.Mail;

/// <summary>RFC 2045, section 6.7: readable where it is ASCII, lines of at most 76 letters, line ends CRLF.</summary>
internal static class QuotedPrintable
{
    private const int Longest = 75;

    public static void Append(StringBuilder to, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var buffer = new byte[4];
        for (var index = 0; index < lines.Length; index++)
        {
            if (index > 0)
                to.Append("\r\n");
            var column = 0;
            var line = lines[index];
            var at = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                at += rune.Utf16SequenceLength;
                var isLast = at == line.Length;
                if (rune.Value is >= 33 and <= 126 and not '=' || (rune.Value is ' ' or '\t' && !isLast))
                {
                    Room(1);
                    to.Append((char)rune.Value);
                    continue;
                }
                var count = rune.EncodeToUtf8(buffer);
                Room(count * 3);
                for (var place = 0; place < count; place++)
                    to.Append('=')
                        .Append(buffer[place].ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }

            void Room(int letters)
            {
                if (column + letters > Longest)
                {
                    to.Append("=\r\n");
                    column = 0;
                }
                column += letters;
            }
        }
    }
}
