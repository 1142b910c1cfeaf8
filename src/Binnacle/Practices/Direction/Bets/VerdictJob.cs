using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Bets;

/// <summary>Each night: judges the bets whose check date has come.</summary>
internal sealed class VerdictJob(AppDbs databases) : IJob
{
    public const string Id = "judge-bets";

    public string Name => Id;

    public string Schedule => "0 6 0 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Judge bets whose day has come")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var today = db.Today;
        var due = await db.Set<Hypothesis>()
            .Include(row => row.Verdict)
            .Where(row => row.Verdict == null && row.CheckOn <= today)
            .OrderBy(row => row.CheckOn)
            .ToListAsync(cancellation);
        var judged = 0;
        foreach (var hypothesis in due)
            judged += await db.JudgeAsync(hypothesis, cancellation) ? 1 : 0;
        return judged == 0 ? "No bet was due." : $"{Words.Count(judged, "bet")} judged.";
    }
}
