namespace Binnacle.Platform.Cadences;

/// <summary>
/// The moment of a local day and hour. A meeting at 10:00 in Berlin stays at 10:00 there when clocks change. Twice a year an
/// hour is different, and RFC 5545 (3.3.5) says what is meant: an hour that is left out is read with the offset before the
/// gap (02:30 becomes 03:30), one that comes twice is the first of the two.
/// </summary>
public static class LocalTime
{
    /// <exception cref="Refusal">The time zone is not known here.</exception>
    public static TimeZoneInfo Zone(string? id) =>
        ZoneOrNull(id)
        ?? throw new Refusal("zone", $"“{id}” is not a time zone. Give its name as Europe/Berlin or UTC.");

    /// <summary>By its IANA name alone, so that every calendar program reads what we write.</summary>
    public static TimeZoneInfo? ZoneOrNull(string? id)
    {
        var name = id?.Trim() ?? "";
        var isName =
            name is "UTC"
            || (name.Contains('/', StringComparison.Ordinal) && !name.Contains("..", StringComparison.Ordinal));
        return isName && name.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
    }

    public static DateTime ToUtc(DateOnly day, int minute, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        if (zone.IsAmbiguousTime(local))
            return Utc(local, zone.GetAmbiguousTimeOffsets(local).Max());
        if (!zone.IsInvalidTime(local))
            return Utc(local, zone.GetUtcOffset(local));
        var before = local;
        while (zone.IsInvalidTime(before))
            before = before.AddMinutes(-15);
        return Utc(local, zone.GetUtcOffset(before));
    }

    public static DateTime ToLocal(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    /// <summary>10:00</summary>
    public static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    private static DateTime Utc(DateTime local, TimeSpan offset) =>
        DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
}
