using Binnacle.Platform.Facts;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Facts;

/// <summary>The laws that make order and repetition not matter.</summary>
public sealed class JoiningTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Any_order_and_any_repetition_give_the_same() =>
        Prop.ForAll(
                Tellings().ArrayOf().ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (tellings, seed) =>
                {
                    var again = tellings.Concat(tellings).ToArray();
                    new Random(seed).Shuffle(again);
                    return Words(tellings) == Words(again);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_newest_holds_and_an_older_one_changes_nothing()
    {
        var change = Change.Of("forge.example/shop", 1);
        Joining.Join(change, Told(title: "second"), Start.AddHours(2));
        Joining.Join(change, Told(title: "first"), Start.AddHours(1));
        change.Title.ShouldBe("second");
        Joining.Join(change, Told(title: null), Start.AddHours(3));
        change.Title.ShouldBe("second");
    }

    [Theory]
    [InlineData("https://forge.example/shop/changes/1", true)]
    [InlineData("http://forge.example/shop", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,hello", false)]
    [InlineData("//forge.example/shop", false)]
    [InlineData("", false)]
    public void Only_a_web_address_is_kept_to_be_followed(string told, bool isKept)
    {
        var change = new Change { Url = told };
        change.Url.ShouldBe(isKept ? told : null);
    }

    private static Gen<(Change Told, DateTime At)> Tellings() =>
        from minute in Gen.Choose(0, 5)
        from title in Gen.Elements("a", "b", null)
        from draft in Gen.Elements(true, false, (bool?)null)
        from opened in Gen.Choose(0, 5)
        from closed in Gen.Elements(1, 2, (int?)null)
        select (
            new Change
            {
                Title = title,
                IsDraft = draft,
                OpenedAt = Start.AddMinutes(opened),
                ClosedAt = closed is { } at ? Start.AddMinutes(at) : null,
            },
            Start.AddMinutes(minute)
        );

    private static Change Told(string? title) => new() { Title = title };

    private static string Words(IEnumerable<(Change Told, DateTime At)> tellings)
    {
        var change = Change.Of("forge.example/shop", 1);
        foreach (var (told, at) in tellings)
            Joining.Join(change, told, at);
        return $"{change.Title} {change.IsDraft} {change.OpenedAt:O} {change.ClosedAt:O} {change.Stamps}";
    }
}
