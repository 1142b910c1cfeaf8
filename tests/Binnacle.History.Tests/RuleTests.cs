namespace Binnacle.History.Tests;

public sealed class RuleTests
{
    [Theory]
    [InlineData("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")]
    [InlineData("renovate-bot", "renovate@example.org")]
    [InlineData("Acme Deploy Bot", "deploy@acme.org")]
    [InlineData("GitHub Actions", "actions@github.com")]
    [InlineData("Snyk bot", "snyk-bot@snyk.io")]
    [InlineData("pre-commit-ci", "66853113+pre-commit-ci[bot]@users.noreply.github.com")]
    [InlineData("Mergify", "noreply@mergify.io")]
    [InlineData("k8s-ci-robot", "x@y")]
    [InlineData("greenkeeper", "support@greenkeeper.io")]
    public void Programs_are_bots(string name, string address) => BotRule.Matches(new(name, address)).ShouldBeTrue();

    [Theory]
    [InlineData("Jim Abbott", "abbott@example.org")]
    [InlineData("cubot", "cubot@example.org")]
    [InlineData("Abot", "abot@example.org")]
    [InlineData("Botond Nagy", "botond@example.org")]
    [InlineData("Talbot", "talbot@bot.example.org")]
    [InlineData("Ada", "1234+ada@users.noreply.github.com")]
    [InlineData("Robert Robotham", "r.robotham@example.org")]
    [InlineData("", "")]
    public void People_are_not_bots(string name, string address) => BotRule.Matches(new(name, address)).ShouldBeFalse();

    [Theory]
    [InlineData("vendor/github.com/x/y.go", true, false)]
    [InlineData("web/node_modules/a/b.js", true, false)]
    [InlineData("third_party/zlib/a.c", true, false)]
    [InlineData("web/dist/app.js", true, false)]
    [InlineData("js/jquery-3.1.1.js", true, false)]
    [InlineData("js/app.min.js", true, true)]
    [InlineData("api/v1/user.pb.go", false, true)]
    [InlineData("api/user_pb2.py", false, true)]
    [InlineData("pkg/zz_generated.deepcopy.go", false, true)]
    [InlineData("src/model_generated.rs", false, true)]
    [InlineData("src/Form.Designer.cs", false, true)]
    [InlineData("package-lock.json", false, true)]
    [InlineData("cmd/go.sum", false, true)]
    [InlineData("src/__snapshots__/a.snap", false, true)]
    [InlineData("src/vendors.cs", false, false)]
    [InlineData("src/distance/a.go", false, false)]
    [InlineData("src/generator.cs", false, false)]
    [InlineData("docs/vendor.md", false, false)]
    [InlineData("README.md", false, false)]
    public void Vendored_and_generated_paths_are_known(string path, bool vendored, bool generated)
    {
        PathRule.IsVendored(path).ShouldBe(vendored);
        PathRule.IsGenerated(path).ShouldBe(generated);
    }

    [Theory]
    [InlineData("*.js linguist-generated", "a/b.js", true)]
    [InlineData("*.js linguist-generated=true", "a/b.ts", null)]
    [InlineData("*.js -linguist-generated", "b.js", false)]
    [InlineData("*.js linguist-generated=false", "b.js", false)]
    [InlineData("*.js linguist-generated\nb.js !linguist-generated", "b.js", null)]
    [InlineData("*.js linguist-generated\n/web/** -linguist-generated", "web/x/b.js", false)]
    [InlineData("/web/*.js linguist-generated", "web/x/b.js", null)]
    [InlineData("web/**/b.js linguist-generated", "web/b.js", true)]
    [InlineData("web/**/b.js linguist-generated", "web/x/y/b.js", true)]
    [InlineData("**/gen/** linguist-generated", "x/gen/y/b.js", true)]
    [InlineData("gen/ linguist-generated", "gen/b.js", null)]
    [InlineData("gen linguist-generated", "gen/b.js", null)]
    [InlineData("# *.js linguist-generated", "b.js", null)]
    [InlineData("f[0-9].js linguist-generated", "x/f7.js", true)]
    [InlineData("f[!0-9].js linguist-generated", "x/f7.js", null)]
    [InlineData("f?.js text eol=lf linguist-generated=true\r", "fx.js", true)]
    [InlineData("\"a b.js\" linguist-generated", "a b.js", true)]
    [InlineData("[attr]made linguist-generated\n*.js made", "b.js", true)]
    [InlineData("web/[ linguist-generated", "web/[", true)]
    public void Attributes_say_what_is_generated(string text, string path, bool? generated) =>
        GitAttributes.Parse(text).IsGenerated(path).ShouldBe(generated);

    [Fact]
    public void Attributes_come_before_the_rule_and_deeper_files_before_those_above()
    {
        var attributes = GitAttributes.Parse([
            new("ui", "*.js -linguist-vendored"),
            new("", "vendor/** -linguist-vendored\n*.js linguist-vendored\nown.pb.go linguist-generated=false"),
        ]);
        attributes.IsOwn("vendor/a.go").ShouldBeTrue();
        attributes.IsOwn("own.pb.go").ShouldBeTrue();
        attributes.IsOwn("other.pb.go").ShouldBeFalse();
        attributes.IsOwn("web/a.js").ShouldBeFalse();
        attributes.IsOwn("ui/a.js").ShouldBeTrue();
        GitAttributes.None.IsOwn("vendor/a.go").ShouldBeFalse();
    }

    [Fact]
    public void Hostile_patterns_take_linear_time()
    {
        var attributes = GitAttributes.Parse(string.Concat(Enumerable.Repeat("*a", 200)) + "b linguist-generated");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        attributes.IsGenerated(new string('a', 4000)).ShouldBeNull();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
