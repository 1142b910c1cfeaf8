namespace Binnacle.Platform.Cadences;

/// <summary>What somebody fills in to plan a cadence, in the form or through the API.</summary>
/// <param name="Scope"><c>team:payments</c>; null or <c>organization</c> for the whole organization.</param>
/// <param name="Rule">An RRULE of the subset, as <c>FREQ=WEEKLY;BYDAY=TU</c>.</param>
/// <param name="StartsOn">From which day the rule holds; intervals are counted from it.</param>
/// <param name="Time">Local, as <c>10:00</c>.</param>
/// <param name="Zone">An IANA name.</param>
public sealed record CadenceDraft(
    string? Name,
    CadenceKind Kind = CadenceKind.Other,
    string? Scope = null,
    string? Rule = null,
    DateOnly? StartsOn = null,
    string? Time = null,
    int? Minutes = null,
    string? Zone = null,
    string? Place = null,
    OnHoliday OnHoliday = OnHoliday.Skip,
    string? Agenda = null,
    string? MatchTitle = null,
    string? MatchOrganizer = null,
    string? MatchUid = null
);

/// <summary>A draft whose parts are sound.</summary>
internal sealed record CheckedCadence(
    string Name,
    string Rule,
    DateOnly StartsOn,
    int StartMinute,
    int Minutes,
    string Zone,
    string? Place,
    string? Agenda,
    string? MatchTitle,
    string? MatchOrganizer,
    string? MatchUid
)
{
    private const int LongestAgenda = 20_000;
    private const int FarAheadDays = 800;

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static CheckedCadence Of(CadenceDraft draft)
    {
        var name = draft.Name?.Trim() ?? "";
        if (name.Length is 0 or > 200)
            throw new Refusal("name", "Give it a name of 1 to 200 characters, as “Leadership review”.");
        if (!Enum.IsDefined(draft.Kind))
            throw new Refusal("kind", "Choose what kind of meeting it is.");
        if (!Enum.IsDefined(draft.OnHoliday))
            throw new Refusal("onHoliday", "Choose skip, next workday or keep.");
        if (string.IsNullOrWhiteSpace(draft.Rule))
            throw new Refusal("rule", "Say how often it comes, as FREQ=WEEKLY;BYDAY=TU.");
        var rule = RecurrenceText.Read(draft.Rule);
        var starts = draft.StartsOn ?? throw new Refusal("startsOn", "Give the day it starts, as 2027-03-01.");
        if (starts.Year is < 2000 or > 2200)
            throw new Refusal("startsOn", "Give a day between the years 2000 and 2200.");
        if (!rule.Dates(starts, starts, starts.AddDays(FarAheadDays)).Any())
            throw new Refusal("rule", "This rule gives no day in the two years after its start.");
        if (draft.Minutes is not (>= 5 and <= 24 * 60))
            throw new Refusal("minutes", "It takes 5 minutes to 24 hours. Give minutes, as 45.");
        if (draft.Agenda?.Length > LongestAgenda)
            throw new Refusal("agenda", $"Keep the agenda under {LongestAgenda:N0} characters.");
        if (draft.Kind is CadenceKind.OneOnOne && !string.IsNullOrWhiteSpace(draft.Agenda))
            throw new Refusal("agenda", "Of a one-on-one nothing is kept but whether it took place. Leave this empty.");
        return new(
            name,
            rule.Write(),
            starts,
            Minute("time", draft.Time) ?? throw new Refusal("time", "Give the local time it starts, as 10:00."),
            draft.Minutes.Value,
            LocalTime.Zone(draft.Zone).Id,
            Short("place", draft.Place, 500),
            string.IsNullOrWhiteSpace(draft.Agenda) ? null : draft.Agenda.Trim().ReplaceLineEndings("\n"),
            Short("matchTitle", draft.MatchTitle, 200),
            Short("matchOrganizer", draft.MatchOrganizer, 320),
            Short("matchUid", draft.MatchUid, 400)
        );
    }

    /// <summary>Minutes since midnight of <c>9:05</c> or <c>09:05</c>.</summary>
    public static int? Minute(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : TimeOnly.TryParseExact(
            text.Trim(),
            ["HH:mm", "H:mm", "HH:mm:ss"],
            System.Globalization.CultureInfo.InvariantCulture,
            default,
            out var time
        )
            ? (time.Hour * 60) + time.Minute
        : throw new Refusal(field, $"“{text.Trim()}” is not a time. Write it as 10:00.");

    public static string? Short(string field, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Trim().Length <= most ? text.Trim()
        : throw new Refusal(field, $"Keep this under {most} characters.");
}
