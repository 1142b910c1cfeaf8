using Binnacle.Practices.Direction.Vision;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Direction;

public sealed class WordDiffTests
{
    [Fact]
    public void What_stayed_and_came_is_the_new_text_and_what_stayed_and_went_the_old()
    {
        var words = Gen.Elements(
            "we",
            "ship",
            "small",
            "steps",
            "a\u00a0b",
            "don't",
            "é",
            "\n",
            " ",
            "  ",
            ".",
            ",",
            "**",
            "\ud83d\ude00",
            "\r\n"
        );
        var texts = words.ListOf().Select(list => string.Concat(list));
        var cases = from before in texts from after in texts select (before, after);
        Prop.ForAll(
                cases.ToArbitrary(),
                drawn =>
                {
                    var parts = WordDiff.Between(drawn.before, drawn.after);
                    Text(parts, DiffMark.Added).ShouldBe(drawn.after);
                    Text(parts, DiffMark.Removed).ShouldBe(drawn.before);
                    parts.ShouldAllBe(part => part.Text.Length > 0);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 3));

        static string Text(IEnumerable<DiffPart> parts, DiffMark also) =>
            string.Concat(
                parts.Where(part => part.Mark is DiffMark.Same || part.Mark == also).Select(part => part.Text)
            );
    }

    [Fact]
    public void Words_are_compared_and_not_letters() =>
        WordDiff
            .Between("We ship on Fridays.", "We ship every day.")
            .ShouldBe([
                new(DiffMark.Same, "We ship "),
                new(DiffMark.Removed, "on"),
                new(DiffMark.Added, "every"),
                new(DiffMark.Same, " "),
                new(DiffMark.Removed, "Fridays"),
                new(DiffMark.Added, "day"),
                new(DiffMark.Same, "."),
            ]);

    [Theory]
    [InlineData("", 0)]
    [InlineData("  — ", 0)]
    [InlineData("don't stop", 2)]
    [InlineData("**sign-in** 2.0", 4)]
    public void Words_are_runs_of_letters_and_digits(string text, int words) =>
        WordDiff.CountWords(text).ShouldBe(words);
}
