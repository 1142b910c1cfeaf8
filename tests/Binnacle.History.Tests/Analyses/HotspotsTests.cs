using System.Text;
using Binnacle.History.Analyses;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.History.Tests.Analyses;

public sealed class HotspotsTests
{
    private static readonly Dictionary<string, Indentation> Texts = new()
    {
        ["deep"] = new(100, 400),
        ["middle"] = new(50, 100),
        ["flat"] = new(300, 10),
        ["still"] = new(900, 900),
        ["twin"] = new(60, 100),
    };

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("\n \n\t\r\n", 0, 0)]
    [InlineData("a\n    b\n\tc\n", 3, 2)]
    [InlineData("  a\n    b\n      c", 3, 3)]
    [InlineData("\t    a\r\n", 1, 2)]
    [InlineData("a    b\tc\n", 1, 0)]
    public void Four_spaces_or_a_tab_are_one_level(string text, int lines, double complexity) =>
        Indentation.Of(Encoding.UTF8.GetBytes(text)).ShouldBe(new(lines, complexity));

    [Fact]
    public void A_percentile_is_the_share_of_the_others_below()
    {
        var revisions = new Dictionary<string, int>
        {
            ["deep"] = 5,
            ["middle"] = 9,
            ["flat"] = 9,
            ["twin"] = 1,
            ["gone"] = 99,
        };
        // Revisions 0 1 5 9 9 and complexities 10 100 100 400 900, over four others.
        Hotspots
            .Of(Texts, revisions)
            .Select(row =>
                (row.Entity, row.RevisionsRank, row.RevisionsPercentile, row.ComplexityPercentile, row.Score)
            )
            .ShouldBe([
                ("deep", 3, 0.5, 0.75, 0.375),
                ("middle", 1, 0.75, 0.25, 0.1875),
                ("twin", 4, 0.25, 0.25, 0.0625),
                ("flat", 1, 0.75, 0, 0),
                ("still", 5, 0, 1, 0),
            ]);
    }

    [Fact]
    public void Percentiles_equal_comparing_each_with_each() =>
        Prop.ForAll(
                Gen.Choose(0, 5).Two().ArrayOf().Where(rows => rows.Length > 1).ToArbitrary(),
                rows =>
                {
                    var files = rows.Select((row, i) => (Name: $"f{i}", Revisions: row.Item1, Complexity: row.Item2))
                        .ToArray();
                    var found = Hotspots.Of(
                        files.ToDictionary(file => file.Name, file => new Indentation(1, file.Complexity)),
                        files.ToDictionary(file => file.Name, file => file.Revisions)
                    );
                    foreach (var file in files)
                    {
                        var row = found.Single(row => row.Entity == file.Name);
                        double others = files.Length - 1;
                        row.RevisionsPercentile.ShouldBe(
                            files.Count(other => other.Revisions < file.Revisions) / others
                        );
                        row.ComplexityPercentile.ShouldBe(
                            files.Count(other => other.Complexity < file.Complexity) / others
                        );
                        row.RevisionsRank.ShouldBe(1 + files.Count(other => other.Revisions > file.Revisions));
                    }
                    found.Select(row => row.Score).ShouldBeInOrder(SortDirection.Descending);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(0, 4, 0)]
    [InlineData(1, 0, 0)]
    public void The_only_file_scores_all_or_nothing(int revisions, double complexity, double score) =>
        Hotspots
            .Of(
                new Dictionary<string, Indentation> { ["x"] = new(1, complexity) },
                new Dictionary<string, int> { ["x"] = revisions }
            )
            .Single()
            .Score.ShouldBe(score);

    [Fact]
    public void What_holds_a_zero_byte_is_no_text()
    {
        Indentation.IsBinary("a\0b"u8).ShouldBeTrue();
        Indentation.IsBinary("ab"u8).ShouldBeFalse();
        Indentation.IsBinary(""u8).ShouldBeFalse();
    }
}
