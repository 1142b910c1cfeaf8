namespace Binnacle.History.Tests;

public sealed class WorkMixTests
{
    [Theory]
    [InlineData("feat(api): add paging", WorkKind.Feature)]
    [InlineData("fix!: crash on start", WorkKind.Fix)]
    [InlineData("chore(deps): update module x to v1.2", WorkKind.Upkeep)]
    [InlineData("fix(deps): update dependency y", WorkKind.Upkeep)]
    [InlineData("refactor: split parser", WorkKind.Debt)]
    [InlineData("docs: explain", WorkKind.Upkeep)]
    [InlineData("ci: cache", WorkKind.Upkeep)]
    public void A_conventional_type_decides(string subject, WorkKind kind)
    {
        var found = WorkMix.Classify(subject);
        found.Kind.ShouldBe(kind);
        found.By.ShouldBe(DecidedBy.ConventionalCommit);
    }

    [Theory]
    [InlineData("Fix nil pointer in querier", WorkKind.Fix)]
    [InlineData("querier: fixes panic with empty range", WorkKind.Fix)]
    [InlineData("Regression in label matching", WorkKind.Fix)]
    [InlineData("Remove unused flags", WorkKind.Debt)]
    [InlineData("Clean up tests", WorkKind.Debt)]
    [InlineData("Simplify the loop", WorkKind.Debt)]
    [InlineData("Patch CVE-2024-1234 in parser", WorkKind.Security)]
    [InlineData("Sanitize user input", WorkKind.Security)]
    [InlineData("Bump golang from 1.20 to 1.21", WorkKind.Upkeep)]
    [InlineData("Update dependency foo to v3", WorkKind.Upkeep)]
    [InlineData("Fix typo in docs", WorkKind.Upkeep)]
    [InlineData("v1.2.3", WorkKind.Upkeep)]
    [InlineData("Release 2.0", WorkKind.Upkeep)]
    [InlineData("Fix flaky test in ingester", WorkKind.Reliability)]
    [InlineData("Retry uploads with backoff", WorkKind.Reliability)]
    [InlineData("Add alert for full disks", WorkKind.Reliability)]
    [InlineData("Add paging to the list", WorkKind.Feature)]
    [InlineData("[web] Introduce dark theme", WorkKind.Feature)]
    [InlineData("storage: support object locks", WorkKind.Feature)]
    public void Words_decide(string subject, WorkKind kind)
    {
        var found = WorkMix.Classify(subject);
        (found.Kind, found.By).ShouldBe((kind, DecidedBy.Words));
        subject.ShouldContain(found.Evidence);
        found.Evidence.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Revert \"Add paging\"")]
    [InlineData("revert: feature flag")]
    public void A_revert_repairs(string subject) => WorkMix.Classify(subject).Kind.ShouldBe(WorkKind.Fix);

    [Theory]
    [InlineData("")]
    [InlineData("wip")]
    [InlineData("Debugging prefix address")]
    [InlineData("Fixture paths")]
    [InlineData("\u0001\u0002 :::")]
    public void What_nothing_decides_is_uncategorised(string subject) =>
        WorkMix.Classify(subject).ShouldBe(new(WorkKind.Uncategorised, DecidedBy.Nothing, ""));

    [Fact]
    public void Hostile_subjects_take_no_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var piece in new[] { "a: ", "[x] ", "a, b: ", "update ", "add test ", "(", "fix(" })
            WorkMix.Classify(string.Concat(Enumerable.Repeat(piece, 1000 / piece.Length)));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
