using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Practices.Flow.Delivery;

namespace Binnacle.Practices.Flow.Ci;

public static class CiEndpoints
{
    public const string Url = "/practices/flow/ci";

    /// <param name="Service">A service's slug: the runs of its repository.</param>
    /// <param name="Weeks">4, 12, 26 or 52.</param>
    private sealed record CiQuery(
        string? Scope = null,
        string? Service = null,
        int? Weeks = null,
        string? Sort = null,
        DateOnly? AsOf = null
    );

    public static void MapCi(this IEndpointRouteBuilder app)
    {
        app.MapList<CiQuery, CiRepositoryRow>(
            Url,
            "/flow/ci",
            "CI of each repository: times, failures, flaky jobs",
            async (db, query, part, cancellation) =>
                await ReadAsync(db, query, cancellation) is { } model ? Cursor.Part(model.Repositories, part) : null,
            ("repository", row => row.Repository),
            ("team", row => row.Team),
            ("runs", row => row.Runs),
            ("feedback p75, minutes", row => row.FeedbackThird),
            ("queue p75, minutes", row => row.QueueThird),
            ("run p50, minutes", row => row.RanMedian),
            ("run p75, minutes", row => row.RanThird),
            ("run p90, minutes", row => row.RanNinth),
            ("failed share", row => row.FailureShare),
            ("flaky share", row => row.FlakyShare),
            ("hours run again", row => row.LostHours),
            ("excluded", row => row.Excluded)
        );
        app.MapList<CiQuery, CiJobRow>(
            $"{Url}/jobs",
            "/flow/ci/jobs",
            "Jobs of CI, the slowest or flakiest first",
            async (db, query, part, cancellation) =>
                await ReadAsync(db, query, cancellation) is { } model
                    ? Cursor.Part(model.Jobs.Sorted(query.Sort), part)
                    : null,
            ("repository", row => row.Repository),
            ("workflow", row => row.Workflow),
            ("job", row => row.Job),
            ("runs", row => row.Runs),
            ("run p50, minutes", row => row.RanMedian),
            ("run p75, minutes", row => row.RanThird),
            ("run p90, minutes", row => row.RanNinth),
            ("queue p75, minutes", row => row.QueueThird),
            ("failed share", row => row.FailureShare),
            ("flaky commits", row => row.FlakyCommits),
            ("flaky share", row => row.FlakyShare),
            ("run again", row => row.RunAgain),
            ("hours run again", row => row.LostHours)
        );
    }

    /// <param name="sort">As <c>-lost</c>; the one that runs longest first where it is none of the known.</param>
    public static IReadOnlyList<CiJobRow> Sorted(this IReadOnlyList<CiJobRow> jobs, string? sort)
    {
        Func<CiJobRow, double> key = sort?.TrimStart('-') switch
        {
            "flaky" => row => row.FlakyCommits,
            "lost" => row => row.LostHours,
            "failed" => row => row.FailureShare ?? -1,
            "queue" => row => row.QueueThird ?? -1,
            "runs" => row => row.Runs,
            _ => row => row.RanThird ?? -1,
        };
        var down = sort is null or "" || sort[0] == '-';
        var sorted = down ? jobs.OrderByDescending(key) : jobs.OrderBy(key);
        return
        [
            .. sorted
                .ThenBy(row => row.Repository, StringComparer.Ordinal)
                .ThenBy(row => row.Workflow, StringComparer.Ordinal)
                .ThenBy(row => row.Job, StringComparer.Ordinal),
        ];
    }

    private static Task<CiModel?> ReadAsync(AppDb db, CiQuery query, CancellationToken cancellation) =>
        db.CiAsync(query.Scope, query.Service, DeliveryPeriod.Asked(db.Today, query.Weeks, query.AsOf), cancellation);
}
