namespace Binnacle.Platform.Data;

public static class UtcTimes
{
    /// <summary>Times are UTC: one that does not say its zone is taken for it.</summary>
    public static DateTime AsUtc(this DateTime at) =>
        at.Kind is DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc);
}
