using System.Globalization;
using Binnacle.Practices.Flow.Stages;

namespace Binnacle.Tests.Practices.Flow;

/// <summary>Each edge of docs/measures.md as a row: hours since the first commit, then hours of each stage; "-" is unknown.</summary>
public sealed class ChangeStagesTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    //                                                    first opened ready review merged deployed   coding pickup review deploy
    [InlineData("reviewed and deployed", "0", "4", "-", "6", "10", "30", "4", "2", "4", "20")]
    [InlineData("a draft that became ready", "0", "1", "5", "6", "10", "30", "5", "1", "4", "20")]
    [InlineData("looked at while a draft", "0", "1", "5", "2", "10", "30", "5", "0", "5", "20")]
    [InlineData("merged without another's look", "0", "4", "-", "-", "10", "30", "4", "-", "6", "20")]
    [InlineData("looked at after the merge", "0", "4", "-", "12", "10", "30", "4", "-", "6", "20")]
    [InlineData("not merged yet", "0", "4", "-", "6", "-", "-", "4", "2", "-", "-")]
    [InlineData("merged, not deployed yet", "0", "4", "-", "6", "10", "-", "4", "2", "4", "-")]
    [InlineData("a direct push", "0", "-", "-", "-", "1", "9", "1", "-", "-", "8")]
    [InlineData("a commit of which only the deployment is known", "0", "-", "-", "-", "-", "9", "-", "-", "-", "9")]
    [InlineData("commits that were rewritten after the opening", "7", "4", "-", "6", "10", "30", "-", "2", "4", "20")]
    [InlineData("deployed before it was merged", "0", "4", "-", "6", "10", "8", "4", "2", "-", "2")]
    [InlineData("deployed before anybody looked", "0", "4", "-", "9", "10", "8", "4", "-", "-", "4")]
    [InlineData("deployed before it was opened", "0", "4", "-", "6", "10", "2", "-", "-", "-", "2")]
    [InlineData("nothing known of its commits", "-", "4", "-", "6", "10", "30", "-", "2", "4", "20")]
    public void Stages(
        string what,
        string first,
        string opened,
        string ready,
        string review,
        string merged,
        string deployed,
        string coding,
        string pickup,
        string reviewing,
        string deploy
    )
    {
        var stages = ChangeStages.Of(new(At(first), At(opened), At(ready), At(review), At(merged), At(deployed)));
        var found = new[] { stages.Coding, stages.Pickup, stages.Review, stages.Deploy };
        found.Select(Hours).ShouldBe([coding, pickup, reviewing, deploy], what);
        var known = found.OfType<TimeSpan>().ToList();
        stages.Total.ShouldBe(known.Count == 0 ? null : TimeSpan.FromTicks(known.Sum(stage => stage.Ticks)), what);
    }

    private static DateTime? At(string hours) =>
        hours == "-" ? null : Start.AddHours(int.Parse(hours, CultureInfo.InvariantCulture));

    private static string Hours(TimeSpan? stage) =>
        stage is { } known ? known.TotalHours.ToString("0", CultureInfo.InvariantCulture) : "-";
}
