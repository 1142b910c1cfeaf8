using Binnacle.Platform.Cadences;

namespace Binnacle.Tests.Platform.Cadences;

/// <summary>Cadences and rules for tests.</summary>
internal static class CadenceSamples
{
    public static readonly DateTime Long = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static CadenceRecord Weekly(
        DateOnly starts,
        string rule = "FREQ=WEEKLY;BYDAY=TU",
        string zone = "Europe/Berlin",
        int minute = 600,
        OnHoliday onHoliday = OnHoliday.Skip,
        CadenceKind kind = CadenceKind.LeadershipReview,
        Guid? team = null,
        params MarkRecord[] marks
    ) =>
        new(
            new Guid("019a0000-0000-7000-8000-00000000000a"),
            1,
            "Leadership review",
            kind,
            team,
            onHoliday,
            Long,
            null,
            null,
            [new(1, starts, RecurrenceText.Read(rule), zone, minute, 60, Long)],
            marks
        );

    public static MarkRecord Mark(DateOnly day, MarkState state, DateOnly? to = null, int? minute = null) =>
        new(day, state, to, minute ?? (to is null ? null : 840), day.ToDateTime(new(18, 0), DateTimeKind.Utc), "Ada");

    public static Holidays Off(params (string Day, string Name)[] days) =>
        new(days.Select(day => new HolidayRecord(null, DateOnly.Parse(day.Day), day.Name, Long)));
}
