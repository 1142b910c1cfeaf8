using System.Collections.Frozen;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Checks;

/// <summary>After somebody wrote what checks read, they are asked again: the Review tells of it in moments, not tomorrow.</summary>
internal static class Reevaluation
{
    /// <summary>What the verbs of the Timeline begin with: <c>decision.accepted</c>.</summary>
    private static readonly FrozenSet<string> Read = FrozenSet.Create(
        StringComparer.Ordinal,
        "blocker",
        "decision",
        "vision",
        "principle",
        "milestone",
        "hypothesis",
        "initiative",
        "objective",
        "incident",
        "postmortem",
        "severity",
        "detection-gap",
        "summary"
    );

    public static async Task FollowAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return;
        var told = context.RequestServices.GetRequiredService<AppDb>().Told;
        if (told.Any(verb => Read.Contains(verb.Split('.')[0])))
            await context
                .RequestServices.GetRequiredService<JobQueue>()
                .QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", CancellationToken.None);
    }
}
