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

    /// <summary>A phrase for every alternative of every rule.</summary>
    private const string Phrases = """
        CVE-2024-1|CVEs|GHSA-aa-bb|vulnerable|vulnerability|security|sanitize|sanitising|sanitisation|XSS|CSRF|SSRF|SQL injection|path traversal
        bump x|upgrade dependencies|upgrade x to v2|update y to 3|update lock file|update module|prepare the release|cut a release|tag release|release it|v1.2.3|1.0
        flaky|flakes|flakiness|typo|misspelled|spelling|changelog|release notes|readme|docs|documentation|broken link
        fix|fixes|fixing|fixups|hot-fix|hotfixes|bug-fix|bugfix|bugs|crashed|regression|panics|segfault|deadlock|race condition|data race|memory leak|leaks|off-by-one|null pointer|NPE|workaround|work around
        refactoring|cleans up|clean-up|cleaned ups|remove unused|drops dead|deletes legacy|deprecation|simplify|simplification|dead code|technical debt|tech debt|TODO|FIXMEs|deduplicate|de-duplicated|modernize|modernise|restructure|reorganize|reorganise|consolidate|decouple|untangle
        retry|retries|retrying|backoff|timeout|time-outs|alert|alerting|monitoring|circuit breaker|failover|gracefully|health check|healthcheck|liveness|readiness|rate limiting|runbooks|observability|resilient|resiliency
        lint|linter|reformat|gofmt|whitespace|copyright|licence|license|maintainers|CODEOWNERS|github actions|CI|makefile|gitignore|dependabot|renovate|translations|l10n|add a test|improve tests|more tests
        adds x|implemented|introduces|allow x|supports y|enabled|create z|provide|exposes|extend|new x|teaches y|initial support|first implementation|added support
        """;

    [Fact]
    public void What_a_rule_matches_holds_one_of_its_parts()
    {
        var phrases = Phrases.Split(
            ['|', '\n'],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        var matched = 0;
        foreach (var (_, words, parts) in WorkMix.Rules)
        foreach (var phrase in phrases.Concat(phrases.Select(phrase => $"area: {phrase.ToUpperInvariant()}")))
            if (words.IsMatch(phrase))
            {
                matched++;
                phrase.AsSpan().ContainsAny(parts).ShouldBeTrue($"{phrase} by {words}");
            }
        matched.ShouldBeGreaterThan(phrases.Length * 3 / 2);
    }
}
