using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>An objective as checks see it.</summary>
/// <param name="ProductUntil">The last day of its product owner; null while that person is there.</param>
/// <param name="CheckIns">Days on which somebody checked in, oldest first.</param>
public sealed record ObjectiveRecord(
    int Number,
    string Title,
    Guid? TeamId,
    bool HasProductOwner,
    DateOnly? ProductUntil,
    bool HasEngineeringOwner,
    DateOnly? EngineeringUntil,
    IReadOnlyList<ObjectiveStageRecord> Stages,
    IReadOnlyList<DateTime> CheckIns
)
{
    public ObjectiveStageRecord? StageOn(DateOnly date) => Stages.LastOrDefault(stage => States.IsBy(stage.At, date));

    public string? Lacks(DateOnly date) =>
        (HasProductOwner && !(ProductUntil < date), HasEngineeringOwner && !(EngineeringUntil < date)) switch
        {
            (false, false) => "owners from product and engineering",
            (false, true) => "an owner from product",
            (true, false) => "an owner from engineering",
            _ => null,
        };
}

public sealed record ObjectiveStageRecord(ObjectiveStage Stage, DateTime At);

internal sealed class ObjectiveLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var rows = await db.Set<Objective>()
            .OrderBy(row => row.Number)
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.Title,
                row.TeamId,
                row.ProductOwnerId,
                row.EngineeringOwnerId,
                ProductUntil = db.Set<Person>()
                    .Where(person => person.Id == row.ProductOwnerId)
                    .Select(person => person.LeftOn)
                    .FirstOrDefault(),
                EngineeringUntil = db.Set<Person>()
                    .Where(person => person.Id == row.EngineeringOwnerId)
                    .Select(person => person.LeftOn)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var states = (
            await db.Set<ObjectiveState>()
                .AsNoTracking()
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .ToListAsync(cancellation)
        ).ToLookup(row => row.ObjectiveId, row => new ObjectiveStageRecord(row.Stage, row.At));
        var checkIns = (
            await db.Set<CheckIn>()
                .OrderBy(row => row.At)
                .Select(row => new { row.ObjectiveId, row.At })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.ObjectiveId, row => row.At);
        records.With<ObjectiveRecord>(
            rows.ConvertAll(row => new ObjectiveRecord(
                row.Number,
                row.Title,
                row.TeamId,
                row.ProductOwnerId is not null,
                row.ProductUntil,
                row.EngineeringOwnerId is not null,
                row.EngineeringUntil,
                [.. states[row.Id]],
                [.. checkIns[row.Id]]
            ))
        );
    }
}

internal static class ObjectiveChecks
{
    public static readonly Threshold CheckInDays = new(
        "outcomes.check-in-days",
        "Days after which an objective must be checked in again",
        14,
        "days",
        1,
        92
    );

    public static readonly Check Shared = new(
        "outcomes.objectives",
        "Objectives are shared and checked in",
        "Active objectives with an owner from product and one from engineering and a check-in at most 14 days old, or the limit you set ÷ active objectives.",
        "Write down an objective with its two owners",
        Evaluate,
        Version: 2
    )
    {
        Answers = ["shared-metrics"],
        Thresholds = [CheckInDays],
        Source = "Doerr (2018), Measure what matters",
        EdgeCases =
        [
            "An objective is active from the day it was agreed until it is closed or dropped; drafts do not count.",
            "One that became active within the limit need not be checked in yet.",
            "An owner who left no longer counts; who owned it on an earlier day is not kept.",
            "No active objective on a day is unknown.",
        ],
    };

    private static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        var active = records
            .Of<ObjectiveRecord>()
            .Where(row => scope.Holds(row.TeamId, null) && row.StageOn(date)?.Stage is ObjectiveStage.Active)
            .OrderBy(row => row.Number)
            .ToList();
        if (active.Count == 0)
            return CheckResult.Unknown(
                $"No objective of {scope.Name} was active on {Words.Date(date)}",
                "Write down what product and engineering want to be different this quarter"
            );
        var limit = CheckInDays.DaysFor(records, scope, date);
        var judged = active.ConvertAll(row => (Row: row, Last: LastHeard(row, date), Lacks: row.Lacks(date)));
        var lacking = judged.FindAll(one => one.Lacks is not null || States.Age(one.Last, date) > limit);
        var unowned = judged.Count(one => one.Lacks is not null);
        var silent = judged.Count(one => States.Age(one.Last, date) > limit);
        var kept = active.Count - lacking.Count;
        var newest = judged.MaxBy(one => one.Last);
        return new CheckResult(
            States.OfShare(kept, active.Count),
            $"{kept} of {active.Count}",
            lacking.Count == 0 ? $"Product and engineering share every objective of {scope.Name} and check it in"
                : silent == 0
                    ? $"{Words.Count(unowned, "objective")} of {scope.Name} {Words.Verb(unowned, "lacks", "lack")} an owner from product or from engineering"
                : $"{Words.Count(silent, "objective")} of {scope.Name} {Words.Verb(silent, "was", "were")} not checked in for more than {limit} days",
            lacking.Count == 0 ? ""
                : lacking.Find(one => one.Lacks is not null) is { Lacks: { } what } first
                    ? $"Name {what} for \"{first.Row.Title}\""
                : $"Check in \"{lacking.MinBy(one => one.Last).Row.Title}\""
        )
        {
            Number = (double)kept / active.Count,
            Unit = "share",
            Target = $"all, checked in at most {limit} days ago",
            Sample = new Sample(active.Count, "active objectives"),
            NewestAt = newest.Last,
            NewestWhat = newest.Row.Title,
            Evidence =
            [
                .. judged
                    .OrderBy(one => one.Lacks is null)
                    .ThenBy(one => one.Last)
                    .ThenBy(one => one.Row.Number)
                    .Take(States.MostEvidence)
                    .Select(one => new Evidence(
                        $"{one.Row.Number}: {one.Row.Title}",
                        one.Lacks is { } what ? $"needs {what}"
                            : one.Row.CheckIns.Any(at => States.IsBy(at, date)) ? $"checked in {Words.Date(one.Last)}"
                            : $"active since {Words.Date(one.Last)}, no check-in yet",
                        At: one.Last,
                        State: lacking.Contains(one) ? CheckState.Fail : CheckState.Pass
                    )),
            ],
        };
    }

    /// <summary>The newest check-in, or the day it became active.</summary>
    private static DateTime LastHeard(ObjectiveRecord row, DateOnly date)
    {
        var since = row.StageOn(date)!.At;
        var last = row.CheckIns.LastOrDefault(at => States.IsBy(at, date));
        return last > since ? last : since;
    }
}
