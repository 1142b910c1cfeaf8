using System.Globalization;
using System.Text.RegularExpressions;
using Binnacle.Platform;

namespace Binnacle.Practices.Direction.Roadmap;

/// <summary>When something is aimed for, as sure as one is: a day, a month, a quarter, or a day give or take some weeks. Both days inside.</summary>
public readonly partial record struct TargetSpan(DateOnly From, DateOnly To)
{
    private const int MostWeeks = 52;

    public DateOnly Middle => From.AddDays((To.DayNumber - From.DayNumber) / 2);

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>By how many days the end moved; a span that only got narrower towards its end did not move.</summary>
    public int MovedTo(TargetSpan later) => later.To.DayNumber - To.DayNumber;

    public string Words =>
        From == To ? From.ToString("d MMM yyyy", CultureInfo.InvariantCulture)
        : Name is { } name ? name
        : GiveOrTake is { } weeks ? $"{Narrowed(weeks).Name} ± {weeks} {(weeks == 1 ? "week" : "weeks")}"
        : From.Year == To.Year
            ? $"between {From.ToString("d MMM", CultureInfo.InvariantCulture)} and {To.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}"
        : $"between {From.ToString("d MMM yyyy", CultureInfo.InvariantCulture)} and {To.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}";

    /// <summary>As it is typed.</summary>
    public string Typed =>
        From == To ? Iso(From)
        : Quarter is { } quarter ? $"{From.Year}-Q{quarter}"
        : IsMonth ? From.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : $"{Iso(From)} to {Iso(To)}";

    private int? Quarter =>
        From.Day == 1 && From.Month % 3 == 1 && To == From.AddMonths(3).AddDays(-1) ? (From.Month + 2) / 3 : null;

    private bool IsMonth => From.Day == 1 && To == From.AddMonths(1).AddDays(-1);

    /// <summary>Of a whole quarter or month.</summary>
    private string? Name =>
        Quarter is { } quarter ? $"Q{quarter} {From.Year}"
        : IsMonth ? From.ToString("MMM yyyy", CultureInfo.InvariantCulture)
        : null;

    /// <summary>
    /// The whole weeks that were given to either side of a quarter or month: the two days tell them without doubt. Around a
    /// day they do not, since any two days have one in their middle.
    /// </summary>
    private int? GiveOrTake
    {
        get
        {
            for (var weeks = 1; weeks <= MostWeeks && Days > weeks * 14; weeks++)
            {
                if (Narrowed(weeks).Name is not null)
                    return weeks;
            }
            return null;
        }
    }

    private TargetSpan Narrowed(int weeks) => new(From.AddDays(weeks * 7), To.AddDays(weeks * -7));

    public static TargetSpan OfQuarter(int year, int quarter)
    {
        var from = new DateOnly(year, (quarter * 3) - 2, 1);
        return new(from, from.AddMonths(3).AddDays(-1));
    }

    /// <param name="giveOrTake">Weeks to either side; zero or null for none.</param>
    /// <exception cref="Refusal">It is none of the ways to say it.</exception>
    public static TargetSpan Read(string? text, double? giveOrTake = null)
    {
        var said = text?.Trim() ?? "";
        if (giveOrTake is < 0 or > MostWeeks)
            throw new Refusal("giveOrTake", $"Give 0 to {MostWeeks} weeks.");
        var span = Whole(said);
        if (span.From.Year is < 2000 or > 2100 || span.To.Year > 2100)
            throw new Refusal("target", "Give a day from 2000 to 2100.");
        var days = (int)Math.Round((giveOrTake ?? 0) * 7);
        return new(span.From.AddDays(-days), span.To.AddDays(days));
    }

    private static TargetSpan Whole(string said)
    {
        if (Range().Match(said) is { Success: true } range)
        {
            var (from, to) = (Day(range.Groups[1].Value), Day(range.Groups[2].Value));
            return from <= to ? new(from, to) : throw new Refusal("target", "The span ends before it begins.");
        }
        if (QuarterForm().Match(said) is { Success: true } quarter)
            return OfQuarter(
                int.Parse(quarter.Groups["year"].Value, CultureInfo.InvariantCulture),
                quarter.Groups["quarter"].Value[0] - '0'
            );
        if (DateOnly.TryParseExact(said, "yyyy-MM", CultureInfo.InvariantCulture, default, out var month))
            return new(month, month.AddMonths(1).AddDays(-1));
        var day = Day(said);
        return new(day, day);
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day)
            ? day
            : throw new Refusal(
                "target",
                $"“{(text.Length > 60 ? text[..60] : text)}” is no target. Write a day as 2027-03-15, a month as 2027-03, a quarter as 2027-Q2, or 2027-03-01 to 2027-04-15."
            );

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:(?<year>20\d\d|2100)[- ]?[Qq](?<quarter>[1-4])|[Qq](?<quarter>[1-4])[- ](?<year>20\d\d|2100))$"
    )]
    private static partial Regex QuarterForm();

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d) ?(?:to|–|\.\.) ?(\d{4}-\d\d-\d\d)$")]
    private static partial Regex Range();
}
