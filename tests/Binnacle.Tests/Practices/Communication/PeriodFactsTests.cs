using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Communication.Summaries;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Direction.Roadmap;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Communication;

public sealed class PeriodFactsTests
{
    [Theory, OnBothDatabases]
    public async Task What_was_reached_and_what_waits_is_told_from_the_records(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        await db.AddMilestoneAsync(new("Guests pay", "Without an account", "2030-Q2"));
        await db.AddMilestoneAsync(new("Secret plan", "Better", "2030-Q3"));
        await db.PublishAsync((await db.MilestoneAsync(1))!);
        await db.EndAsync((await db.MilestoneAsync(1))!, MilestoneOutcome.Done, null);
        await db.EndAsync((await db.MilestoneAsync(2))!, MilestoneOutcome.Dropped, "It was not wanted.");
        var waiting = await ProposedAsync("Use a queue", 200);
        await ProposedAsync("Buy a ledger", 3);
        var back = await ProposedAsync("Split the ledger", 100);
        back.Step(DecisionStatus.Rejected, db.Now.AddDays(-50), "Ada");
        back.Step(DecisionStatus.Proposed, db.Now.AddDays(-40), "Ada");
        var decided = await ProposedAsync("Keep the ledger", 30);
        decided.Step(DecisionStatus.Accepted, db.Now.AddDays(-20), "Ada");
        decided.Outcome = "# Why\n\n**Because** the old one holds, [as measured](/measures/ledger).";
        db.Record("decision.accepted", decided.Title, decided.Url, classified: decided);
        await db.SaveChangesAsync();

        var facts = await db.PeriodFactsAsync(World.Practices, null, db.Today.AddDays(-6), db.Today);
        var told = facts.Milestones.ShouldHaveSingleItem();
        (told.Verb, told.Title).ShouldBe(("milestone.done", "Guests pay"));
        facts.Undecided.Select(row => row.Title).ShouldBe(["Use a queue", "Split the ledger", "Buy a ledger"]);
        facts.Undecided[0].Url.ShouldBe(waiting.Url);
        // As it stood when the period ended.
        (await db.PeriodFactsAsync(World.Practices, null, db.Today.AddDays(-32), db.Today.AddDays(-25)))
            .Undecided.Select(row => row.Title)
            .ShouldBe(["Use a queue", "Split the ledger", "Keep the ledger"]);

        // With its reason and who decided, in plain words.
        var reason = (
            await db.PeriodFactsAsync(World.Practices, null, db.Today.AddDays(-30), db.Today)
        ).Decisions.ShouldHaveSingleItem();
        (reason.By, reason.Note).ShouldBe(("Ada", "Because the old one holds, as measured."));

        async Task<Decision> ProposedAsync(string title, int ago)
        {
            var decision = new Decision
            {
                Number = (int)await db.TakeNumbersAsync("decisions"),
                Title = title,
                WrittenAt = db.Now.AddDays(-ago),
                WrittenBy = "Ada",
            };
            decision.Step(DecisionStatus.Proposed, db.Now.AddDays(-ago), "Ada");
            db.Add(decision);
            db.Record("decision.proposed", title, decision.Url);
            return decision;
        }
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_edit_a_text_the_second_is_told(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        await using var other = database.Open();
        var number = (await db.DraftSummaryAsync(new() { Period = "week" }, World.Practices)).Number;
        var seen = (await db.SummaryAsync(number))!;
        var same = (await other.SummaryAsync(number))!;

        await db.ChangeTextAsync(seen, Audience.Product, "Hers", seen: 0);
        // He read it before she saved, and saves after.
        (
            await Should.ThrowAsync<Refusal>(() => other.ChangeTextAsync(same, Audience.Product, "His", seen: 0))
        ).Message.ShouldContain("a moment ago");
        same = (await other.SummaryAsync(number))!;
        (
            await Should.ThrowAsync<Refusal>(() => other.ChangeTextAsync(same, Audience.Product, "His", seen: 0))
        ).Message.ShouldContain("while you wrote");
        await other.ChangeTextAsync(same, Audience.Product, "Both", seen: 1);

        await other.PublishAsync(same, Audience.Product);
        await Should.ThrowAsync<Refusal>(() => db.ChangeTextAsync(seen, Audience.Product, "Hers again"));
        db.ChangeTracker.Clear();
        (await db.SummaryAsync(number))!.Newest(Audience.Product)!.Markdown.ShouldBe("Both\n");
    }
}
