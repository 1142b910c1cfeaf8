using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Caching.Memory;

namespace Binnacle.Practices.Incidents.Postmortems;

/// <summary>A sentence that puts people as the cause.</summary>
/// <param name="Line">Counts from 1.</param>
/// <param name="Marked">The words that gave rise to it.</param>
public sealed record BlameFinding(int Line, string Sentence, string Marked, string Rule, string Why, string Ask);

/// <summary>What the check found in a text.</summary>
/// <param name="IsCut">Something was too long to be a sentence, or took too long, and was not looked at.</param>
public sealed record BlameReport(IReadOnlyList<BlameFinding> Findings, bool IsCut)
{
    public static readonly BlameReport OfNothing = new([], false);
}

/// <summary>
/// Marks sentences that put a person or "human error" as the cause, explains why that ends learning, and proposes a question
/// instead. It proposes, it never forbids. Rules stand in <c>blame-rules.json</c>; how precise they are is stated in
/// <c>docs/incidents.md</c>, worked out by a test on labelled sentences.
/// </summary>
public static partial class BlameCheck
{
    private const int MostFindings = 50;

    /// <summary>Characters of a line and of a sentence. Patterns take longer than in proportion: nobody writes so much at once.</summary>
    private const int LongestLine = 8_000;
    private const int LongestSentence = 1_000;

    /// <summary>For a pattern and for a whole text, should the limits of length not be enough.</summary>
    private static readonly TimeSpan PatienceWithOne = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly Lazy<Rules> Known = new(Rules.Load);

    /// <summary>A page that is looked at again shows the same text.</summary>
    private static readonly MemoryCache Remembered = new(new MemoryCacheOptions { SizeLimit = 256 });

    /// <summary>Headings, code, quotations and links' addresses are left alone.</summary>
    public static BlameReport Of(string markdown)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(markdown)));
        if (Remembered.TryGetValue(key, out BlameReport? known))
            return known!;
        var (report, isInTime) = Read(markdown);
        // Another time the machine may be faster.
        return isInTime ? Remembered.Set(key, report, new MemoryCacheEntryOptions { Size = 1 }) : report;
    }

    private static (BlameReport Report, bool IsInTime) Read(string markdown)
    {
        var findings = new List<BlameFinding>();
        var isCut = false;
        var began = Stopwatch.GetTimestamp();
        try
        {
            foreach (var (line, sentence) in Sentences(markdown))
            {
                if (Stopwatch.GetElapsedTime(began) > Patience)
                    return (new(findings, true), false);
                if (sentence.Length > LongestSentence)
                    isCut = true;
                else if (Find(sentence) is { } found)
                    findings.Add(found with { Line = line });
                if (findings.Count == MostFindings)
                    break;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return (new(findings, true), false);
        }
        return (new(findings, isCut), true);
    }

    /// <summary>The first rule that fits a sentence; null where none does.</summary>
    /// <exception cref="RegexMatchTimeoutException">It takes too long to tell.</exception>
    public static BlameFinding? Find(string sentence)
    {
        var rules = Known.Value;
        var plain = Exempt(sentence, rules.Exceptions);
        foreach (var rule in rules.All)
        foreach (var pattern in rule.Patterns)
            if (pattern.Match(plain) is { Success: true } match)
                return new(1, sentence, match.Value.Trim(), rule.Id, rule.Why, rule.Ask);
        return null;
    }

    /// <summary>What is exempt is taken out, so that a sentence may hold both.</summary>
    private static string Exempt(string sentence, IReadOnlyList<Regex> exceptions)
    {
        foreach (var exception in exceptions)
            sentence = exception.Replace(sentence, "…");
        return sentence;
    }

    private static IEnumerable<(int Line, string Sentence)> Sentences(string markdown)
    {
        var inCode = false;
        var paragraph = new List<(int Line, string Text)>();
        var number = 0;
        foreach (var raw in markdown.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            number++;
            var line = raw.Trim();
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal))
                inCode = !inCode;
            var isText = !inCode && line.Length > 0 && line[0] is not ('#' or '>' or '|' or '`');
            var begins = !isText || ListItem().IsMatch(line);
            if (begins)
            {
                foreach (var sentence in Of(paragraph))
                    yield return sentence;
                paragraph.Clear();
            }
            if (isText)
                paragraph.Add((number, line.Length > LongestLine ? line : WordsOf(line)));
        }
    }

    private static string WordsOf(string line) => Inline().Replace(ListItem().Replace(line, ""), "");

    private static IEnumerable<(int Line, string Sentence)> Of(List<(int Line, string Text)> paragraph)
    {
        if (paragraph.Count == 0)
            yield break;
        var text = string.Join(' ', paragraph.Select(row => row.Text));
        var at = 0;
        foreach (var sentence in SentenceEnd().Split(text))
        {
            var begins = text.IndexOf(sentence, at, StringComparison.Ordinal);
            at = begins + sentence.Length;
            if (!string.IsNullOrWhiteSpace(sentence))
                yield return (LineAt(paragraph, begins), sentence.Trim());
        }
    }

    private static int LineAt(List<(int Line, string Text)> paragraph, int position)
    {
        foreach (var (line, text) in paragraph)
        {
            if (position <= text.Length)
                return line;
            position -= text.Length + 1;
        }
        return paragraph[^1].Line;
    }

    [GeneratedRegex(@"^(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?", RegexOptions.None, 1000)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"`[^`]*`|\]\([^)]*\)|<[^>]*>|[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}", RegexOptions.None, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(?<=[.!?;])\s+(?=[\p{Lu}\d“""(])", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnd();

    private sealed record Rule(string Id, IReadOnlyList<Regex> Patterns, string Why, string Ask);

    private sealed record Rules(IReadOnlyList<Regex> Exceptions, IReadOnlyList<Rule> All)
    {
        public static Rules Load()
        {
            using var stream = typeof(BlameCheck).Assembly.GetManifestResourceStream("blame-rules.json")!;
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            var words = root.GetProperty("words")
                .EnumerateObject()
                .ToDictionary(word => $"{{{word.Name}}}", word => word.Value.GetString()!);
            Regex Compiled(JsonElement pattern) =>
                new(
                    words.Aggregate(
                        pattern.GetString()!,
                        (text, word) => text.Replace(word.Key, word.Value, StringComparison.Ordinal)
                    ),
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                    PatienceWithOne
                );
            return new(
                [.. root.GetProperty("exceptions").EnumerateArray().Select(Compiled)],
                [
                    .. root.GetProperty("rules")
                        .EnumerateArray()
                        .Select(rule => new Rule(
                            rule.GetProperty("id").GetString()!,
                            [.. rule.GetProperty("patterns").EnumerateArray().Select(Compiled)],
                            rule.GetProperty("why").GetString()!,
                            rule.GetProperty("ask").GetString()!
                        )),
                ]
            );
        }
    }
}
