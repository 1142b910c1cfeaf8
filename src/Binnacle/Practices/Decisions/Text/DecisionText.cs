using System.Globalization;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>
/// A decision record as bytes that are never lost: what it says, where each field stands, and the same record with one field
/// changed and not one other byte. Whatever the bytes are, reading them does not throw; what is wrong becomes a problem.
/// </summary>
internal sealed partial class DecisionText
{
    private readonly SourceBytes source;
    private readonly SourceLines lines;
    private readonly FrontMatterSpans? front;
    private readonly DecisionReading reading;

    private DecisionText(string path, SourceBytes source)
    {
        Path = path;
        this.source = source;
        lines = new(source.Text);
        front = FrontMatterSpans.Of(source.Text, lines);
        var file = FilePath.From(path);
        var problems = new List<DocumentProblem>(source.Problems);
        try
        {
            reading = DecisionReading.Of(file, MarkdownText.Read(FileText.Of(lines.Normalised())));
            problems.AddRange(reading.Problems);
        }
#pragma warning disable CA1031 // The bytes are a stranger's; a file that defeats the reading is told and not thrown.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            reading = DecisionReading.Of(file, MarkdownText.Read(FileText.Of("")));
            problems.Add(new(1, $"This file could not be read ({failure.GetType().Name})."));
        }
#pragma warning restore CA1031
        if (source.Text.Length > MarkdownText.LongestRead)
            problems.Add(
                new(
                    source.LineAt(MarkdownText.LongestRead),
                    "The file is longer than what is read; what comes after the cut is not judged."
                )
            );
        Problems = problems;
    }

    public string Path { get; }
    public ReadOnlyMemory<byte> Bytes => source.Bytes;
    public IReadOnlyList<DocumentProblem> Problems { get; }
    public bool IsRecord => reading.IsRecordAnywhere;
    public DecisionFormat Format => reading.Format;
    public int? FormatVersion =>
        Format is DecisionFormat.Madr
            ? DecisionFormats.MadrVersion(reading.Markdown, reading.Headings, reading.Header)
            : null;
    public string Title => reading.Title.Text;
    public bool HasTitle => reading.Title.IsStated;
    public int TitleLine => reading.Title.Heading is { } heading ? LineOf(heading) : 1;

    /// <summary>Null in names that begin with a day, and where nothing numbers the record.</summary>
    public int? Number =>
        int.TryParse(reading.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>With its zeros.</summary>
    public string? NumberText => reading.Number;
    public DecisionStatus Status => reading.Facts.Status;

    /// <summary>As written.</summary>
    public string? StatusText => reading.State.Text;
    public DateOnly? Date => reading.Date.Day;

    /// <summary>A date is written, readable or not.</summary>
    public bool HasDate => reading.Date.Place is not FieldPlace.None || reading.Date.Day is not null;
    public IReadOnlyList<WrittenLink> Links => reading.Links.All;
    public DecisionFacts Facts => reading.Facts;
    internal DecisionReading Reading => reading;
    internal SourceLines Lines => lines;

    /// <summary>The first line below the front matter.</summary>
    internal int FirstLine => front is null ? 1 : front.Last + 1;
    internal string Text => source.Text;

    /// <summary>Keys of the front matter and their values as written.</summary>
    internal IEnumerable<(string Key, string Value)> FrontEntries =>
        front?.Entries.Select(entry => (entry.Key, source.Text.Substring(entry.Span.Start, entry.Span.Length))) ?? [];

    /// <summary>The file's name without its ending.</summary>
    public string Stem => FileStem(Path);

    public static DecisionText Parse(string path, ReadOnlyMemory<byte> bytes) => new(path, SourceBytes.Decode(bytes));

    /// <summary>The bytes in which the value of a field stands; null where the record has none.</summary>
    public (int Offset, int Length)? BytesOf(string field) =>
        Find(FieldNames.Of(field)) is { Length: > 0 } span
            ? (source.Offset(span.Start), source.Offset(span.End) - source.Offset(span.Start))
            : null;

    private static string FileStem(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    private DecisionText With(int start, int length, string text) => new(Path, source.With(start, length, text));

    /// <summary>A heading underlined with === may be known by the line of its underline.</summary>
    internal int LineOf(Piece heading) =>
        heading.Line > 1 && IsUnderline(heading.Line) && !lines.IsBlank(heading.Line - 1)
            ? heading.Line - 1
            : heading.Line;

    /// <summary>The line of a heading, or of its underline.</summary>
    internal int LastLineOf(Piece heading)
    {
        var line = LineOf(heading);
        return !lines.TextOf(line).TrimStart().StartsWith('#') && IsUnderline(line + 1) ? line + 1 : line;
    }

    private bool IsUnderline(int number) =>
        lines.TextOf(number).Trim() is { Length: > 0 } text && (text.All(c => c == '=') || text.All(c => c == '-'));

    /// <summary>The last line below a heading that is not blank; the heading's own where there is none.</summary>
    private int EndOfSection(Piece heading)
    {
        var pieces = reading.Markdown.Pieces;
        var next = pieces
            .SkipWhile(piece => !ReferenceEquals(piece, heading))
            .Skip(1)
            .FirstOrDefault(piece => piece.Kind == PieceKind.Heading && piece.Depth <= heading.Depth);
        var line = next is null ? lines.Count : LineOf(next) - 1;
        var first = LastLineOf(heading);
        while (line > first && lines.IsBlank(line))
            line--;
        return line;
    }
}
