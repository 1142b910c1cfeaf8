using System.Diagnostics;
using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Cadences;

namespace Binnacle.Tests.Platform.Cadences;

public sealed class CalendarReadingTests
{
    private const string Begin = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260106T100000Z\n";

    [Theory]
    [InlineData("", "Line 1: expected a calendar with events")]
    [InlineData("<html>\n", "Line 1: expected a line as NAME:value, found “<html>”")]
    [InlineData("BEGIN:VCARD\nEND:VCARD\n", "Line 1: expected BEGIN:VCALENDAR, found BEGIN:VCARD")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "Line 2: expected END:VEVENT after this BEGIN")]
    [InlineData("BEGIN:VCALENDAR\nEND:VEVENT\n", "Line 2: expected END:VCALENDAR, found END:VEVENT")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR", "Line 2: expected an event with DTSTART")]
    [InlineData(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT\n",
        "Line 3: expected a time as 20270301T100000"
    )]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:99990101\nEND:VEVENT\n", "Line 3: expected a time")]
    [InlineData(
        Begin + "RRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n",
        "Line 5: expected a rule of days, found FREQ=SECONDLY"
    )]
    public void What_cannot_be_read_is_told_with_its_line(string text, string problem) =>
        Should.Throw<Refusal>(() => CalendarReading.Read(Encoding.UTF8.GetBytes(text))).Message.ShouldContain(problem);

    [Fact]
    public void Hostile_files_are_refused_quickly()
    {
        var watch = Stopwatch.StartNew();
        Refused(new byte[CalendarReading.MostBytes + 1], "up to 4 MB");
        Refused([0xff, 0xfe, 0x42, 0], "found UTF-16");
        Refused([.. "BEGIN:VCALENDAR\nX-A:"u8, 0xc3, 0x28, (byte)'\n'], "Line 2: expected UTF-8");
        Refused(
            Text(string.Concat(Enumerable.Repeat("BEGIN:VCALENDAR\n", 9))),
            "Line 7: expected parts in parts 6 deep"
        );
        Refused(Text("BEGIN:VCALENDAR\nX:" + new string('a', 200_000)), "Line 2: expected a line of up to");
        Refused(
            Text("BEGIN:VCALENDAR\nX:a\n" + string.Concat(Enumerable.Repeat(" " + new string('b', 70) + "\n", 3000))),
            "Line 2: expected a line"
        );
        Refused(
            Text(
                "BEGIN:VCALENDAR\n"
                    + string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n", 20_001))
            ),
            "up to 20,000 events"
        );
        Refused(Text(Begin + string.Concat(Enumerable.Repeat("EXDATE:20260101\n", 501))), "up to 500 lines");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));

        void Refused(byte[] bytes, string why) =>
            Should.Throw<Refusal>(() => CalendarReading.Read(bytes)).Message.ShouldContain(why);
    }

    [Fact]
    public void Rules_that_go_on_for_ever_are_followed_only_where_somebody_looks()
    {
        var watch = Stopwatch.StartNew();
        var text = new StringBuilder("BEGIN:VCALENDAR\n");
        for (var i = 0; i < 5000; i++)
            text.Append(
                $"BEGIN:VEVENT\nUID:{i}\nSUMMARY:Sync\nDTSTART:19000101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
            );
        var file = CalendarReading.Read(Encoding.UTF8.GetBytes(text + "END:VCALENDAR\n"));
        file.Events.Sum(entry => entry.Days(new(2026, 1, 1), new(2026, 1, 31)).Count()).ShouldBe(5000 * 31);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Time_zones_of_other_programs_are_understood_or_told()
    {
        var file = CalendarReading.Read(
            Text(
                """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;TZID="W. Europe Standard Time":20260701T100000
                SUMMARY:From\, Outlook\; in
                 \ntwo lines
                ORGANIZER;CN=Ada:MAILTO:Ada@Example.org
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;TZID=Customized Time Zone:20260701T100000
                RRULE:FREQ=YEARLY;BYMONTH=7;BYDAY=1WE
                END:VEVENT
                END:VCALENDAR
                """
            )
        );
        file.Events[0].Start.ToUtc(TimeZoneInfo.Utc).Hour.ShouldBe(8);
        file.Events[0].Summary.ShouldBe("From, Outlook; in\ntwo lines");
        file.Events[0].Organizer.ShouldBe("ada@example.org");
        file.Events[1].Start.ToUtc(LocalTime.Zone("Asia/Kolkata")).Hour.ShouldBe(4);
        file.Notes.Single().ShouldContain("Customized Time Zone");
        file.Events[1].Problem!.ShouldContain("Line 10: ");
    }

    [Fact]
    public void A_calendar_says_what_was_kept_moved_struck_out_and_left_out()
    {
        // Tuesdays at 10:00 in Berlin: 3 kept, 10 moved to the 12th, 17 struck out, 24 cancelled, 31 alone on the 30th.
        var file = CalendarReading.Read(
            Text(
                """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                UID:s
                SUMMARY:Leadership review (weekly)
                DTSTART;TZID=Europe/Berlin:20260303T100000
                RRULE:FREQ=WEEKLY;UNTIL=20260325T000000Z
                EXDATE;TZID=Europe/Berlin:20260317T100000
                END:VEVENT
                BEGIN:VEVENT
                UID:s
                RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000
                SUMMARY:Leadership review (weekly)
                DTSTART:20260312T130000Z
                END:VEVENT
                BEGIN:VEVENT
                UID:s
                RECURRENCE-ID:20260324T090000Z
                SUMMARY:Leadership review (weekly)
                DTSTART:20260324T090000Z
                STATUS:CANCELLED
                END:VEVENT
                BEGIN:VEVENT
                UID:t
                SUMMARY:leadership REVIEW
                DTSTART:20260330T080000Z
                END:VEVENT
                BEGIN:VEVENT
                UID:u
                SUMMARY:Leadership review
                DTSTART:20260414T080000Z
                END:VEVENT
                BEGIN:VEVENT
                UID:x
                SUMMARY:Dinner
                DTSTART:20260407T080000Z
                END:VEVENT
                END:VCALENDAR
                """
            )
        );
        var match = new CalendarMatch("leadership review*", null, null);
        var cadence = CadenceSamples.Weekly(new(2026, 3, 3));
        var found = CalendarMatching.Find(
            cadence,
            [.. file.Events.Where(match.Holds)],
            Holidays.None,
            new(2026, 3, 1),
            new DateTime(2026, 4, 20, 0, 0, 0, DateTimeKind.Utc)
        );
        string.Join(", ", found.Select(row => $"{row.PlannedOn:d MMM} {row.State}{row.MovedToOn?.ToString(" d.")}"))
            .ShouldBe(
                "3 Mar Kept, 10 Mar Moved 12., 17 Mar Cancelled, 24 Mar Cancelled, 31 Mar Moved 30., 7 Apr Missed, 14 Apr Kept"
            );
        found[1].MovedToMinute.ShouldBe(14 * 60);
        new CalendarMatch("*sync*", null, null).Holds(file.Events[0]).ShouldBeFalse();
        new CalendarMatch(null, "ada@example.org", "s").Holds(file.Events[0]).ShouldBeFalse();
        new CalendarMatch(null, null, "s").Holds(file.Events[0]).ShouldBeTrue();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
