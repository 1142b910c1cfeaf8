using Binnacle.History.Analyses;
using static Binnacle.History.Tests.Analyses.SmallHistory;

namespace Binnacle.History.Tests.Analyses;

public sealed class KnowledgeTests
{
    [Fact]
    public void The_fractal_value_tells_one_author_from_many_even_ones()
    {
        var history = Of(
                By("a", Changed("x/1", 6), Changed("x/2", 3)),
                By("b", Changed("x/1", 1)),
                By("a", Changed("x/2", 0)),
                By("c", Changed("x/1", 0)),
                By("a", Changed("y/1", 0, 4))
            )
            .Renamed(path => path[..1]);
        // x: a 2 of 4 changes, b and c one each: 1 − (4 + 1 + 1) ÷ 16.
        Fragmentation
            .Of(history)
            .ShouldBe([new("x", 3, 4, 10, 0.9, 0.5, 1 - 6 / 16.0), new("y", 1, 1, 0, null, 1, 0)]);
    }

    [Fact]
    public void A_file_is_lost_when_all_its_authors_went_quiet()
    {
        var end = Start.AddDays(400);
        var authorship = new Authorship();
        authorship.Add(At(Start, "gone", Made("a/1"), Made("a/2")));
        authorship.Add(At(Start, "here", Made("a/3"), Made("b/1")));
        authorship.Add(MergeAt(end.AddDays(-KnowledgeLoss.QuietDays), "here"));
        var degrees = authorship.Of(["a/1", "a/2", "a/3", "b/1", "b/2"]);
        var last = authorship.LastCommits();
        KnowledgeLoss
            .Of(degrees, person => last[person], end, path => path[..1])
            .ShouldBe([new("a", 3, 0, 2), new("b", 1, 0, 0)]);
        KnowledgeLoss
            .Of(degrees, person => last[person], end.AddSeconds(1), _ => "all")
            .ShouldBe([new("all", 4, 0, 4)]);
    }

    [Fact]
    public void Files_without_an_author_are_no_part_of_the_share()
    {
        DegreeOfAuthorship Row(string file, int person, bool isAuthor) =>
            new(file, person, false, 1, 0, 3, 1, isAuthor);
        var rows = KnowledgeLoss.Of(
            [Row("x", 0, true), Row("x", 1, true), Row("y", 0, true), Row("z", 1, false)],
            person => person == 0 ? Start : Start.AddYears(1),
            Start.AddYears(1),
            _ => ""
        );
        rows.ShouldBe([new("", 3, 1, 1)]);
        rows[0].Share.ShouldBe(0.5);
        new LostKnowledge("", 2, 2, 0).Share.ShouldBeNull();
    }

    [Fact]
    public void A_file_is_as_old_as_its_last_change_under_any_name()
    {
        var ages = new FileAges();
        ages.Add(At(Start, "a", Made("old"), Made("other")));
        ages.Add(At(Start.AddMonths(3), "a", Moved("old", "new")));
        ages.Add(At(Start.AddMonths(5), "bot", Changed("other")), counts: false);
        ages.Of(["new", "other", "never"], Start.AddMonths(6).AddDays(-1)).ShouldBe([new("new", 2), new("other", 5)]);
    }
}
