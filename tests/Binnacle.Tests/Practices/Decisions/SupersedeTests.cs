using Binnacle.Platform;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions;
using Binnacle.Tests.Databases;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Decisions;

public sealed class SupersedeTests
{
    [Fact]
    public void Links_that_are_let_in_never_close_a_ring_and_none_is_refused_without_need()
    {
        var attempts = Gen.Choose(0, 9).Two().Select(pair => (pair.Item1, pair.Item2)).ListOf();
        Prop.ForAll(
                attempts.ToArbitrary(),
                pairs =>
                {
                    var links = new List<(Guid Younger, Guid Older)>();
                    foreach (var (younger, older) in pairs)
                    {
                        var (from, to) = (Id(younger), Id(older));
                        var refused = new SupersedeGraph(links).WouldClose(from, to);
                        refused.ShouldBe(HasRing([.. links, (from, to)]));
                        if (!refused)
                            links.Add((from, to));
                    }
                    HasRing(links).ShouldBeFalse();
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory, OnBothDatabases]
    public async Task Several_are_superseded_at_once_and_both_sides_say_so(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        foreach (var title in new[] { "One", "Two", "Three" })
            await db.DraftDecisionAsync(new(title, Outcome: "Because.", Decided: true));
        var younger = await db.DraftDecisionAsync(new("Four", Outcome: "Because."));
        await db.SupersedeAsync(younger, [1, 2]);
        (await db.DecisionAsync(1))!.Status.ShouldBe(DecisionStatus.Accepted);
        await db.DecideAsync(younger, new(DecisionStatus.Accepted));
        await db.SupersedeAsync(younger, [3]);

        (await db.OlderDecisionsAsync(younger.Id)).Select(row => row.Number).ShouldBe([1, 2, 3]);
        foreach (var number in new[] { 1, 2, 3 })
        {
            var older = (await db.DecisionAsync(number))!;
            older.Status.ShouldBe(DecisionStatus.Superseded);
            (await db.YoungerDecisionsAsync(older.Id)).Select(row => row.Number).ShouldBe([4]);
        }
        var one = (await db.DecisionAsync(1))!;
        (await Should.ThrowAsync<Refusal>(() => db.SupersedeAsync(one, [4]))).Field.ShouldBe("supersedes");
        (await Should.ThrowAsync<Refusal>(() => db.SupersedeAsync(younger, [4]))).Message.ShouldContain("itself");
        (await Should.ThrowAsync<Refusal>(() => db.SupersedeAsync(younger, [9]))).Message.ShouldContain(
            "no decision 9"
        );
    }

    private static Guid Id(int number) => new(number + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>By taking away, again and again, what nothing younger points to.</summary>
    private static bool HasRing(IReadOnlyCollection<(Guid Younger, Guid Older)> links)
    {
        var left = links.ToList();
        while (left.RemoveAll(link => !left.Exists(other => other.Older == link.Younger)) > 0) { }
        return left.Count > 0;
    }
}
