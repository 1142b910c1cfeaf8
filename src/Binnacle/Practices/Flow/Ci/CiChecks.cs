using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Fact = Binnacle.Platform.Checks.Fact;

namespace Binnacle.Practices.Flow.Ci;

/// <summary>A run of a pipeline that ended, as the check sees it.</summary>
public readonly record struct FeedbackRecord(Guid RepositoryId, DateTime EndedAt, double Minutes);

internal sealed class FeedbackLoading : IRecordSource
{
    /// <summary>Days for which these do not reach back stay unknown: an evaluation has to end.</summary>
    private const int Most = 400_000;

    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var rows = db.Set<Build>()
            .AsNoTracking()
            .Where(row => row.ParentId == null && row.RepositoryId != null && row.EndedAt != null)
            .Where(row => row.Outcome == RunOutcome.Success || row.Outcome == RunOutcome.Failure)
            .OrderByDescending(row => row.EndedAt)
            .Take(Most)
            // Without names and commits: of hundreds of thousands only the times are asked.
            .Select(row => new CiRun(
                row.Id,
                null,
                row.RepositoryId,
                null,
                null,
                row.QueuedAt,
                row.StartedAt,
                row.EndedAt,
                row.Outcome
            ))
            .AsAsyncEnumerable();
        var counted = new List<FeedbackRecord>();
        await foreach (var run in rows.WithCancellation(cancellation))
            if (run.Feedback is { } feedback)
                counted.Add(new(run.RepositoryId!.Value, run.EndedAt!.Value, feedback.TotalMinutes));
        records.With<FeedbackRecord>(counted);
    }
}

internal static class CiChecks
{
    private const int WindowDays = 28;
    private const int FewestRuns = 10;

    private static readonly Threshold Minutes = new(
        "flow.feedback-minutes",
        "Minutes from push to the end of CI that three of four runs stay under",
        15,
        "minutes",
        1,
        240
    );

    public static readonly Check Feedback = new(
        "flow.feedback",
        "Feedback arrives fast",
        "Time from queued to the end of the CI run that three of four runs (p75) of the last 28 days stay under. At risk past the limit, not kept past twice the limit.",
        "Needs runs from CI",
        Evaluate,
        Version: 2
    )
    {
        Thresholds = [Minutes],
        EdgeCases =
        [
            "A run counts from the moment it was queued, or started where the tool tells no queue; jobs inside a run are not counted again.",
            "Cancelled and skipped runs and those without an end do not count; failed ones do, since they are feedback.",
            "Of a team count the runs of the repositories that it owns.",
            "Unknown below 10 runs.",
        ],
    };

    private static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        var repositories = RepositoriesInScope.Of(records, scope, date);
        var byRepository = Within(records, repositories, date);
        var runs = byRepository.SelectMany(own => own).ToList();
        var coverage = new Coverage(
            repositories.Active.Count(row => byRepository.Contains(row.Id)),
            repositories.Active.Count,
            "active repositories with runs"
        );
        if (runs.Count < FewestRuns)
            return CheckResult.Unknown(
                runs.Count == 0
                    ? $"How long people of {scope.Name} wait for CI is unknown"
                    : $"{scope.Name} had {Words.Count(runs.Count, "CI run")} in {WindowDays} days, too few to tell",
                runs.Count == 0 ? "Let CI tell its runs: add a source under Settings" : "Look again when more has run"
            ) with
            {
                Sample = new Sample(runs.Count, "runs"),
                Coverage = coverage,
            };
        var limit = Minutes.For(records, scope, date);
        var times = Times(runs);
        var third = times.Third!.Value;
        var state = States.OfAge(third, limit);
        var slowest = repositories
            .All.Where(row => byRepository.Contains(row.Id))
            .Select(row => (row.Name, row.Id, Times: Times(byRepository[row.Id])))
            .OrderByDescending(row => row.Times.Third)
            .ToList();
        var newest = runs.MaxBy(run => run.EndedAt);
        return new CheckResult(
            state,
            InWords(third),
            $"Three of four CI runs of {scope.Name} end within {InWords(third)}",
            state is CheckState.Pass ? "" : $"See what runs of {slowest[0].Name} wait for, and which job is slowest"
        )
        {
            Number = Math.Round(third, 1),
            Unit = "min",
            Target =
                $"{limit:0} minutes, "
                + (Minutes.SettingFor(records, scope, date) is null ? "default until you set one" : "as set"),
            Sample = new Sample(runs.Count, "runs"),
            Coverage = coverage,
            NewestAt = newest.EndedAt,
            NewestWhat = repositories.All.FirstOrDefault(row => row.Id == newest.RepositoryId)?.Name,
            Facts =
            [
                new Fact("Half of the runs", InWords(times.Median!.Value)),
                new Fact("Nine of ten", InWords(times.Ninth!.Value)),
            ],
            Evidence =
            [
                .. slowest
                    .Take(States.MostEvidence)
                    .Select(row => new Evidence(
                        row.Name,
                        $"{InWords(row.Times.Third!.Value)}, {Words.Count(row.Times.N, "run")}",
                        row.Id,
                        State: States.OfAge(row.Times.Third!.Value, limit)
                    )),
            ],
        };
    }

    private static Spread Times(IEnumerable<FeedbackRecord> runs) => Spread.Of(runs.Select(run => run.Minutes));

    private static ILookup<Guid, FeedbackRecord> Within(
        CheckRecords records,
        RepositoriesInScope repositories,
        DateOnly date
    )
    {
        var byRepository = records.Derived(
            nameof(FeedbackRecord),
            all => all.Of<FeedbackRecord>().ToLookup(run => run.RepositoryId)
        );
        var end = date.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var first = end.AddDays(-WindowDays);
        return repositories
            .All.SelectMany(row => byRepository[row.Id])
            .Where(run => run.EndedAt >= first && run.EndedAt < end)
            .ToLookup(run => run.RepositoryId);
    }

    public static string InWords(double minutes) =>
        minutes < 1 ? "less than a minute"
        : minutes < 9.5 && Math.Round(minutes, 1) is var few && few != 1
            ? FormattableString.Invariant($"{few:0.#} minutes")
        : minutes < 120 ? Words.Count((int)Math.Round(minutes), "minute")
        : FormattableString.Invariant($"{minutes / 60:0.#} hours");
}
