using System.Globalization;
using System.Text.Json;
using Binnacle.Platform.Signals.Detection;

namespace Binnacle.Platform.Signals;

/// <summary>How a digest is written down.</summary>
internal static class DigestText
{
    public const int Weeks = 26;

    public static ChangeFinding? Change(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<ChangeFinding>(json);

    public static string Of(ChangeFinding finding) => JsonSerializer.Serialize(finding);

    /// <summary>Means of the 26 weeks that end with the newest point.</summary>
    public static string WeeksOf(IReadOnlyList<MeasurePoint> points)
    {
        if (points.Count == 0)
            return "";
        var end = points[^1].Date.DayNumber;
        var sums = new (double Sum, int Count)[Weeks];
        for (var index = points.Count - 1; index >= 0; index--)
        {
            var week = Weeks - 1 - ((end - points[index].Date.DayNumber) / 7);
            if (week < 0)
                break;
            sums[week] = (sums[week].Sum + points[index].Value, sums[week].Count + 1);
        }
        return string.Join(
            ',',
            sums.Select(week =>
                week.Count == 0 ? "" : (week.Sum / week.Count).ToString("G6", CultureInfo.InvariantCulture)
            )
        );
    }

    public static IReadOnlyList<double?> Read(string weeks) =>
        weeks.Length == 0
            ? []
            :
            [
                .. weeks
                    .Split(',')
                    .Select(text =>
                        text.Length == 0 ? (double?)null : double.Parse(text, CultureInfo.InvariantCulture)
                    ),
            ];
}
