using Binnacle.History.Analyses;
using static Binnacle.History.Tests.Analyses.SmallHistory;

namespace Binnacle.History.Tests.Analyses;

public sealed class ChangeHistoryTests
{
    private static readonly ChangeRule Following = new() { FollowsRenames = true };

    [Fact]
    public void A_renamed_file_keeps_its_past()
    {
        var history = Of(Following, By("a", Made("old")), By("a", Moved("old", "new")), By("a", Changed("new")));
        Revisions.Of(history).ShouldBe([new("new", 3)]);
    }

    [Fact]
    public void Without_following_each_name_is_a_file()
    {
        var history = Of(By("a", Made("old")), By("a", Gone("old"), Made("new")));
        Revisions.Of(history).ShouldBe([new("old", 2), new("new", 1)]);
    }

    [Fact]
    public void Two_files_that_swap_names_keep_their_pasts()
    {
        var history = Of(
            Following,
            By("a", Made("x"), Made("y")),
            By("a", Changed("x")),
            By("a", Moved("x", "y"), Moved("y", "x"))
        );
        Revisions.Of(history).ShouldBe([new("y", 3), new("x", 2)]);
    }

    [Fact]
    public void A_change_on_a_branch_that_knows_only_the_old_name_counts_for_the_new()
    {
        var history = Of(Following, By("a", Made("old")), By("a", Moved("old", "new")), By("b", Changed("old")));
        Revisions.Of(history).ShouldBe([new("new", 3)]);
    }

    [Fact]
    public void A_new_file_under_a_name_that_became_free_is_another_one()
    {
        var history = Of(Following, By("a", Made("old")), By("a", Moved("old", "new")), By("b", Made("old")));
        Revisions.Of(history).ShouldBe([new("new", 2), new("old", 1)]);
    }

    [Fact]
    public void A_file_that_stays_is_not_the_one_that_a_joined_history_moved_away()
    {
        // One history moved its README into a folder when it was joined with another that has a README, too.
        var rule = Following with
        {
            IsAtHead = path => path is "README" or "part/README",
        };
        var history = Of(
            rule,
            By("a", Made("README")),
            By("a", Moved("README", "part/README")),
            By("b", Changed("README")),
            By("b", Changed("README")),
            By("b", Changed("part/README"))
        );
        Revisions.Of(history).ShouldBe([new("part/README", 3), new("README", 2)]);
    }

    [Fact]
    public void A_submodule_counts_a_line_as_git_prints_it()
    {
        FileChange Submodule(ChangeKind kind) => new("lib", null, kind, 0, 0, default);
        var history = Of(
            new ChangeRule { CountsSubmodules = true },
            By("a", Submodule(ChangeKind.Added)),
            By("a", Submodule(ChangeKind.Modified)),
            By("a", Submodule(ChangeKind.Deleted)),
            By("on another branch", Submodule(ChangeKind.Deleted)),
            By("a", Made("lib", 5)),
            By("a", Gone("lib", 5))
        );
        Churn.Of(history).ShouldBe([new("lib", 7, 8, 6)]);
    }

    [Fact]
    public void A_group_counts_each_of_its_files_and_what_belongs_to_none_is_left_out()
    {
        var grouping = Grouping.Parse("src/core => Core\n^src/.*Tests\\.cs$ => Tests\n");
        var history = Of(
                By("a", Changed("src/core/a.cs", 1), Changed("src/core/b.cs", 2), Changed("readme")),
                By("b", Changed("src/aTests.cs", 4))
            )
            .Renamed(grouping.NameOf);
        Revisions.Of(history).ShouldBe([new("Core", 2), new("Tests", 1)]);
        Churn.Of(history).ShouldBe([new("Tests", 4, 0, 1), new("Core", 3, 0, 1)]);
    }

    [Theory]
    [InlineData("src/core", "line 1")]
    [InlineData("a => A\n^( $ => B", "line 2")]
    [InlineData("^[$ => B", "no regular expression")]
    [InlineData("a b => C", "line 1")]
    public void What_is_no_group_is_told_with_its_line(string text, string told) =>
        Should.Throw<FormatException>(() => Grouping.Parse(text)).Message.ShouldContain(told);

    [Theory]
    [InlineData("some/path", "some/path/x", "G")]
    [InlineData("some/path", "some/pathology", null)]
    [InlineData("some/path", "other/some/path/x", null)]
    [InlineData("with-dash/with.dot", "with-dash/with.dot/x", "G")]
    [InlineData("^.*/Entity$", "Layer/A/Entity", "G")]
    [InlineData(@"^src\/((?!.*Test.*).).*$", "src/aTest.cs", null)]
    [InlineData(@"^src\/((?!.*Test.*).).*$", "src/a.cs", "G")]
    public void Paths_are_matched_as_in_the_reference(string path, string file, string? group) =>
        Grouping.Parse($"{path}   => G").NameOf(file).ShouldBe(group);

    [Theory]
    [InlineData("plain/file.txt", "plain/file.txt")]
    [InlineData("docs/é.txt", "\"docs/\\303\\251.txt\"")]
    [InlineData("a\tb\"c\\d\u0001", "\"a\\tb\\\"c\\\\d\\001\"")]
    public void Paths_are_quoted_as_git_prints_them(string path, string quoted) => QuotedPath.Of(path).ShouldBe(quoted);
}
