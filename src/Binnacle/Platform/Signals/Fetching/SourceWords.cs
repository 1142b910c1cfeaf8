using Binnacle.Platform.Outbound;

namespace Binnacle.Platform.Signals.Fetching;

public static class SourceWords
{
    public static string Of(SourceKind kind) =>
        kind switch
        {
            SourceKind.Check => "a check of Binnacle",
            SourceKind.Prometheus => "Prometheus",
            SourceKind.Sql => "SQL",
            SourceKind.HttpJson => "JSON over HTTP",
            _ => "CSV over HTTP",
        };

    public static string Of(FetchSchedule schedule) =>
        schedule switch
        {
            FetchSchedule.Hourly => "every hour",
            FetchSchedule.Daily => "every day",
            _ => "every Monday",
        };

    /// <summary>Where it asks, without anything that might be secret.</summary>
    public static string? Place(SourceSettings settings) =>
        Uri.TryCreate(settings.Address, UriKind.Absolute, out var address) ? OutboundHttp.Shown(address) : null;

    public static string Of(Aggregation aggregation) =>
        aggregation switch
        {
            Aggregation.Percentile95 => "95th percentile",
            Aggregation.Min => "smallest",
            Aggregation.Max => "largest",
            Aggregation.Last => "last of the day",
            var other => other.ToString().ToLowerInvariant(),
        };
}
