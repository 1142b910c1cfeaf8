using Binnacle.Exchange;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Exchange;

public sealed class PeopleCsvTests
{
    [Theory, OnBothDatabases]
    public async Task People_are_known_by_address_then_by_name_and_others_are_added(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var db = database.Open())
        {
            var person = new Person { Number = 900, Name = "A. Silva" };
            db.AddRange(
                new Team { Slug = "payments", Name = "Payments" },
                person,
                new PersonAddress
                {
                    PersonId = person.Id,
                    Name = "A",
                    Address = "ana@example.org",
                }
            );
            db.Record("catalogue.filled", "for a test");
            await db.SaveChangesAsync();
        }
        const string Text =
            "name,address,team,joined,left\r\nAna Silva,Ana@example.org,Payments,2025-01-06,\r\nBo,,,,\r\n";

        await using (var db = database.Open())
        {
            var report = await db.ImportPeopleAsync(PeopleCsv.Read(Text), dryRun: false);
            report.Lines.ShouldBe(["changed person 900, Ana Silva", "added person 1, Bo"]);
        }
        await using (var db = database.Open())
        {
            var again = await db.ImportPeopleAsync(PeopleCsv.Read(Text), dryRun: false);
            again.Lines.ShouldBeEmpty();
            again.Unchanged.ShouldBe(2);
            (await db.Set<Person>().SingleAsync(row => row.Number == 900)).JoinedOn.ShouldBe(new DateOnly(2025, 1, 6));
        }
    }

    [Fact]
    public void Every_cell_that_cannot_be_read_is_named()
    {
        var refused = Should.Throw<ImportRefused>(() => PeopleCsv.Read("name,joined\n,2026-01-01\nBo,soon\n"));
        refused
            .Problems.Select(problem => $"{problem.Place}: {problem.Message}")
            .ShouldBe([
                "line 2, column name: expected a name, found nothing",
                "line 3, column joined: expected a day as 2026-03-31, found “soon”",
            ]);
    }
}
