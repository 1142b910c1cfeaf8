using Binnacle.Platform;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Decisions;

public sealed class DecisionVerbsTests
{
    [Theory, OnBothDatabases]
    public async Task What_is_decided_keeps_its_words_and_slips_are_kept_as_versions(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var content = new DecisionContent("Use a queue")
        {
            Context = "Orders arrive in bursts and teh ledger cannot keep up with them on the first day of a month.",
            Outcome = "A queue takes the bursts.",
            Options = [new("A queue", Chosen: true), new("A larger ledger")],
        };
        await using (var db = database.Open())
        {
            var decision = await db.WriteDecisionAsync(content);
            await db.ChangeDecisionAsync(decision, content with { Drivers = "Cost", Revision = decision.Revision });
            await db.DecideAsync(decision, new(DecisionStatus.Accepted));
        }
        content = content with { Drivers = "Cost" };
        await using (var db = database.Open())
        {
            var decision = (await db.DecisionAsync(1))!;
            (await Should.ThrowAsync<Refusal>(() => db.ChangeDecisionAsync(decision, content))).Message.ShouldContain(
                "what it says stays"
            );
            var mended = content with { Context = content.Context!.Replace("teh", "the", StringComparison.Ordinal) };
            (await Should.ThrowAsync<Refusal>(() => db.CorrectDecisionAsync(decision, mended, null))).Field.ShouldBe(
                "reason"
            );
            await db.CorrectDecisionAsync(decision, mended, "A typing error");
            (
                await Should.ThrowAsync<Refusal>(() =>
                    db.CorrectDecisionAsync(decision, mended with { Outcome = "We buy another ledger instead." }, "Oh")
                )
            ).Field.ShouldBe("outcome");
            (
                await Should.ThrowAsync<Refusal>(() =>
                    db.CorrectDecisionAsync(
                        decision,
                        mended with
                        {
                            Options = [new("A queue"), new("A larger ledger", Chosen: true)],
                        },
                        "Oh"
                    )
                )
            ).Field.ShouldBe("options");
        }
        await using var fresh = database.Open();
        var read = (await fresh.DecisionAsync(1))!;
        read.Versions.Select(row => row.Kind)
            .ShouldBe([VersionKind.Written, VersionKind.Edited, VersionKind.Corrected]);
        read.Versions[1].Read().Context!.ShouldContain("teh");
        read.Context!.ShouldNotContain("teh");
        read.Steps.Select(row => row.Status).ShouldBe([DecisionStatus.Proposed, DecisionStatus.Accepted]);
    }

    [Theory, OnBothDatabases]
    public async Task Who_writes_over_what_somebody_else_changed_is_refused(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var one = database.Open();
        await using var other = database.Open();
        await one.DraftDecisionAsync(new("Use a queue", Outcome: "It takes bursts."));
        var mine = (await one.DecisionAsync(1))!;
        var yours = (await other.DecisionAsync(1))!;
        await one.DecideAsync(mine, new(DecisionStatus.Accepted));
        (
            await Should.ThrowAsync<Refusal>(() =>
                other.DecideAsync(yours, new(DecisionStatus.Rejected, Note: "No need"))
            )
        ).Message.ShouldContain("Somebody else");
    }

    [Theory, OnBothDatabases]
    public async Task Advice_comes_before_and_a_revisit_after(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var clock = new SettableClock(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc));
        await using var db = database.Open(clock: clock);
        var decision = await db.DraftDecisionAsync(new("Use a queue", Outcome: "It takes bursts."));
        await db.GiveAsync(decision, null, "Mind the order.");
        clock.Pass(TimeSpan.FromDays(9));
        await db.DecideAsync(decision, new(DecisionStatus.Accepted, RevisitOn: new(2026, 6, 1)));
        (await Should.ThrowAsync<Refusal>(() => db.GiveAsync(decision, null, "Too late."))).Message.ShouldContain(
            "Advice comes before"
        );
        clock.Pass(TimeSpan.FromDays(90));
        await db.RevisitAsync(decision, RevisitVerdict.StillHolds, "The queue is never longer than a minute.", null);
        var row = (await db.DecisionRegisterAsync(new(), new())).Rows.Single();
        (row.DaysWaited, row.RevisitOn, row.Advice).ShouldBe((9, null, 1));
        decision.Revisits.Single().WasOn.ShouldBe(new(2026, 6, 1));
    }

    [Theory, OnBothDatabases]
    public async Task A_decision_that_is_written_down_afterwards_waited_nobody_knows_how_long(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        (
            await Should.ThrowAsync<Refusal>(() => db.DraftDecisionAsync(new("Use a queue", Decided: true)))
        ).Field.ShouldBe("outcome");
        db.ChangeTracker.Clear();
        var decision = await db.DraftDecisionAsync(
            new("Use a queue", Outcome: "It takes bursts.", Decided: true, Origin: "page:/review/sessions/3")
        );
        decision.ProposedAt.ShouldBeNull();
        (await db.DecisionRegisterAsync(new(), new())).Rows.Single().DaysWaited.ShouldBeNull();
        await Should.ThrowAsync<Refusal>(() => db.DraftDecisionAsync(new("Other", Origin: "javascript:alert(1)")));
    }

    [Theory]
    [InlineData("the cat sat", "the cat sat", 0)]
    [InlineData("the cat sat", "the dog sat", 1)]
    [InlineData("the cat sat", "the sat", 1)]
    [InlineData("", "a b c", 3)]
    [InlineData("a b c d", "b c d e", 1)]
    public void Words_that_changed_are_counted_in_order(string before, string after, int changed) =>
        DecisionCorrecting.ChangedWords(before, after).ShouldBe(changed);
}
