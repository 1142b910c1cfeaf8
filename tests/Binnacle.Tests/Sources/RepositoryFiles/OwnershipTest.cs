using Binnacle.Platform.Documents;
using Binnacle.Sources.RepositoryFiles;

namespace Binnacle.Tests.Sources.RepositoryFiles;

public sealed class OwnershipTest
{
    [Theory]
    [InlineData("*", "a.txt", true)]
    [InlineData("*", "deep/down/a.txt", true)]
    [InlineData("*.js", "web/a.js", true)]
    [InlineData("*.js", "web/a.ts", false)]
    [InlineData("/build/logs/", "build/logs/x/y.log", true)]
    [InlineData("/build/logs/", "other/build/logs/y.log", false)]
    [InlineData("docs/*", "docs/getting-started.md", true)]
    [InlineData("docs/*", "docs/build-app/troubleshooting.md", false)]
    [InlineData("apps/", "apps/a.go", true)]
    [InlineData("apps/", "services/apps/x/a.go", true)]
    [InlineData("apps/", "services/apps", false)]
    [InlineData("/docs/", "docs/a/b.md", true)]
    [InlineData("/docs/", "web/docs/b.md", false)]
    [InlineData("/scripts/", "scripts/x.sh", true)]
    [InlineData("**/logs", "build/logs/x", true)]
    [InlineData("**/logs", "deeply/nested/logs/x", true)]
    [InlineData("**/logs", "logs/x", true)]
    [InlineData("/apps/github", "apps/github/x", true)]
    [InlineData("/apps/github", "apps/githubs/x", false)]
    [InlineData("a/**/z", "a/z", true)]
    [InlineData("a/**/z", "a/b/c/z", true)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("/*", "a.txt", true)]
    [InlineData("/*", "b/a.txt", false)]
    [InlineData("/src/*.go", "src/a.go", true)]
    [InlineData("/src/*.go", "src/b/a.go", false)]
    [InlineData("file?.md", "x/file1.md", true)]
    [InlineData("README.md", "docs/README.md", true)]
    [InlineData("readme.md", "README.md", false)]
    public void Patterns_match_as_documented(string pattern, string path, bool expected)
    {
        var rules = OwnershipRules.From(new("CODEOWNERS", [new(1, pattern, ["@a"])]));
        rules.OwnersOf(path).Count.ShouldBe(expected ? 1 : 0);
    }

    [Theory]
    [InlineData("x.txt", "@org/all")]
    [InlineData("web/x.js", "@web")]
    [InlineData("apps/x.go", "@org/apps @ada")]
    [InlineData("apps/github/x.go", "")]
    [InlineData("docs/my guide.md", "docs@example.org")]
    [InlineData("docs/#1.md", "@hash")]
    public void The_last_match_wins(string path, string owners)
    {
        var (facts, problems) = Reading.Facts<OwnershipFacts>(
            ".github/CODEOWNERS",
            """
            # Everything
            *        @org/all
            *.js     @web # the web
            /apps/   @org/apps @ada
            /apps/github
            docs/my\ guide.md docs@example.org
            docs/\#1.md @hash
            """
        );
        problems.ShouldBeEmpty();
        facts.Rules.Select(r => r.Line).ShouldBe([2, 3, 4, 5, 6, 7]);
        string.Join(' ', OwnershipRules.From(facts).OwnersOf(path)).ShouldBe(owners);
    }

    [Fact]
    public void Sections_of_GitLab_have_owners_of_their_own()
    {
        var (facts, problems) = Reading.Facts<OwnershipFacts>(
            "CODEOWNERS",
            "* @all\n\n[Database][2] @dba\n/db/\n/db/seed/ @seed\n\n^[Docs] @writers\n*.md\n"
        );
        problems.ShouldBeEmpty();
        var rules = OwnershipRules.From(facts);
        rules.OwnersOf("db/x.sql").ShouldBe(["@all", "@dba"]);
        rules.OwnersOf("db/seed/x.md").ShouldBe(["@all", "@seed", "@writers"]);
        rules.OwnersOf("main.c").ShouldBe(["@all"]);
    }

    [Fact]
    public void What_CODEOWNERS_does_not_know_is_said()
    {
        var (facts, problems) = Reading.Facts<OwnershipFacts>("CODEOWNERS", "*.c @a nobody\n!*.h @b\nx[0-9] @c\n");
        facts.Rules.ShouldHaveSingleItem().Owners.ShouldBe(["@a"]);
        problems.Select(p => p.Line).ShouldBe([1, 2, 3]);
    }
}
