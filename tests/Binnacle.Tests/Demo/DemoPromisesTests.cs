using Binnacle.Platform.Commitments;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Demo;

/// <summary>The stories of promises in <c>docs/demo.md</c>, on whatever day the demo is started.</summary>
public sealed class DemoPromisesTests
{
    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2027-05-03")]
    [InlineData("2027-08-18")]
    public async Task Each_verdict_is_there_and_two_wait_for_an_answer(string today)
    {
        await using var world = await DemoWorld.CreateAsync(
            Engine.Sqlite,
            DateOnly.Parse(today).ToDateTime(new TimeOnly(10, 5))
        );
        await world.GenerateAsync();
        await using var db = world.Open();
        var looks = await db.Set<Commitment>()
            .Where(row => row.Verifications.Any())
            .Select(row => new { row.Title, row.Verifications.First().Verdict })
            .ToDictionaryAsync(row => row.Title, row => row.Verdict);
        looks["Send all cards through one gateway"].ShouldBe(Verdict.Worse);
        looks["Try refused cards at the second gateway"].ShouldBe(Verdict.Improved);
        looks["Rehearse recovery every month"].ShouldBe(Verdict.Improved);
        looks["Shorten the address form"].ShouldBe(Verdict.NoEvidence);
        looks["Explain plans before the last step"].ShouldBe(Verdict.NoEvidence);
        looks["Write to those who left"].ShouldBe(Verdict.NotMeasurable);
        (await db.FailedVerificationsAsync())
            .Select(row => row.Title)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["Explain plans before the last step", "Write to those who left"]);
        // Nothing waits to be looked at whose day has passed.
        (await db.Set<Commitment>().CountAsync(row => row.LookOn < db.Today && row.ClosedOn != null)).ShouldBe(0);

        // Payments kept its promises, lost people, and keeps them again.
        var quarters = await db.ReliabilityAsync("team:payments");
        var known = quarters
            .Where(quarter => quarter.Share is not null)
            .Select(quarter => quarter.Share!.Value)
            .ToList();
        known[0].ShouldBeGreaterThan(0.6);
        known.Min().ShouldBeLessThan(0.45);
    }
}
