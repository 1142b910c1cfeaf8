namespace Binnacle.Commands;

/// <summary>What a scan tells of: 24 months up to the newest change, or from <c>--since</c> on. UTC, the first moment not included.</summary>
internal sealed record ScanWindow(DateTime Since, DateTime WorkSince, DateTime End)
{
    private const int Months = 24;
    private const int MonthsOfWork = 12;

    public static ScanWindow Of(DateTime? since, DateTime end) =>
        since is { } first
            ? new(first.AddTicks(-1), first.AddTicks(-1), end)
            : new(end.AddMonths(-Months), end.AddMonths(-MonthsOfWork), end);
}
