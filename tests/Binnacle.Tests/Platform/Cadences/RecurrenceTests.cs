using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Cadences;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Cadences;

public sealed class RecurrenceTests
{
    [Theory]
    // From RFC 5545, 3.8.5.3, with what it says comes out.
    [InlineData("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01", "1 3 5 15 17 19 29")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "5 10 19 24")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "5 17 19 31")]
    [InlineData("FREQ=MONTHLY;BYDAY=1FR", "1997-09-05", "5")]
    [InlineData("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", "22")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "28")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=2,15", "1997-09-02", "2 15")]
    [InlineData("FREQ=MONTHLY;BYDAY=TU", "1997-09-02", "2 9 16 23 30")]
    [InlineData("FREQ=DAILY;INTERVAL=10;COUNT=3", "1997-09-02", "2 12 22")]
    [InlineData("FREQ=DAILY;BYDAY=SA,SU", "1997-09-02", "6 7 13 14 20 21 27 28")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13", "13")]
    public void Examples_of_the_standard(string rule, string start, string days)
    {
        var first = DateOnly.Parse(start, CultureInfo.InvariantCulture);
        var end = new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month));
        var found = RecurrenceText.Read(rule).Dates(first, first, end).Select(day => day.Day);
        string.Join(' ', found).ShouldBe(days);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY", "more often than once a day")]
    [InlineData("FREQ=HOURLY;COUNT=3", "more often than once a day")]
    [InlineData("INTERVAL=2", "FREQ is missing")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0", "INTERVAL is a whole number from 1 to 1000, found “0”")]
    [InlineData("FREQ=WEEKLY;BYDAY=1TU", "a number before a day is for FREQ=MONTHLY")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "“XX” is not a day as TU")]
    [InlineData("FREQ=WEEKLY;BYHOUR=1", "BYHOUR is not supported")]
    [InlineData("FREQ=DAILY;COUNT=1000000", "COUNT is a whole number from 1 to 2000")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20270101", "not given together")]
    [InlineData("FREQ=WEEKLY;FREQ=DAILY", "FREQ is there twice")]
    [InlineData("every Tuesday", "“every Tuesday” is not a part")]
    public void What_is_no_rhythm_of_meetings_is_refused_by_name(string rule, string why) =>
        Should.Throw<Refusal>(() => RecurrenceText.Read(rule)).Message.ShouldContain(why);

    [Fact]
    public void What_is_written_reads_the_same() =>
        ForRules((rule, _) => Same(RecurrenceText.Read(rule.Write()), rule));

    [Fact]
    public void Looking_at_a_part_gives_the_days_of_the_whole_that_lie_in_it() =>
        ForRules(
            (rule, start) =>
            {
                var whole = rule.Dates(start, start, start.AddDays(1500)).ToList();
                foreach (var (from, to) in new[] { (0, 40), (90, 200), (700, 1500), (3, 3) })
                {
                    var part = rule.Dates(start, start.AddDays(from), start.AddDays(to)).ToList();
                    part.ShouldBe(
                        whole.Where(day => day >= start.AddDays(from) && day <= start.AddDays(to)),
                        $"{rule.Write()} from {start}"
                    );
                }
                whole.ShouldBe(whole.Distinct().Order());
                return whole.TrueForAll(day => day >= start);
            }
        );

    [Fact]
    public void Every_day_answers_its_rule() =>
        ForRules(
            (rule, start) =>
                rule.Dates(start, start, start.AddDays(2000))
                    .All(day =>
                        (rule.Days.Count == 0 || rule.Days.Any(each => each.Day == day.DayOfWeek))
                        && (rule.Until is null || day <= rule.Until)
                        && (
                            rule.Frequency is not Frequency.Daily
                            || (day.DayNumber - start.DayNumber) % rule.Interval == 0
                        )
                        && (
                            rule.Frequency is not Frequency.Monthly
                            || (((day.Year - start.Year) * 12) + day.Month - start.Month) % rule.Interval == 0
                        )
                    )
        );

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", "every Tuesday")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "every second Tuesday and Thursday")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "the first Monday of every third month")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of every month")]
    [InlineData("FREQ=DAILY;UNTIL=20270301", "every day until 1 Mar 2027")]
    public void Rules_read_as_words(string rule, string words) =>
        RecurrenceText.Read(rule).InWords(new(2026, 1, 6)).ShouldBe(words);

    private static bool Same(Recurrence one, Recurrence other) => one.Write() == other.Write();

    private static void ForRules(Func<Recurrence, DateOnly, bool> holds) =>
        Prop.ForAll(
                Gen.Choose(0, 1_000_000).ToArbitrary(),
                seed =>
                {
                    var random = new Random(seed);
                    var start = new DateOnly(2024, 1, 1).AddDays(random.Next(900));
                    return holds(Rule(random, start), start);
                }
            )
            .QuickCheckThrowOnFailure();

    private static Recurrence Rule(Random random, DateOnly start)
    {
        var frequency = (Frequency)random.Next(4);
        var days = Enumerable
            .Range(0, frequency is Frequency.Yearly ? 0 : random.Next(4))
            .Select(_ => new RuleDay(
                (DayOfWeek)random.Next(7),
                frequency is Frequency.Monthly && random.Next(2) == 0
                    ? new[] { 1, 2, 3, 4, 5, -1, -2 }[random.Next(7)]
                    : null
            ))
            .Distinct()
            .ToList();
        var rule = new Recurrence(
            frequency,
            random.Next(1, 5),
            days,
            frequency is Frequency.Monthly && days.Count == 0 && random.Next(2) == 0 ? [random.Next(1, 32)] : [],
            (DayOfWeek)random.Next(2)
        );
        return random.Next(4) switch
        {
            0 => rule with { Count = random.Next(1, 60) },
            1 => rule with { Until = start.AddDays(random.Next(500)) },
            _ => rule,
        };
    }
}
