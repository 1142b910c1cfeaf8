using Binnacle.Platform.Access;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Outcomes.Objectives;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Outcomes;

public sealed class ObjectiveImportTests
{
    private const string Head =
        "objective,team,quarter,product owner,engineering owner,state,key result,unit,start,target,weight,measure\n";

    [Theory, OnBothDatabases]
    public async Task A_list_comes_in_and_comes_back_the_same(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
        {
            await db.DefineMeasureAsync(new("Activated", "%"));
            var (imported, problems) = await db.ImportObjectivesAsync(
                Head
                    + "Sell weekly,payments,2026-Q4,Ada Kern,Bob,active,Shops live,,10,50,3,\n"
                    + "Sell weekly,payments,2026-Q4,Ada Kern,Bob,active,Activated,,\"38,5\",42,,activated\n"
                    + "\"Fewer, shorter calls\",,Q1 2027,Ada Kern,Bob,draft,Calls,min,3,1,,\n"
            );
            problems.ShouldBeEmpty();
            (imported!.Added, imported.Changed).ShouldBe((2, 0));
            var first = (await db.ObjectiveAsync(1))!;
            first.State.Stage.ShouldBe(ObjectiveStage.Active);
            first
                .KeyResults.Select(result => (result.Title, result.Start, result.Unit, result.Weight))
                .ShouldBe([("Shops live", 10, "", 3), ("Activated", 38.5, "%", 1)]);
        }
        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        var csv = await program.GetStringAsync("/practices/outcomes/key-results.csv");
        await using var fresh = server.Database.Open();
        var again = await fresh.ImportObjectivesAsync(csv);
        again.Problems.ShouldBeEmpty();
        (again.Imported!.Added, again.Imported.Changed, again.Imported.Unchanged).ShouldBe((0, 0, 2));

        var changed = await fresh.ImportObjectivesAsync(csv.Replace(",50,", ",60,", StringComparison.Ordinal));
        (changed.Imported!.Changed, changed.Imported.Unchanged).ShouldBe((1, 1));
        (await fresh.ObjectiveAsync(1))!.KeyResults[0].Target.ShouldBe(60);
    }

    [Theory]
    [InlineData(
        "Sell weekly,payments,2026-Q4,Ada Kern,Bob,active,Shops,,5,5,,\n",
        "Line 3, column 10: expected another number than the start, found “5”."
    )]
    [InlineData(
        "Sell weekly,payments,2026-Q4,Ada Kern,Bob,active,Shops,,5,,,\n",
        "Line 3, column 1: expected a number in “target”, found nothing."
    )]
    [InlineData(
        "Sell weekly,payments,2026-Q4,Ada Kern,Bob,active,Shops,,five,6,,\n",
        "Line 3, column 9: expected a number as 12.5, found “five”."
    )]
    [InlineData(
        "Sell weekly,paymants,2026-Q4,Ada Kern,Bob,active,Shops,,5,6,,\n",
        "Line 3, column 2: expected a team of the catalogue, found “paymants”."
    )]
    [InlineData(
        "Sell weekly,payments,2026-Q4,Nobody,Bob,active,Shops,,5,6,,\n",
        "Line 3, column 4: Nobody in the catalogue is named “Nobody”. Type another part of the name."
    )]
    [InlineData(
        "Sell weekly,payments,autumn,Ada Kern,Bob,active,Shops,,5,6,,\n",
        "Line 3, column 3: expected a quarter as 2026-Q4, found “autumn”."
    )]
    [InlineData(
        "Sell weekly,payments,2026-Q4,Ada Kern,Bob,active,Shops,,5,6,,no-such\n",
        "Line 3, column 12: expected the slug of a measure that is defined, found “no-such”."
    )]
    [InlineData(
        "Sell weekly,payments,2026-Q4,Ada Kern,Bob,active,,,,,,\n",
        "Line 3, column 1: Say first what would show that it is met: at least one key result."
    )]
    public async Task A_file_with_a_problem_is_not_taken_at_all(string line, string words)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        var (imported, problems) = await db.ImportObjectivesAsync(
            Head + "Good,,2026-Q4,Ada Kern,Bob,draft,Calls,,3,1,,\n" + line
        );
        imported.ShouldBeNull();
        problems.Select(problem => problem.InWords).ShouldBe([words]);
        await using var fresh = database.Open();
        (await fresh.Set<Objective>().CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("", "Line 1, column 1: expected a column “engineering owner”, found nothing.")]
    [InlineData(
        "objective,product owner,engineering owner,mood\n",
        "Line 1, column 4: expected a column of number, objective, why, team, quarter, from, to, product owner, engineering owner, state, key result, unit, start, target, weight, measure, found “mood”."
    )]
    public async Task A_header_that_is_not_understood_is_told(string text, string words)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        (await db.ImportObjectivesAsync(text)).Problems[0].InWords.ShouldBe(words);
    }
}
