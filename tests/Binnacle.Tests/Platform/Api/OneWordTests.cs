using System.Net;
using System.Text;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Api;

public sealed class OneWordTests
{
    [Theory]
    [InlineData("\"other-team,decision\"")]
    [InlineData("\"review, vendor\"")]
    [InlineData("\"3\"")]
    [InlineData("3")]
    [InlineData("\"nothing-like-it\"")]
    [InlineData("[\"review\"]")]
    public async Task Anything_but_one_word_of_an_enum_is_refused_with_the_words(string kind)
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var program = await server.CallAsAsync(Role.Administrator, TokenScope.Write);

        using var refused = await program.PostAsync("/api/v1/blockers/", Draft(kind));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        problem
            .RootElement.GetProperty("detail")
            .GetString()
            .ShouldBe(
                "The value at $.kind on line 1 is not what is expected there: one of review, other-team, decision, environment, access, vendor, unclear-need, other."
            );
        await using var db = server.Database.Open();
        (await db.Set<Blocker>().AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task One_word_is_taken_and_the_description_lists_them()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var program = await server.CallAsAsync(Role.Administrator, TokenScope.Write);
        foreach (var draft in new[] { Draft("\"other-team\""), Draft("null", "Who decides?") })
            (await program.PostAsync("/api/v1/blockers/", draft)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await using var db = server.Database.Open();
        (await db.Set<Blocker>().OrderBy(row => row.Number).Select(row => row.Kind).ToListAsync()).ShouldBe([
            BlockerKind.OtherTeam,
            null,
        ]);
        (await program.GetStringAsync("/api/v1/openapi.json")).ShouldContain("\"unclear-need\"");
    }

    private static StringContent Draft(string kind, string what = "Nobody reviews it") =>
        new($$"""{"what":"{{what}}","kind":{{kind}}}""", Encoding.UTF8, "application/json");
}
