using Binnacle.Platform.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Binnacle.Platform.Markup;

/// <summary>A value in a YAML file with its line. Aliases are shared and not copied, so a small file stays small.</summary>
internal sealed class YamlValue(int line)
{
    public int Line { get; } = line;
    public string? Scalar { get; init; }
    public List<YamlValue>? Items { get; init; }
    public Dictionary<string, YamlValue>? Entries { get; init; }

    public YamlValue? this[string key] => Entries?.GetValueOrDefault(key);

    /// <summary>The scalar under a key; null where it is absent, empty, "null" or no scalar.</summary>
    public string? Text(string key) =>
        this[key]?.Scalar is { } text && !string.IsNullOrWhiteSpace(text) && text is not ("~" or "null") ? text : null;

    public IReadOnlyList<YamlValue> List(string key) => this[key]?.Items ?? [];
}

/// <summary>
/// The documents of a YAML file. Reading stops at the first error, at a depth or at a number of nodes that no file
/// made by people reaches; what was read until then is kept.
/// </summary>
internal sealed class YamlFile
{
    private const int Deepest = 64;
    private const int MostNodes = 400_000;

    private readonly List<YamlValue> documents = [];
    private readonly List<DocumentProblem> problems = [];
    private readonly Dictionary<string, YamlValue> anchors = [];

    public IReadOnlyList<YamlValue> Documents => documents;

    /// <summary>Why reading stopped, when it did.</summary>
    public DocumentProblem? Broken { get; private set; }

    /// <summary>Duplicate keys and the like, which do not stop the reading.</summary>
    public IReadOnlyList<DocumentProblem> Problems => Broken is null ? problems : [.. problems, Broken];

    public static YamlFile Read(FileText file, int lineOffset = 0)
    {
        var yaml = new YamlFile();
        var line = 1;
        try
        {
            using var reader = new StringReader(file.Text);
            yaml.Fill(new Parser(reader), ref line, lineOffset);
        }
        catch (YamlException failure)
        {
            // Some errors start where the mapping does; the last place read is nearer to the cause.
            line = (int)Math.Max(Math.Max(failure.Start.Line, failure.End.Line), line);
            // The parser stops beside a tab and complains of something else.
            for (var near = line; near <= Math.Min(line + 1, file.Lines.Length); near++)
            {
                var text = file.Lines[near - 1];
                if (!text.AsSpan(0, text.Length - text.TrimStart().Length).Contains('\t'))
                    continue;
                yaml.Stop(file, near + lineOffset, "Not valid YAML: expected blanks to indent, found a tab.");
                return yaml;
            }
            yaml.Stop(file, line + lineOffset, $"Not valid YAML: {failure.Message}");
        }
#pragma warning disable CA1031 // The parser is not ours and the bytes are a stranger's: nothing it throws may end a scan.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            yaml.Stop(file, line + lineOffset, "Not valid YAML.");
        }
#pragma warning restore CA1031
        return yaml;
    }

    private void Stop(FileText file, int line, string what)
    {
        // The end of a cut file is broken by the cut.
        if (!file.IsCut)
            Broken = new(line, what.Length > 300 ? what[..300] : what);
    }

    private void Fill(Parser parser, ref int line, int lineOffset)
    {
        var open = new Stack<Frame>();
        var nodes = 0;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            line = (int)current.Start.Line;
            var at = line + lineOffset;
            switch (current)
            {
                case DocumentStart:
                    open.Clear();
                    anchors.Clear();
                    break;
                case Scalar scalar:
                    var plain = new YamlValue(at) { Scalar = scalar.Value };
                    Remember(scalar, plain);
                    Place(open, plain, scalar.Value);
                    break;
                case AnchorAlias alias:
                    if (!anchors.TryGetValue(alias.Value.Value, out var target))
                    {
                        problems.Add(new(at, $"Expected an anchor &{alias.Value.Value} before the alias, found none."));
                        target = new YamlValue(at);
                    }
                    Place(open, target, target.Scalar);
                    break;
                case SequenceStart start:
                    var sequence = new YamlValue(at) { Items = [] };
                    Remember(start, sequence);
                    Place(open, sequence, null);
                    open.Push(new(sequence));
                    break;
                case MappingStart start:
                    var mapping = new YamlValue(at) { Entries = new(StringComparer.Ordinal) };
                    Remember(start, mapping);
                    Place(open, mapping, null);
                    open.Push(new(mapping));
                    break;
                case SequenceEnd or MappingEnd:
                    open.TryPop(out _);
                    break;
            }
            if (open.Count > Deepest)
            {
                Broken = new(at, $"Nested deeper than {Deepest} levels; the rest is not read.");
                return;
            }
            if (++nodes > MostNodes)
            {
                Broken = new(at, $"More than {MostNodes} values; the rest is not read.");
                return;
            }
        }
    }

    private void Remember(NodeEvent node, YamlValue value)
    {
        if (!node.Anchor.IsEmpty)
            anchors[node.Anchor.Value] = value;
    }

    private void Place(Stack<Frame> open, YamlValue value, string? key)
    {
        if (!open.TryPeek(out var frame))
        {
            documents.Add(value);
            return;
        }
        if (frame.Value.Items is { } items)
        {
            items.Add(value);
            return;
        }
        if (!frame.HasKey)
        {
            frame.HasKey = true;
            // A key that is no scalar is not asked for by any reader; its value must still find a place.
            frame.Key = key ?? "";
            frame.KeyLine = value.Line;
            return;
        }
        frame.HasKey = false;
        if (!frame.Value.Entries!.TryAdd(frame.Key, value) && frame.Key is not ("" or "<<") && problems.Count < 20)
            problems.Add(new(frame.KeyLine, $"Expected each key once, found \"{Short(frame.Key)}\" again."));
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private sealed class Frame(YamlValue value)
    {
        public YamlValue Value { get; } = value;
        public bool HasKey { get; set; }
        public string Key { get; set; } = "";
        public int KeyLine { get; set; }
    }
}
