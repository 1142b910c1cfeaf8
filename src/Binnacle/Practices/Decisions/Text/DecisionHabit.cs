using System.Globalization;
using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>How a folder names, numbers and writes its records, learned from those that are there; the newest count most.</summary>
internal sealed partial class DecisionHabit
{
    private readonly Dictionary<string, string> headings = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Key, string? Value)> front = [];
    private bool isStatusCapital;
    private string titleForm = "";
    private int digits = 4;
    private string prefix = "";
    private string separator = "-";
    private bool hasCapitals;
    private string dayForm = "yyyyMMdd";

    public DecisionFormat Format { get; private init; }

    /// <summary>Names begin with a day and not with a number.</summary>
    public bool IsDated { get; private init; }
    public bool HasFront { get; private init; }
    public bool IsBlankAfterFront { get; private init; }
    public string DecidersKey { get; private init; } = "decision-makers";
    public string Bullet { get; private init; } = "*";
    public string Ending { get; private init; } = "\n";
    public string Extension { get; private init; } = ".md";
    public LinkWords Words { get; private init; } = LinkWords.Usual;

    /// <summary>What is usual for a format where no record shows a habit yet.</summary>
    public static DecisionHabit Usual(DecisionFormat format) =>
        new()
        {
            Format = format,
            IsDated = format is DecisionFormat.Log4brains,
            HasFront = format is DecisionFormat.Madr or DecisionFormat.Unknown,
            Bullet = format is DecisionFormat.Log4brains or DecisionFormat.Nygard ? "-" : "*",
            isStatusCapital = format is DecisionFormat.Nygard,
            titleForm = format is DecisionFormat.Nygard ? "{0}. " : "",
        };

    /// <param name="format">Null takes the one that most of the newest records have.</param>
    public static DecisionHabit Of(IReadOnlyList<DecisionText> records, DecisionFormat? format = null)
    {
        var newest = records
            .OrderByDescending(record => record.Number ?? -1)
            .ThenByDescending(record => record.Stem, StringComparer.Ordinal)
            .ToList();
        var known = newest.FindAll(record => record.Format is not DecisionFormat.Unknown);
        var form = format ?? Most(known.Take(5).Select(record => record.Format), DecisionFormat.Madr);
        var own = newest.FindAll(record => record.Format == form);
        if (own.Count == 0)
        {
            var usual = Usual(form);
            return newest.Count == 0 ? usual : usual.Named(newest);
        }
        var recent = own.Take(5).ToList();
        var capital = own.FirstOrDefault(record => record.StatusText is { Length: > 0 })?.StatusText;
        var habit = new DecisionHabit
        {
            Format = form,
            IsDated =
                newest.Take(5).Count(record => DecisionPaths.IsDated(record.Reading.File)) * 2
                > Math.Min(5, newest.Count),
            HasFront =
                form is DecisionFormat.Madr
                    ? !recent.TrueForAll(record =>
                        record.Reading.Markdown.FrontMatter is null && record.Reading.State.Place is FieldPlace.Field
                    )
                    : recent.TrueForAll(record => record.Reading.State.Place is FieldPlace.FrontMatter),
            IsBlankAfterFront = Most(recent.Select(BlankAfterFront).OfType<bool>(), false),
            DecidersKey = recent.Exists(record => record.Reading.Markdown.FrontMatter?["deciders"] is not null)
                ? "deciders"
                : "decision-makers",
            Bullet = Most(recent.Select(BulletOf).OfType<string>(), Usual(form).Bullet),
            Ending = Most(recent.Select(record => record.Lines.EndingNear(1)), "\n"),
            Extension = Path.GetExtension(newest[0].Path),
            Words = own.Exists(record => record.Text.Contains("upercede", StringComparison.Ordinal))
                ? LinkWords.AdrTools
                : LinkWords.Usual,
            isStatusCapital = capital is null ? form is DecisionFormat.Nygard : char.IsUpper(capital[0]),
            titleForm = Most(recent.Select(TitleFormOf), ""),
        };
        foreach (var piece in recent.SelectMany(record => record.Reading.Markdown.Pieces))
            if (piece.Kind is PieceKind.Heading && piece.Depth > 1)
                habit.headings.TryAdd(piece.Plain, piece.Plain);
        habit.LearnFront(recent);
        return habit.Named(newest);
    }

    public string TitlePrefix(int number) =>
        titleForm.Length == 0 || IsDated ? "" : string.Format(CultureInfo.InvariantCulture, titleForm, number);

    public string StatusWord(DecisionStatus status)
    {
        var word = status is DecisionStatus.Unknown ? "proposed" : status.Word();
        return isStatusCapital ? char.ToUpperInvariant(word[0]) + word[1..] : word;
    }

    public string Heading(string usual) => headings.GetValueOrDefault(usual, usual);

    /// <summary>Keys that every record of the folder repeats, as documentation sites ask for them.</summary>
    public IEnumerable<(string Key, string Value)> FrontBefore(int? number) =>
        front
            .Where(entry => entry.Value is not null || number is not null)
            .Select(entry => (entry.Key, entry.Value ?? number!.Value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>"0013-use-queues.md".</summary>
    public string FileName(string title, int? number, DateOnly today)
    {
        var start = number is { } known
            ? prefix + known.ToString("D" + digits, CultureInfo.InvariantCulture)
            : today.ToString(dayForm, CultureInfo.InvariantCulture);
        return start + separator + Slugs.Of(title, separator.Trim() is "_" ? '_' : '-', hasCapitals) + Extension;
    }

    private DecisionHabit Named(List<DecisionText> newest)
    {
        var names = newest
            .Take(9)
            .Select(record => NameForm().Match(record.Stem))
            .Where(match => match.Success)
            .ToList();
        if (names.Count == 0)
            return this;
        separator = Most(names.Select(match => match.Groups["separator"].Value), "-");
        hasCapitals = names.Count(match => match.Groups["slug"].Value.Any(char.IsUpper)) * 2 > names.Count;
        if (IsDated)
        {
            dayForm = names[0].Groups["day"].Value.Contains('-', StringComparison.Ordinal) ? "yyyy-MM-dd" : "yyyyMMdd";
            return this;
        }
        var numbered = names.FindAll(match => match.Groups["number"].Success);
        digits = Most(numbered.Select(match => match.Groups["number"].Length), 4);
        prefix = Most(numbered.Select(match => match.Groups["prefix"].Value), "");
        return this;
    }

    private void LearnFront(List<DecisionText> recent)
    {
        if (!HasFront || recent.Count < 2)
            return;
        foreach (var (key, _) in recent[0].FrontEntries)
        {
            if (FieldNames.Find(key) is not null)
                continue;
            var values = recent.ConvertAll(record =>
                record.FrontEntries.FirstOrDefault(entry => entry.Key == key).Value
            );
            if (values.TrueForAll(value => value is { Length: > 0 } && value == values[0]))
                front.Add((key, values[0]));
            else if (
                recent.TrueForAll(record =>
                    record.Number is { } number
                    && record.FrontEntries.FirstOrDefault(entry => entry.Key == key).Value
                        == number.ToString(CultureInfo.InvariantCulture)
                )
            )
                front.Add((key, null));
        }
    }

    private static string TitleFormOf(DecisionText record)
    {
        if (record.Reading.Title is not { Number: { Length: > 0 } number, Heading: { } heading })
            return "";
        var length = DecisionTitle.PrefixLength(heading.Plain);
        var at = heading.Plain.IndexOf(number, StringComparison.Ordinal);
        if (at < 0 || at + number.Length > length)
            return "";
        var before = heading.Plain[..at].Replace("{", "{{", StringComparison.Ordinal);
        var after = heading.Plain[(at + number.Length)..length].Replace("{", "{{", StringComparison.Ordinal);
        var form = number.StartsWith('0') ? $":D{number.Length}" : "";
        return $"{before}{{0{form}}}{after}";
    }

    private static bool? BlankAfterFront(DecisionText record)
    {
        for (var line = 2; record.Reading.Markdown.FrontMatter is not null && line < record.Lines.Count; line++)
            if (record.Lines.TextOf(line).TrimEnd() is "---" or "+++")
                return record.Lines.IsBlank(line + 1);
        return null;
    }

    private static string? BulletOf(DecisionText record) =>
        record
            .Reading.Markdown.Pieces.Where(piece => piece is { Kind: PieceKind.BulletItem, Depth: 1 })
            .Select(piece => record.Lines.TextOf(piece.Line).TrimStart())
            .FirstOrDefault(line => line is ['-' or '*' or '+', ..])
            ?[..1];

    private static T Most<T>(IEnumerable<T> values, T otherwise)
        where T : notnull =>
        values.GroupBy(value => value).OrderByDescending(group => group.Count()).FirstOrDefault() is { } most
            ? most.Key
            : otherwise;

    [GeneratedRegex(
        @"^(?:(?<day>\d{8}|\d{4}-\d{2}-\d{2})(?!\d)|(?<prefix>(?:adr|rfc|decision|dr|d)?[-_ ]?)(?<number>\d{1,6}))(?<separator>[-_. ]+)(?<slug>.+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NameForm();
}
