using System.Globalization;
using Binnacle.Platform.Cadences;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Cadences;

public sealed class WorkingTimeTests
{
    private static readonly TimeZoneInfo Berlin = LocalTime.Zone("Europe/Berlin");
    private static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    private static readonly TimeZoneInfo[] Zones =
    [
        TimeZoneInfo.Utc,
        Berlin,
        LocalTime.Zone("America/New_York"),
        // Clocks change by half an hour, and at midnight.
        LocalTime.Zone("Australia/Lord_Howe"),
        LocalTime.Zone("America/Havana"),
        LocalTime.Zone("Pacific/Apia"),
    ];

    [Theory]
    // Berlin, 9:00 to 17:00, Friday 1 May 2026 is a holiday; times are UTC, in winter an hour behind and in summer two.
    [InlineData("2026-03-02 09:00", "2026-03-02 11:30", 2.5)]
    [InlineData("2026-03-02 05:00", "2026-03-02 23:00", 8)]
    [InlineData("2026-03-02 15:30", "2026-03-03 08:30", 1)]
    [InlineData("2026-03-06 15:00", "2026-03-09 09:00", 2)]
    [InlineData("2026-03-07 00:00", "2026-03-08 22:00", 0)]
    [InlineData("2026-04-30 14:00", "2026-05-04 08:00", 2)]
    [InlineData("2026-03-27 12:00", "2026-03-30 12:00", 9)]
    [InlineData("2026-03-03 12:00", "2026-03-02 12:00", 0)]
    public void Nights_weekends_and_holidays_do_not_pass(string from, string to, double hours)
    {
        var calendar = new WorkingCalendar(
            Berlin,
            540,
            1020,
            WorkingCalendar.MondayToFriday,
            day => day == new DateOnly(2026, 5, 1)
        );
        WorkingTime.Between(Utc(from), Utc(to), calendar).TotalHours.ShouldBe(hours, 1e-9);
        WorkingTime.DaysBetween(Utc(from), Utc(to), calendar).ShouldBe(hours / 8, 1e-9);
    }

    [Theory]
    // Sunday 29 March 2026 has 23 hours in Berlin, Sunday 25 October has 25.
    [InlineData("2026-03-28 23:00", "2026-03-29 22:00", 23)]
    [InlineData("2026-10-24 22:00", "2026-10-25 23:00", 25)]
    public void A_day_on_which_clocks_change_is_as_long_as_it_is(string from, string to, double hours)
    {
        var calendar = new WorkingCalendar(Berlin, 0, 1440, Enum.GetValues<DayOfWeek>());
        WorkingTime.Between(Utc(from), Utc(to), calendar).TotalHours.ShouldBe(hours, 1e-9);
        calendar.On(DateOnly.FromDateTime(Utc(to))).ShouldBe(new(Utc(from), Utc(to)));
    }

    [Fact]
    public void It_adds_up_and_is_never_more_than_the_clock_says() =>
        Prop.ForAll(
                Intervals(),
                sample =>
                {
                    var (calendar, first, second, third) = sample;
                    var whole = WorkingTime.Between(first, third, calendar);
                    whole.ShouldBe(
                        WorkingTime.Between(first, second, calendar) + WorkingTime.Between(second, third, calendar)
                    );
                    whole.ShouldBeLessThanOrEqualTo(third - first);
                    whole.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
                    WorkingTime.Between(third, first, calendar).ShouldBe(TimeSpan.Zero);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Work_round_the_clock_is_the_time_of_the_clock() =>
        Prop.ForAll(
                Intervals(),
                sample =>
                {
                    var always = new WorkingCalendar(sample.Calendar.Zone, 0, 1440, Enum.GetValues<DayOfWeek>());
                    WorkingTime.Between(sample.First, sample.Third, always).ShouldBe(sample.Third - sample.First);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void It_does_not_pass_while_nobody_works() =>
        Prop.ForAll(
                Intervals(),
                sample =>
                {
                    var zone = sample.Calendar.Zone;
                    var never = new WorkingCalendar(zone, 540, 1020, WorkingCalendar.MondayToFriday, _ => true);
                    WorkingTime.Between(sample.First, sample.Third, never).ShouldBe(TimeSpan.Zero);
                    var local = DateOnly.FromDateTime(LocalTime.ToLocal(sample.First, zone));
                    var saturday = local.AddDays((int)DayOfWeek.Saturday - (int)local.DayOfWeek);
                    WorkingTime
                        .Between(
                            LocalTime.ToUtc(saturday, 0, zone),
                            LocalTime.ToUtc(saturday.AddDays(2), 0, zone),
                            new(zone, 480, 1080, WorkingCalendar.MondayToFriday)
                        )
                        .ShouldBe(TimeSpan.Zero);
                }
            )
            .QuickCheckThrowOnFailure();

    private static Arbitrary<(WorkingCalendar Calendar, DateTime First, DateTime Second, DateTime Third)> Intervals() =>
        (
            from zone in Gen.Elements(Zones)
            from start in Gen.Choose(0, 1439)
            from end in Gen.Choose(start + 1, 1440)
            from days in Gen.SubListOf(Enum.GetValues<DayOfWeek>())
            from off in Gen.Choose(1, 9)
            from minutes in Gen.ArrayOf(Gen.Choose(0, 60 * 24 * 400), 3)
            let moments = minutes.Order().Select(minute => Monday.AddMinutes(minute)).ToList()
            select (
                new WorkingCalendar(zone, start, end, [.. days], day => day.DayNumber % off == 1),
                moments[0],
                moments[1],
                moments[2]
            )
        ).ToArbitrary();

    private static DateTime Utc(string text) =>
        DateTime.Parse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );
}
