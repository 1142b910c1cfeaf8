using System.Diagnostics;
using System.Globalization;
using System.Text;
using Binnacle.Platform.Cadences;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Cadences;

public sealed class CalendarFeedTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly DateTime Changed = new(2026, 11, 20, 8, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Europe/Berlin", "FREQ=WEEKLY;BYDAY=TU")]
    [InlineData("America/New_York", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH")]
    [InlineData("Africa/Casablanca", "FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("Australia/Sydney", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO")]
    [InlineData("UTC", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")]
    public async Task Two_parsers_that_know_nothing_of_us_find_the_same_meetings(string zone, string rule)
    {
        var starts = new DateOnly(2026, 1, 1);
        var bare = CadenceSamples.Weekly(starts, rule, zone);
        var days = bare.Between(Holidays.None, starts, new(2027, 12, 31)).Select(row => row.PlannedOn).ToList();
        var off = CadenceSamples.Off((days[2].ToString("O"), "Break"), (days[5].ToString("O"), "Break"));
        var cadence = CadenceSamples.Weekly(
            starts,
            rule,
            zone,
            marks:
            [
                CadenceSamples.Mark(days[1], MarkState.Moved, days[1].AddDays(1), 915),
                CadenceSamples.Mark(days[3], MarkState.Cancelled),
                CadenceSamples.Mark(days[4], MarkState.Kept),
            ]
        );
        var expected = cadence
            .Occurrences(off, starts, new(2027, 6, 1))
            .Where(row => row.State is not OccurrenceState.Cancelled)
            .Select(row => row.StartsAt.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture))
            .Where(at => string.CompareOrdinal(at, "2027-05-01") < 0)
            .Order(StringComparer.Ordinal)
            .ToList();

        var read = await ReadAsync(Write(cadence, off), "2026-01-01", "2027-05-01");

        read.Select(line => line.Parser).ShouldBe(["icalendar", "vobject"]);
        foreach (var line in read)
        {
            line.Uid.ShouldBe("019a000000007000800000000000000a-1@binnacle");
            line.Starts.ShouldBe(expected, line.Parser);
        }
    }

    [Fact]
    public async Task A_new_rule_is_a_series_of_its_own_that_begins_where_the_old_one_ends()
    {
        var cadence = CadenceSamples.Weekly(new(2026, 1, 6));
        cadence = cadence with
        {
            Rules =
            [
                .. cadence.Rules,
                new(
                    2,
                    new(2026, 3, 30),
                    RecurrenceText.Read("FREQ=WEEKLY;BYDAY=MO"),
                    "America/New_York",
                    540,
                    45,
                    CadenceSamples.Long
                ),
            ],
            EndedOn = new(2026, 4, 15),
            EndedAt = CadenceSamples.Long,
        };
        var read = await ReadAsync(Write(cadence, Holidays.None), "2026-03-10", "2026-12-31");
        read.Where(line => line.Uid.EndsWith("-1@binnacle", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Text == "2026-03-10T09:00Z 2026-03-17T09:00Z 2026-03-24T09:00Z");
        read.Where(line => line.Uid.EndsWith("-2@binnacle", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Text == "2026-03-30T13:00Z 2026-04-06T13:00Z 2026-04-13T13:00Z");
        read.Count.ShouldBe(4);
    }

    [Fact]
    public void Lines_end_by_CRLF_fold_at_75_octets_and_never_inside_a_character() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                Gen.Choose(0, 90).ToArbitrary(),
                (words, padding) =>
                {
                    var text = StringText(new string('é', padding) + words.Get + ";,\\\n😀");
                    var written = new CalendarText().Words("SUMMARY", text).ToString();
                    var lines = written.Split("\r\n");
                    lines[^1].ShouldBeEmpty();
                    foreach (var line in lines)
                        Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(75);
                    written.Replace("\r\n", "", StringComparison.Ordinal).Any(char.IsControl).ShouldBeFalse();
                    var file = CalendarReading.Read(
                        Encoding.UTF8.GetBytes(
                            $"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260101T100000Z\r\n{written}END:VEVENT\r\nEND:VCALENDAR\r\n"
                        )
                    );
                    return file.Events[0].Summary == text;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_records_give_the_same_bytes_and_ours_reads_what_ours_writes()
    {
        var cadence = CadenceSamples.Weekly(
            new(2026, 1, 6),
            marks: [CadenceSamples.Mark(new(2026, 12, 1), MarkState.Cancelled)]
        );
        var text = Write(cadence, Holidays.None);
        Write(cadence, Holidays.None).ShouldBe(text);
        var file = CalendarReading.Read(Encoding.UTF8.GetBytes(text));
        file.Notes.ShouldBeEmpty();
        file.Events.Count.ShouldBe(2);
        file.Events.ShouldAllBe(entry => entry.Problem == null);
        text.ShouldContain("RECURRENCE-ID;TZID=Europe/Berlin:20261201T100000\r\n");
        text.ShouldContain("STATUS:CANCELLED\r\n");
        text.ShouldContain("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n");
        text.ShouldContain("DTSTAMP:20261120T083000Z\r\n");
        text.ShouldContain("SEQUENCE:3\r\n");
    }

    private static string Write(CadenceRecord cadence, Holidays holidays) =>
        CalendarWriting.Write(
            "Cadences of Überbau, Köln; all",
            [
                new(
                    cadence,
                    "Room 3, https://meet.example/a;b",
                    "# Agenda\n\n- numbers, first\n- " + new string('ü', 120),
                    3,
                    Changed,
                    "https://binnacle.example/cadences/1"
                ),
            ],
            holidays,
            Today
        );

    /// <summary>What a file can hold at all: no control characters, no half characters.</summary>
    private static string StringText(string text) =>
        new([
            .. Encoding
                .UTF8.GetString(Encoding.UTF8.GetBytes(text))
                .ReplaceLineEndings("\n")
                .Where(letter => letter == '\n' || !char.IsControl(letter)),
        ]);

    private sealed record Read(string Parser, string Uid, string Text)
    {
        public IReadOnlyList<string> Starts => Text.Split(' ');
    }

    private static async Task<List<Read>> ReadAsync(string text, string from, string to)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            // The distribution's python, which has the distribution's packages; another may stand before it on the path.
            var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
            var start = new ProcessStartInfo(python, [Script(), file, from, to])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, await error);
            return
            [
                .. (await output)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => line.Split(' ', 3))
                    .Select(parts => new Read(parts[0], parts[1], parts[2])),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Binnacle.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests", "read_calendar.py");
    }
}
