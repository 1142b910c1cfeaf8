using System.Text;

namespace Binnacle.Platform.Cadences;

/// <summary>
/// Reads iCalendar files of others: any size, depth or rule may come in, so each is limited, and what cannot be read is told
/// with its line. Either the whole file is read or nothing of it.
/// </summary>
public static class CalendarReading
{
    public const int MostBytes = 4 * 1024 * 1024;
    private const int MostEvents = 20_000;
    private const int MostProperties = 500;
    private const int LongestLine = 100_000;
    private const int Deepest = 6;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="Refusal">With the line, what is expected there and what was found.</exception>
    public static CalendarFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            throw Wrong(
                1,
                $"expected a calendar of up to {MostBytes / 1024 / 1024} MB, found {bytes.Length / 1024 / 1024.0:0.#} MB"
            );
        if (bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
            throw Wrong(1, "expected UTF-8, found UTF-16. Save the file as UTF-8");
        var reader = new Components();
        foreach (
            var (number, line) in Lines(bytes.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? bytes[3..] : bytes)
        )
            reader.Take(number, line);
        return reader.End();
    }

    /// <summary>Logical lines: a line that begins with a space or tab goes on where the one before ended, even inside a character.</summary>
    private static List<(int Number, string Text)> Lines(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<(int, string)>();
        var current = new List<byte>();
        var (number, begun) = (0, 1);
        while (bytes.Length > 0)
        {
            number++;
            var end = bytes.IndexOf((byte)'\n');
            var raw = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            raw = raw.TrimEnd((byte)'\r');
            if (raw.Length > 0 && raw[0] is (byte)' ' or (byte)'\t' && current.Count > 0)
            {
                current.AddRange(raw[1..]);
                if (current.Count > LongestLine)
                    throw Wrong(begun, $"expected a line of up to {LongestLine:N0} bytes, found a longer one");
                continue;
            }
            Flush();
            begun = number;
            current.AddRange(raw);
            if (current.Count > LongestLine)
                throw Wrong(begun, $"expected a line of up to {LongestLine:N0} bytes, found a longer one");
        }
        Flush();
        return lines;

        void Flush()
        {
            if (current.Count == 0)
                return;
            try
            {
                lines.Add((begun, Strict.GetString([.. current])));
            }
            catch (DecoderFallbackException)
            {
                throw Wrong(begun, "expected UTF-8, found bytes that are not. Save the file as UTF-8");
            }
            current.Clear();
        }
    }

    internal static Refusal Wrong(int line, string what) =>
        new("file", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Line {line}: {what}."));

    internal static string Cut(string text) => text.Length > 40 ? text[..40] + "…" : text;

    /// <summary>BEGIN and END in pairs, and events of the calendar itself.</summary>
    private sealed class Components
    {
        private readonly Stack<(string Name, int Line)> open = new();
        private readonly List<CalendarEvent> events = [];
        private readonly List<string> notes = [];
        private List<CalendarProperty> properties = [];

        public void Take(int number, string line)
        {
            var property = CalendarProperty.Read(number, line);
            switch (property.Name)
            {
                case "BEGIN":
                    Begin(number, property.Value.Trim().ToUpperInvariant());
                    break;
                case "END":
                    Finish(number, property.Value.Trim().ToUpperInvariant());
                    break;
                case var _ when open.Count == 0:
                    throw Wrong(number, $"expected BEGIN:VCALENDAR, found “{Cut(line)}”");
                case var _ when open.Peek().Name == "VEVENT":
                    properties.Add(property);
                    if (properties.Count > MostProperties)
                        throw Wrong(number, $"expected up to {MostProperties} lines in an event, found more");
                    break;
            }
        }

        private void Begin(int number, string name)
        {
            if (open.Count == 0 && name != "VCALENDAR")
                throw Wrong(number, $"expected BEGIN:VCALENDAR, found BEGIN:{Cut(name)}");
            if (open.Count == Deepest)
                throw Wrong(
                    number,
                    $"expected parts in parts {Deepest} deep at most, found BEGIN:{Cut(name)} below them"
                );
            if (name == "VEVENT" && open.Peek().Name != "VCALENDAR")
                throw Wrong(number, $"expected an event in the calendar itself, found it in {open.Peek().Name}");
            open.Push((name, number));
            if (name == "VEVENT")
                properties = [];
        }

        private void Finish(int number, string name)
        {
            if (open.Count == 0 || open.Peek().Name != name)
                throw Wrong(
                    number,
                    $"expected {(open.Count == 0 ? "BEGIN:VCALENDAR" : $"END:{Cut(open.Peek().Name)}")}, found END:{Cut(name)}"
                );
            var begun = open.Pop().Line;
            if (name != "VEVENT")
                return;
            if (events.Count == MostEvents)
                throw Wrong(number, $"expected up to {MostEvents:N0} events, found more");
            events.Add(CalendarEventReading.Read(begun, properties, notes));
        }

        public CalendarFile End()
        {
            if (open.Count > 0)
                throw Wrong(
                    open.Peek().Line,
                    $"expected END:{Cut(open.Peek().Name)} after this BEGIN, found the end of the file"
                );
            return events.Count > 0
                ? new(events, notes)
                : throw Wrong(1, "expected a calendar with events (BEGIN:VCALENDAR, BEGIN:VEVENT), found none");
        }
    }
}

/// <summary>One line: name, parameters, value.</summary>
internal sealed record CalendarProperty(
    int Line,
    string Name,
    IReadOnlyDictionary<string, string> Parameters,
    string Value
)
{
    public static CalendarProperty Read(int number, string line)
    {
        var quoted = false;
        var cuts = new List<int>();
        var colon = -1;
        for (var i = 0; i < line.Length && colon < 0; i++)
        {
            if (line[i] == '"')
                quoted = !quoted;
            else if (!quoted && line[i] == ';')
                cuts.Add(i);
            else if (!quoted && line[i] == ':')
                colon = i;
        }
        if (colon < 1 || cuts.Count > 50)
            throw CalendarReading.Wrong(number, $"expected a line as NAME:value, found “{CalendarReading.Cut(line)}”");
        cuts.Add(colon);
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var parameter = line[(cuts[i] + 1)..cuts[i + 1]];
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                parameters[parameter[..equals]] = parameter[(equals + 1)..].Trim('"');
        }
        return new(number, line[..cuts[0]].Trim().ToUpperInvariant(), parameters, line[(colon + 1)..]);
    }

    /// <summary>As people wrote it.</summary>
    public string Words
    {
        get
        {
            var text = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                if (Value[i] != '\\' || i + 1 == Value.Length)
                {
                    text.Append(Value[i]);
                    continue;
                }
                i++;
                text.Append(Value[i] is 'n' or 'N' ? '\n' : Value[i]);
            }
            return text.ToString();
        }
    }
}
