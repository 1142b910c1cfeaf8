using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Flow.Standards;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Repository = Binnacle.Platform.Catalogue.Repository;

namespace Binnacle.Tests.Practices.Flow;

public sealed class StandardsTests
{
    private static readonly Standard Container = Standard.All.Single(standard => standard.Slug == "container");

    [Fact]
    public void Adoption_is_of_the_repositories_that_were_active_then()
    {
        StandardRepository[] repositories =
        [
            Of(1, first: 800, last: 1),
            Of(2, first: 800, last: 1),
            // Quiet: it counts for a year after its last commit.
            Of(3, first: 800, last: 420),
            // Born lately.
            Of(4, first: 20, last: 1),
        ];
        StandardFile[] files =
        [
            File(1, (300, true)),
            File(2, (200, true), (100, false)),
            File(3, (700, true)),
            File(3, (690, true)),
        ];
        var months = Adoption
            .Of(repositories, files, World.Today, 25)
            .Single(adoption => adoption.Standard == Container)
            .Months;

        (months.Count, months[^1]).ShouldBe((25, (World.Today, 1, 3)));
        months.Select(month => month.Month).ShouldBe(months.Select(month => month.Month).Order());
        At(months, 150).ShouldBe((3, 3));
        At(months, 250).ShouldBe((2, 3));
        At(months, 500).ShouldBe((1, 3));
        At(months, 705).ShouldBe((0, 3));
    }

    [Fact]
    public void Each_form_is_one_standard_at_most()
    {
        foreach (
            var (kind, style) in new[] { (DocumentKind.Environment, "compose"), (DocumentKind.Convention, "image") }
        )
            Standard.All.Count(standard => standard.Is(kind, style)).ShouldBe(1);
        Standard.All.ShouldNotContain(standard => standard.Is(DocumentKind.Environment, "unheard-of"));
        Standard.All.Select(standard => standard.Slug).ShouldBeUnique();
    }

    [Theory, OnBothDatabases]
    public async Task The_matrix_is_read_from_documents_and_their_versions(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using (var db = server.Database.Open())
        {
            foreach (var name in new[] { "cart", "shop" })
            {
                var repository = new Repository
                {
                    Slug = name,
                    Name = name,
                    Location = $"https://git.example/{name}",
                    AddedAt = db.Now,
                    ScannedAt = db.Now,
                    FirstCommitAt = db.Now.AddDays(-500),
                    LastCommitAt = db.Now.AddDays(-2),
                };
                db.Add(repository);
                if (name == "shop")
                    db.Add(
                        Document(
                            repository.Id,
                            ".devcontainer/devcontainer.json",
                            new EnvironmentFacts("Shop", "devcontainer"),
                            db.Now.AddDays(-40),
                            1
                        )
                    );
                db.Add(
                    Document(
                        repository.Id,
                        "Makefile",
                        new ConventionFacts("Makefile", "tasks"),
                        db.Now.AddDays(-400),
                        name == "shop" ? 2 : 3
                    )
                );
            }
            db.Record("test.prepared", "repositories");
            await db.SaveChangesAsync();
        }
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var page = await viewer.ReadAsync("/practices/flow/standards");
        page.QuerySelector("h1")!
            .TextContent.ShouldBe("Container or Nix environment spread most: 1 of 2 active repositories have it");
        page.QuerySelectorAll("tbody .state.pass").Length.ShouldBe(3);
        using var json = JsonDocument.Parse(
            await (await viewer.GetAsync("/practices/flow/standards.json")).Content.ReadAsStringAsync()
        );
        json.RootElement.GetProperty("items")
            .EnumerateArray()
            .Select(row => row.GetProperty("has").ToString())
            .ShouldBe(["""{"tasks":"tasks"}""", """{"container":"devcontainer","tasks":"tasks"}"""]);
    }

    private static Document Document(Guid repository, string path, DocumentFacts facts, DateTime at, int number)
    {
        var document = new Document
        {
            Number = number,
            RepositoryId = repository,
            Path = path,
            Kind = facts is EnvironmentFacts ? DocumentKind.Environment : DocumentKind.Convention,
            Title = facts.Title,
            FirstSeenAt = at,
            ChangedAt = at,
        };
        document.Versions.Add(
            new()
            {
                DocumentId = document.Id,
                At = at,
                Commit = "c0ffee",
                Blob = "b10b",
                Facts = JsonSerializer.Serialize(facts),
            }
        );
        return document;
    }

    private static (int Have, int Active) At(IEnumerable<(DateOnly Month, int Have, int Active)> months, int ago)
    {
        var (_, have, active) = months.Last(month => month.Month <= World.Today.AddDays(-ago));
        return (have, active);
    }

    private static StandardRepository Of(int number, int first, int last) =>
        new(World.Number(number), $"r{number}", $"r{number}", null, World.Ago(first), World.Ago(last));

    private static StandardFile File(int repository, params (double Ago, bool IsThere)[] turns) =>
        new(
            World.Number(repository),
            Container,
            "devcontainer",
            [.. turns.Select(turn => (World.Ago(turn.Ago), turn.IsThere))]
        );
}
