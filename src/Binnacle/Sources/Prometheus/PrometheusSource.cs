using System.Globalization;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Fetching;

namespace Binnacle.Sources.Prometheus;

/// <summary>
/// One point a day from a range query of Prometheus' HTTP API: the samples of the day (UTC) become one number, and the share
/// of samples that were there its coverage.
/// </summary>
public sealed class PrometheusSource(OutboundHttp http) : IFetchPoints
{
    /// <summary>Prometheus answers with at most so many samples of a series.</summary>
    private const int MostSamples = 11_000;

    private const int MostDays = 31;

    public SourceKind Kind => SourceKind.Prometheus;

    public bool WaitsForTheDaysEnd => true;

    public int DaysAtOnce(SourceSettings settings) =>
        Math.Clamp(MostSamples * settings.StepMinutes / (24 * 60), 1, MostDays);

    public void Require(SourceSettings settings)
    {
        SourceAddress.Require(settings);
        if (string.IsNullOrWhiteSpace(settings.Query))
            throw new Refusal("query", "Write the query in PromQL; it must give one series.");
        if (settings.StepMinutes is < 1 or > 24 * 60 || 24 * 60 % settings.StepMinutes != 0)
            throw new Refusal("stepMinutes", "Give minutes that a day divides into: 1, 5, 15, 60 …");
        if (!Enum.IsDefined(settings.Aggregation))
            throw new Refusal("aggregation", "Choose how the samples of a day become one number.");
    }

    public async Task<IReadOnlyList<MeasurePoint>> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var points = new List<MeasurePoint>();
        var days = DaysAtOnce(request.Settings);
        for (var from = request.From; from <= request.To; from = from.AddDays(days))
        {
            var to = from.AddDays(days - 1) < request.To ? from.AddDays(days - 1) : request.To;
            points.AddRange(await RangeAsync(request, from, to, cancellation));
        }
        return points;
    }

    private async Task<IEnumerable<MeasurePoint>> RangeAsync(
        FetchRequest request,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var settings = request.Settings;
        var start = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();
        var end =
            new DateTimeOffset(to.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds() - 1;
        var address = new Uri(
            $"{settings.Address!.TrimEnd('/')}/api/v1/query_range?query={Uri.EscapeDataString(settings.Query!)}&start={start}&end={end}&step={settings.StepMinutes * 60}"
        );
        var answer = await SourceAddress.GetAsync(
            http,
            address,
            settings,
            request.Secret,
            "application/json",
            cancellation
        );
        var samples = PrometheusAnswer.Samples(answer, address);
        var expected = 24 * 60 / settings.StepMinutes;
        return samples
            .GroupBy(sample => DateOnly.FromDateTime(sample.At))
            .Select(day => new MeasurePoint(
                day.Key,
                OfDay([.. day.Select(sample => sample.Value)], settings.Aggregation),
                Math.Min(1, Math.Round((double)day.Count() / Expected(day.Key, request.Now, expected), 4))
            ));
    }

    /// <summary>Of a day that is not over, as many as could be there by now.</summary>
    private static double Expected(DateOnly day, DateTime now, int ofDay) =>
        day == DateOnly.FromDateTime(now) ? Math.Max(1, Math.Ceiling(ofDay * now.TimeOfDay.TotalDays)) : ofDay;

    private static double OfDay(IReadOnlyList<double> samples, Aggregation aggregation) =>
        aggregation switch
        {
            Aggregation.Mean => samples.Average(),
            Aggregation.Median => Statistics.Median([.. samples]),
            Aggregation.Percentile95 => Statistics.Quantile([.. samples], 0.95),
            Aggregation.Min => samples.Min(),
            Aggregation.Max => samples.Max(),
            Aggregation.Sum => samples.Sum(),
            _ => samples[^1],
        };
}

/// <summary>The answer of <c>/api/v1/query_range</c>: one series, its samples in order; what is not a number is a gap.</summary>
internal static class PrometheusAnswer
{
    public static IReadOnlyList<(DateTime At, double Value)> Samples(OutboundAnswer answer, Uri address)
    {
        var place = OutboundHttp.Shown(address);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(answer.Body);
        }
        catch (JsonException)
        {
            throw answer.IsGood
                ? new OutboundFailure(
                    $"{place}: expected the JSON of Prometheus' API, found something else. Is the address that of Prometheus?"
                )
                : SourceAddress.BadStatus(address, answer.Status);
        }
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("status", out var status))
                throw new OutboundFailure($"{place}: expected the JSON of Prometheus' API, found other JSON.");
            if (status.GetString() != "success")
                throw new OutboundFailure(
                    $"{place}: expected a result, found {Text(root, "errorType")}: {Text(root, "error")}."
                );
            var data = root.GetProperty("data");
            if (data.GetProperty("resultType").GetString() is var type && type != "matrix")
                throw new OutboundFailure($"{place}: expected a series over time, found a {type}.");
            var series = data.GetProperty("result");
            return series.GetArrayLength() switch
            {
                0 => [],
                1 => Read(series[0], place),
                var count => throw new OutboundFailure(
                    $"{place}: expected one series, found {count}. Put sum(…), avg(…) or max(…) around the query."
                )
                {
                    MayPass = false,
                },
            };
        }
    }

    private static List<(DateTime, double)> Read(JsonElement series, string place)
    {
        var samples = new List<(DateTime, double)>();
        foreach (var sample in series.GetProperty("values").EnumerateArray())
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds((long)(sample[0].GetDouble() * 1000)).UtcDateTime;
            var text = sample[1].GetString();
            // No number, and numbers without end, are gaps.
            if (text is "NaN" or "+Inf" or "-Inf")
                continue;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new OutboundFailure($"{place}: expected numbers, found “{text}”.");
            samples.Add((at, value));
        }
        return samples;
    }

    private static string Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out var text) ? text.ToString() : "an error";
}
