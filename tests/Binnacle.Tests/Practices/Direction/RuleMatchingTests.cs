using System.Diagnostics;
using Binnacle.Platform;
using Binnacle.Practices.Direction.Alignment;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Direction;

public sealed class RuleMatchingTests
{
    private static readonly Guid Core = Guid.CreateVersion7();

    private static ChangeFacts Change(
        string subject = "",
        string? branch = null,
        int? request = null,
        params string[] paths
    ) => new(new string('a', 39) + "b", Core, subject, branch, request, paths);

    [Theory]
    [InlineData("issue-key", "PAY-\\d+", "fix: PAY-12 rounding", null, true)]
    [InlineData("issue-key", "PAY-\\d+", "fix rounding", "pay-12-rounding", true)]
    [InlineData("issue-key", "PAY-\\d+", "XPAY-12", null, false)]
    [InlineData("issue-key", "PAY-1, PAY-7", "PAY-12 rounding", null, false)]
    [InlineData("issue-key", "PAY-1, PAY-7", "see pay-7.", null, true)]
    [InlineData("label", "guest-checkout", "Add basket [guest-checkout]", null, true)]
    [InlineData("label", "#guest-checkout", "Add basket #guest-checkout", null, true)]
    [InlineData("label", "guest-checkout", "Add guest-checkout basket", null, false)]
    [InlineData("branch", "guest/*", "Add", "guest/basket", true)]
    [InlineData("branch", "guest/*", "Add", "other/guest/basket", false)]
    [InlineData("branch", "guest/*", "guest/basket", null, false)]
    [InlineData("scope", "checkout, cart", "feat(cart)!: merge", null, true)]
    [InlineData("scope", "cart", "feat(carts): merge", null, false)]
    [InlineData("scope", "cart", "merge (cart): no", null, false)]
    public void A_rule_looks_at_what_it_says(
        string kind,
        string pattern,
        string subject,
        string? branch,
        bool matches
    ) => RuleMatcher.Of(RuleWords.KindOf(kind)!.Value, pattern).Matches(Change(subject, branch)).ShouldBe(matches);

    [Fact]
    public void Links_name_one_commit_or_one_request_of_a_repository()
    {
        RuleMatcher.Of(RuleKind.Link, "AAAAAAA").Matches(Change()).ShouldBeTrue();
        RuleMatcher
            .Of(RuleKind.Link, $"https://forge.example/core/commit/{new string('a', 12)}")
            .Matches(Change())
            .ShouldBeTrue();
        RuleMatcher.Of(RuleKind.Link, "bbbbbbb").Matches(Change()).ShouldBeFalse();
        RuleMatcher
            .Of(RuleKind.Link, "https://forge.example/core/pull/12/files", Core)
            .Matches(Change(request: 12))
            .ShouldBeTrue();
        RuleMatcher.Of(RuleKind.Link, "#12", Guid.CreateVersion7()).Matches(Change(request: 12)).ShouldBeFalse();
        Should.Throw<Refusal>(() => RuleMatcher.Of(RuleKind.Link, "#12")).Field.ShouldBe("repository");
        RuleMatcher.PullRequestOf("Round half up (#345)").ShouldBe(345);
        RuleMatcher.PullRequestOf("See #345 for why").ShouldBeNull();
    }

    [Fact]
    public void A_folder_holds_a_change_when_most_of_its_files_lie_there()
    {
        var rule = RuleMatcher.Of(RuleKind.Path, "/ledger/", Core);
        rule.Matches(Change(paths: ["ledger/a", "ledger/b/c", "api/x"])).ShouldBeTrue();
        rule.Matches(Change(paths: ["ledger/a", "api/x", "api/y"])).ShouldBeFalse();
        rule.Matches(Change(paths: ["ledgers/a"])).ShouldBeFalse();
        rule.Matches(Change()).ShouldBeFalse("a change without counted files lies nowhere");
        Should.Throw<Refusal>(() => RuleMatcher.Of(RuleKind.Path, "ledger")).Field.ShouldBe("repository");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)b")]
    [InlineData("(a)\\1")]
    [InlineData("(?<!x)PAY-1")]
    [InlineData("((a{1000}){1000}){1000}")]
    [InlineData(".*")]
    [InlineData("a|")]
    [InlineData("a\nb")]
    [InlineData("   ")]
    [InlineData(", ,")]
    public void A_pattern_that_cannot_be_used_is_refused(string pattern) =>
        Should.Throw<Refusal>(() => RuleMatcher.Of(RuleKind.IssueKey, pattern)).Field.ShouldBe("pattern");

    [Theory]
    [InlineData("(a+)+x")]
    [InlineData("(a|aa)+x")]
    [InlineData("(.*a){12}x")]
    public void No_pattern_stalls_the_matching(string pattern)
    {
        var rule = RuleMatcher.Of(RuleKind.IssueKey, pattern);
        var subject = new string('a', 1000);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            rule.Matches(Change(subject)).ShouldBeFalse();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void The_most_specific_rule_wins_whatever_the_order_and_a_less_specific_one_changes_nothing()
    {
        RuleMatcher Rule(RuleKind kind, string pattern, int initiative) =>
            RuleMatcher.Of(kind, pattern, kind is RuleKind.Path ? Core : null, Guid.CreateVersion7(), initiative);
        var change = Change("feat(cart): PAY-12 merge [guest]", "guest/cart", 4, "cart/src/a", "cart/src/b");
        RuleMatcher[] all =
        [
            Rule(RuleKind.Link, "aaaaaaa", 1),
            Rule(RuleKind.Link, "aaaaaaaa", 2),
            Rule(RuleKind.IssueKey, "PAY-\\d+", 3),
            Rule(RuleKind.IssueKey, "PAY-12, PAY-13", 4),
            Rule(RuleKind.Label, "guest", 5),
            Rule(RuleKind.Branch, "guest/*", 6),
            Rule(RuleKind.Scope, "cart", 7),
            Rule(RuleKind.Path, "cart", 8),
            Rule(RuleKind.Path, "cart/src", 9),
            Rule(RuleKind.Scope, "cart", 3),
        ];
        var cases =
            from size in Gen.Choose(1, all.Length)
            from picked in Gen.Shuffle(all)
            select picked.Take(size).ToList();
        Prop.ForAll(
                cases.ToArbitrary(),
                picked =>
                {
                    var found = RuleMatcher.Matching(picked, change);
                    var first = found[0];
                    picked.ShouldAllBe(rule => rule == first || RuleMatcher.Compare(first, rule) < 0);
                    found
                        .Select(rule => rule.Initiative)
                        .ShouldBe(picked.Select(rule => rule.Initiative).Distinct(), ignoreOrder: true);
                    RuleMatcher.Matching(picked.AsEnumerable().Reverse(), change).ShouldBe(found);
                    RuleMatcher.Matching([.. picked, Rule(RuleKind.Path, "car", 99)], change)[0].ShouldBe(first);
                    var least = Rule(RuleKind.Path, "cart", 100);
                    RuleMatcher
                        .Matching([.. picked, least], change)[0]
                        .ShouldBe(RuleMatcher.Compare(first, least) < 0 ? first : least);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 7));
        RuleMatcher.Matching(all, change).Select(rule => rule.Initiative).ShouldBe([2, 1, 4, 3, 5, 6, 7, 9, 8]);
    }

    [Theory]
    [InlineData("Merge pull request #12 from octo/guest/basket", "guest/basket", 12)]
    [InlineData("Merge branch 'guest/basket' into main", "guest/basket", null)]
    [InlineData("Merge branch 'guest' of https://forge.example/x into 'main'", "guest", null)]
    [InlineData("Merge remote-tracking branch 'origin/guest'", "guest", null)]
    [InlineData("Merged in guest/basket (pull request #7)", "guest/basket", null)]
    [InlineData("Tidy up", null, null)]
    public void Merges_name_their_branch(string subject, string? branch, int? request) =>
        BranchNames.ReadSubject(subject).ShouldBe((branch, request));

    [Fact]
    public void A_commit_belongs_to_the_merge_that_brought_it()
    {
        // main: 1 - 2 - 6(merge of 3,5) - 8(merge of 7); 5 is itself a merge of 4 into the side branch.
        var commits = new (long Id, string Subject, long[] Parents)[]
        {
            (8, "Merge branch 'late'", [6, 7]),
            (7, "late", [2]),
            (6, "Merge pull request #9 from octo/side", [2, 5]),
            (5, "Merge branch 'inner' into side", [3, 4]),
            (4, "inner", [3]),
            (3, "side", [1]),
            (2, "on main", [1]),
            (1, "first", []),
        };
        var found = BranchNames.Of([
            .. commits.Select(row => new GraphCommit(
                row.Id,
                $"{row.Id}",
                [.. row.Parents.Select(parent => $"{parent}")],
                row.Subject
            )),
        ]);
        found
            .OrderBy(row => row.Key)
            .Select(row => (row.Key, row.Value.Branch, row.Value.PullRequest))
            .ShouldBe([(3, "side", 9), (4, "inner", null), (5, "side", 9), (7, "late", null)]);
    }
}
