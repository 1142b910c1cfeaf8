using Binnacle.Practices.Incidents.Postmortems;

namespace Binnacle.Tests.Practices.Incidents;

public sealed class BlameCheckTests(ITestOutputHelper output)
{
    private sealed record Score(int Found, int Missed, int Wrong, int Left)
    {
        public double Precision => (double)Found / (Found + Wrong);
        public double Recall => (double)Found / (Found + Missed);
    }

    private Score Of(string name, string[] blaming, string[] fine)
    {
        var missed = blaming.Where(sentence => BlameCheck.Find(sentence) is null).ToList();
        var wrong = fine.Where(sentence => BlameCheck.Find(sentence) is not null).ToList();
        foreach (var sentence in missed)
            output.WriteLine($"{name} missed: {sentence}");
        foreach (var sentence in wrong)
            output.WriteLine($"{name} wrong: {sentence} ({BlameCheck.Find(sentence)!.Marked})");
        var score = new Score(blaming.Length - missed.Count, missed.Count, wrong.Count, fine.Length - wrong.Count);
        output.WriteLine($"{name}: precision {score.Precision:0.000}, recall {score.Recall:0.000}");
        return score;
    }

    [Fact]
    public void There_are_enough_labelled_sentences_of_both_kinds_and_none_is_in_both_halves()
    {
        string[] all =
        [
            .. BlameSentences.Known.Blaming,
            .. BlameSentences.Known.Fine,
            .. BlameSentences.HeldOut.Blaming,
            .. BlameSentences.HeldOut.Fine,
        ];
        all.Length.ShouldBeGreaterThanOrEqualTo(120);
        all.ShouldBeUnique();
    }

    [Fact]
    public void On_the_sentences_that_it_was_made_with()
    {
        var score = Of("known", BlameSentences.Known.Blaming, BlameSentences.Known.Fine);
        score.Precision.ShouldBeGreaterThanOrEqualTo(0.95);
        score.Recall.ShouldBeGreaterThanOrEqualTo(0.95);
    }

    /// <summary>What stands in docs/incidents.md is what the rules reach on sentences that they were not made with.</summary>
    [Fact]
    public void On_sentences_that_it_was_not_made_with_it_is_as_precise_as_the_guide_says()
    {
        var known = Of("known", BlameSentences.Known.Blaming, BlameSentences.Known.Fine);
        var held = Of("held out", BlameSentences.HeldOut.Blaming, BlameSentences.HeldOut.Fine);
        var guide = File.ReadAllText(Path.Combine(Guide(), "docs", "incidents.md"));
        guide.ShouldContain(Row("made with", known));
        guide.ShouldContain(Row("held out", held));
    }

    private static string Row(string name, Score score) =>
        FormattableString.Invariant(
            $"| {name} | {score.Found + score.Missed} | {score.Wrong + score.Left} | {score.Precision * 100:0} % | {score.Recall * 100:0} % |"
        );

    private static string Guide()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Binnacle.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [Fact]
    public void It_says_where_why_and_what_to_ask_and_leaves_code_headings_and_quotations_alone()
    {
        const string text = """
            ## Human error

            The disk was full. The root cause was
            human error by somebody.

            ```
            echo "operator error"
            ```

            > The engineer forgot it.

            - An engineer forgot the flag
            """;
        var report = BlameCheck.Of(text);
        report.IsCut.ShouldBeFalse();
        var found = report.Findings;
        found.Count.ShouldBe(2);
        found[0].Line.ShouldBe(3);
        found[0].Sentence.ShouldBe("The root cause was human error by somebody.");
        found[0].Rule.ShouldBe("human-error");
        found[0].Ask.ShouldEndWith("?");
        found[1].Line.ShouldBe(12);
        found[1].Marked.ShouldContain("forgot");
        found.ShouldAllBe(finding => finding.Why.Length > 20);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("the senior new tired engineer ")]
    [InlineData("Aaaa Bbbb ")]
    public void What_is_too_long_for_a_sentence_is_left_out_and_said_so(string part)
    {
        var tooLong = string.Concat(Enumerable.Repeat(part, 190_000 / part.Length));
        var report = BlameCheck.Of($"Human error was the cause.\n\n{tooLong}\n\nThe engineer forgot it.");
        report.IsCut.ShouldBeTrue();
        report.Findings.Select(found => found.Line).ShouldBe([1, 5]);
    }
}
