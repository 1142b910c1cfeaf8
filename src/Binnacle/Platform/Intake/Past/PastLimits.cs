using System.Globalization;
using Binnacle.Platform.Outbound;

namespace Binnacle.Platform.Intake.Past;

/// <summary>
/// When a tool wants to be asked again. GitHub: X-RateLimit-Remaining and -Reset (seconds since 1970), 403 or 429 with Retry-After for
/// its secondary limits. GitLab: RateLimit-Remaining and -Reset (since 1970). PagerDuty: ratelimit-reset (seconds from
/// now). Jira: Retry-After, X-RateLimit-Reset as a date.
/// </summary>
public static class PastLimits
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>As GitHub asks of those whom it told nothing else.</summary>
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);

    /// <returns>Null where the next request may be made at once.</returns>
    public static DateTime? Until(OutboundAnswer answer, DateTime now)
    {
        var (after, reset) = (RetryAfter(answer, now), Reset(answer, now));
        if (IsRefused(answer))
            return Within(after ?? (Remaining(answer) is 0 or null ? reset : null) ?? now + Unsaid, now);
        return Remaining(answer) == 0 && reset is not null ? Within(reset.Value, now) : null;
    }

    /// <summary>Whether this very request has to be made again.</summary>
    public static bool IsRefused(OutboundAnswer answer) =>
        answer.Status == 429
        || (answer.Status == 503 && answer.Headers.ContainsKey("Retry-After"))
        || (
            answer.Status == 403
            && (
                answer.Headers.ContainsKey("Retry-After")
                || Remaining(answer) == 0
                || answer.Text.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
            )
        );

    private static long? Remaining(OutboundAnswer answer) =>
        Header(answer, "X-RateLimit-Remaining", "RateLimit-Remaining") is { } text
        && long.TryParse(text, CultureInfo.InvariantCulture, out var remaining)
            ? remaining
            : null;

    private static DateTime? RetryAfter(OutboundAnswer answer, DateTime now) =>
        Header(answer, "Retry-After") is { } text ? Moment(text, now) : null;

    private static DateTime? Reset(OutboundAnswer answer, DateTime now) =>
        Header(answer, "X-RateLimit-Reset", "RateLimit-Reset") is { } text ? Moment(text, now) : null;

    private static DateTime? Moment(string text, DateTime now)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return seconds switch
            {
                < 0 or double.NaN => now,
                < 1_000_000_000 => now.AddSeconds(Math.Min(seconds, Longest.TotalSeconds)),
                < 100_000_000_000 => DateTime.UnixEpoch.AddSeconds(seconds),
                _ => now + Unsaid,
            };
        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment.UtcDateTime
            : null;
    }

    private static DateTime Within(DateTime until, DateTime now) =>
        until < now.AddSeconds(1) ? now.AddSeconds(1)
        : until > now + Longest ? now + Longest
        : until;

    private static string? Header(OutboundAnswer answer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (answer.Headers.TryGetValue(name, out var value))
                return value.Split(',')[0].Trim();
        return null;
    }
}
