using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Cadences;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Cadences;

public sealed class LocalTimeTests
{
    private static readonly string[] Zones =
    [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Africa/Casablanca",
        "UTC",
    ];

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-24", 600, "2026-03-24T09:00")]
    [InlineData("Europe/Berlin", "2026-03-31", 600, "2026-03-31T08:00")]
    // Left out: read with the offset before the gap, so 02:30 becomes 03:30.
    [InlineData("Europe/Berlin", "2026-03-29", 150, "2026-03-29T01:30")]
    // Twice there: the first of the two.
    [InlineData("Europe/Berlin", "2026-10-25", 150, "2026-10-25T00:30")]
    [InlineData("America/New_York", "2026-03-08", 150, "2026-03-08T07:30")]
    [InlineData("America/New_York", "2026-11-01", 90, "2026-11-01T05:30")]
    // Half an hour.
    [InlineData("Australia/Lord_Howe", "2026-10-04", 135, "2026-10-03T15:45")]
    public void An_hour_that_is_missing_or_comes_twice_has_a_rule(string zone, string day, int minute, string utc) =>
        LocalTime
            .ToUtc(DateOnly.Parse(day, CultureInfo.InvariantCulture), minute, LocalTime.Zone(zone))
            .ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)
            .ShouldBe(utc);

    [Fact]
    public void A_local_hour_stays_that_hour_wherever_clocks_change() =>
        Prop.ForAll(
                Gen.Choose(0, 365 * 20).ToArbitrary(),
                Gen.Choose(0, (24 * 60) - 1).ToArbitrary(),
                Gen.Choose(0, Zones.Length - 1).ToArbitrary(),
                (days, minute, zone) =>
                {
                    var place = LocalTime.Zone(Zones[zone]);
                    var day = new DateOnly(2012, 1, 1).AddDays(days);
                    var wanted = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
                    var utc = LocalTime.ToUtc(day, minute, place);
                    var back = LocalTime.ToLocal(utc, place);
                    return utc.Kind == DateTimeKind.Utc
                        && (
                            place.IsInvalidTime(wanted)
                                ? back > wanted && back - wanted <= TimeSpan.FromHours(1)
                                : back == wanted
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Later_local_times_are_never_earlier_moments_but_inside_a_change() =>
        Prop.ForAll(
                Gen.Choose(0, 365 * 10).ToArbitrary(),
                Gen.Choose(0, Zones.Length - 1).ToArbitrary(),
                (days, zone) =>
                {
                    var place = LocalTime.Zone(Zones[zone]);
                    var day = new DateOnly(2020, 1, 1).AddDays(days);
                    // From one midday to the next lie 22 to 26 hours, whatever happens in between.
                    var gap = LocalTime.ToUtc(day.AddDays(1), 720, place) - LocalTime.ToUtc(day, 720, place);
                    return gap.TotalHours is >= 22 and <= 26;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("Berlin")]
    [InlineData("../../etc/passwd")]
    [InlineData("Europe/Nowhere")]
    [InlineData("W. Europe Standard Time")]
    public void Only_names_of_the_tz_database_are_time_zones(string zone) =>
        Should.Throw<Refusal>(() => LocalTime.Zone(zone)).Field.ShouldBe("zone");
}
