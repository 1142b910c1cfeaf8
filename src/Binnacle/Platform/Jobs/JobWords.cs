using Binnacle.Platform.Web;

namespace Binnacle.Platform.Jobs;

public static class JobWords
{
    /// <summary>"8 s", "4 min", "2 h 5 min".</summary>
    public static string Duration(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 1 } => "under 1 s",
            { TotalSeconds: < 90 } => $"{time.TotalSeconds:0} s",
            { TotalMinutes: < 90 } => $"{time.TotalMinutes:0} min",
            _ => $"{(int)time.TotalHours} h {time.Minutes} min",
        };

    /// <summary>"42 %, about 4 min left".</summary>
    public static string? Rest(JobRow run, DateTime now)
    {
        if (run.Stopping)
            return "stopping";
        var share =
            run.Total > 0 ? $"{Wording.Plain(Math.Floor(100.0 * Math.Min(run.Done, run.Total) / run.Total))} %" : null;
        var left = run.Left(now) is { } time ? $"about {Duration(time)} left" : null;
        return share is null ? left
            : left is null ? share
            : $"{share}, {left}";
    }

    public static string Words(this JobOutcome outcome) =>
        outcome switch
        {
            JobOutcome.Done => "done",
            JobOutcome.Stopped => "stopped",
            JobOutcome.Failed => "failed",
            _ => "interrupted",
        };
}
