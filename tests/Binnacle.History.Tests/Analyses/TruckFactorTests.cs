using Binnacle.History.Analyses;
using FsCheck;
using FsCheck.Fluent;
using static Binnacle.History.Tests.Analyses.SmallHistory;

namespace Binnacle.History.Tests.Analyses;

public sealed class TruckFactorTests
{
    [Fact]
    public void A_degree_is_that_of_the_formula()
    {
        var degrees = Degrees(
            ["f"],
            By("ann", Made("f")),
            By("ann", Changed("f")),
            By("ben", Changed("f")),
            By("ben", Changed("f")),
            By("ben", Changed("f"))
        );
        // Ann: 3.293 + 1.098 + 0.164 − 0.321 ln 4; Ben: 3.293 + 3 · 0.164 − 0.321 ln 2.
        degrees.Select(row => (row.IsFirst, row.Deliveries, row.Acceptances)).ShouldBe([(true, 1, 3), (false, 3, 1)]);
        degrees[0].Degree.ShouldBe(4.110, 0.0005);
        degrees[1].Degree.ShouldBe(3.5625, 0.0005);
        degrees[1].Normalized.ShouldBe(3.5625 / 4.110, 0.0005);
        degrees.ShouldAllBe(row => row.IsAuthor);
    }

    [Fact]
    public void Whoever_makes_a_file_again_is_a_first_author_too()
    {
        var degrees = Degrees(
            ["f"],
            By("ann", Made("f")),
            By("ann", Gone("f")),
            By("ben", Made("f")),
            By("ann", Made("f"))
        );
        degrees.ShouldAllBe(row => row.IsFirst && row.Deliveries == 0 && row.Acceptances == 0);
        degrees.Count.ShouldBe(2);
    }

    [Fact]
    public void What_a_file_was_called_before_counts_and_the_rename_is_a_change()
    {
        var degrees = Degrees(
            ["new"],
            By("ann", Made("old")),
            By("ann", Changed("old")),
            By("ben", Moved("old", "new"))
        );
        degrees.Select(row => (row.IsFirst, row.Deliveries)).ShouldBe([(true, 1), (false, 1)]);
    }

    [Fact]
    public void A_rename_leads_back_from_the_first_file_that_reaches_it()
    {
        Commit[] commits =
        [
            By("ann", Made("a")),
            By("ben", Moved("a", "b")),
            By("cem", Moved("b", "c")),
            By("dan", Made("b")),
        ];
        Degrees(["b", "c"], commits).Count(row => row.File == "c").ShouldBe(3);
        Degrees(["c", "b"], commits).Count(row => row.File == "c").ShouldBe(4);
    }

    [Fact]
    public void The_same_address_or_name_is_the_same_person()
    {
        var aliases = new AuthorAliases();
        var numbers = new[]
        {
            new Identity("José", "jose@work"),
            new Identity("jose", "jose@home"),
            new Identity("J. Doe", "JOSE@HOME"),
            new Identity("Ann", ""),
            new Identity("ann", ""),
            new Identity("", "x@y"),
            new Identity("", "z@y"),
        }
            .Select(aliases.Add)
            .ToList();
        numbers.Select(aliases.Person).ShouldBe([0, 0, 0, 2, 2, 3, 4]);
        aliases.NameOf(numbers[2]).ShouldBe("José");
    }

    [Fact]
    public void Authors_go_until_less_than_half_of_the_files_is_covered()
    {
        var commits = new[] { ("ann", 6), ("ben", 3), ("cem", 1) }
            .SelectMany(row => Enumerable.Range(0, row.Item2).Select(n => By(row.Item1, Made($"{row.Item1}{n}"))))
            .ToArray();
        string[] files = [.. commits.SelectMany(commit => commit.Changes).Select(change => change.Path)];
        var factor = TruckFactor.Of(Degrees(files, commits));
        (factor.Files, factor.Coverage, factor.Count, factor.PrunedCount).ShouldBe((10, 1, 1, 1));
        factor.Authors.Single().CoverageLeft.ShouldBe(0.4);
        // A file that nobody changed in any commit does not count.
        TruckFactor.Of(Degrees([.. files, "unknown"], commits)).Files.ShouldBe(10);
        TruckFactor.Of([]).Count.ShouldBe(0);
    }

    [Fact]
    public void Who_knows_less_than_a_tenth_of_the_first_ones_files_is_pruned_by_the_tool_only()
    {
        var commits = Enumerable
            .Range(0, 11)
            .Select(n => By("ann", Made($"a{n}")))
            .Concat(Enumerable.Range(0, 22).Select(n => By($"one{n}", Made($"o{n}"))))
            .ToArray();
        string[] files = [.. commits.SelectMany(commit => commit.Changes).Select(change => change.Path)];
        var factor = TruckFactor.Of(Degrees(files, commits));
        (factor.Count, factor.PrunedCount).ShouldBe((7, 1));
    }

    [Fact]
    public void Fewer_than_half_of_the_files_have_authors_when_all_key_authors_are_gone()
    {
        var histories = Gen.Choose(0, 3)
            .SelectMany(author => Gen.Choose(0, 7).Select(file => (author, file)))
            .ArrayOf();
        Prop.ForAll(
                histories.ToArbitrary(),
                rows =>
                {
                    var seen = new HashSet<int>();
                    var commits = rows.Select(row =>
                            By($"p{row.author}", seen.Add(row.file) ? Made($"f{row.file}") : Changed($"f{row.file}"))
                        )
                        .ToArray();
                    var degrees = Degrees([.. seen.Order().Select(file => $"f{file}")], commits);
                    var factor = TruckFactor.Of(degrees);
                    var gone = factor.Authors.Select(author => author.Person).ToHashSet();
                    var left = degrees.Where(row => row.IsAuthor && !gone.Contains(row.Person)).Select(row => row.File);
                    (left.Distinct().Count() * 2 < Math.Max(1, factor.Files)).ShouldBeTrue();
                    degrees.GroupBy(row => row.File).ShouldAllBe(file => file.Any(row => row.IsAuthor));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));
    }

    [Theory]
    [InlineData("lib/jekyll.rb", true)]
    [InlineData("Rakefile", true)]
    [InlineData("src/core.h", true)]
    [InlineData("README.md", false)]
    [InlineData("data.json", false)]
    [InlineData("docs/conf.py", false)]
    [InlineData("deep/docs/conf.py", true)]
    [InlineData("test/fixtures/a.rb", false)]
    [InlineData("a/vendor/b.js", false)]
    [InlineData("src/jquery.js", false)]
    [InlineData("site/app.min.js", false)]
    [InlineData("LICENSE", false)]
    [InlineData("yarn.lock", false)]
    public void Linguists_source_files_are_told_by_path(string path, bool isSource) =>
        SourceFileRule.IsSource(path).ShouldBe(isSource);

    [Fact]
    public void Files_without_an_extension_are_told_by_their_first_line()
    {
        SourceFileRule.MayBeScript("script/test").ShouldBeTrue();
        SourceFileRule.MayBeScript("Rakefile").ShouldBeFalse();
        SourceFileRule.MayBeScript("vendor/tool").ShouldBeFalse();
        SourceFileRule.IsScript("#!/bin/sh"u8).ShouldBeTrue();
        SourceFileRule.IsScript(""u8).ShouldBeFalse();
    }

    private static IReadOnlyList<DegreeOfAuthorship> Degrees(string[] files, params Commit[] commits)
    {
        var authorship = new Authorship();
        foreach (var commit in commits)
            authorship.Add(commit);
        return authorship.Of(files);
    }
}
