using System.Net;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Platform.Api;

/// <summary>What every list of the API and beside a page does, whatever its rows are.</summary>
public sealed class ListTests
{
    private static readonly (string Page, string Api)[] Lists =
    [
        ("/catalogue/people", "/people"),
        ("/catalogue/services", "/services"),
        ("/catalogue/teams", "/teams"),
        ("/commitments", "/commitments"),
        ("/documents", "/documents"),
        ("/jobs", "/jobs"),
        ("/measures", "/measures"),
        ("/repositories", "/repositories"),
        ("/timeline", "/timeline"),
    ];

    [Theory, OnBothDatabases]
    public async Task A_list_is_answered_in_each_form_and_refuses_a_bad_part(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        foreach (var (page, api) in Lists)
        {
            foreach (var address in new[] { $"/api/v1{api}", $"{page}.json" })
            {
                (await viewer.GetAsync($"{address}?size=1")).StatusCode.ShouldBe(HttpStatusCode.OK, address);
                (await ProblemAsync(viewer, $"{address}?size=0")).ShouldBe((422, "Ask for 1 to 500 rows."));
                (await ProblemAsync(viewer, $"{address}?size=many")).Status.ShouldBe(400, address);
            }
            var csv = await viewer.GetAsync($"{page}.csv");
            csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
            (await csv.Content.ReadAsStringAsync()).ShouldEndWith("\r\n");
            (await ProblemAsync(viewer, $"{page}.csv?cursor=made-up")).Status.ShouldBe(422, page);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_description_names_parameters_as_addresses_do(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var viewer = await server.BrowseAsAsync(Role.Viewer);

        using var described = JsonDocument.Parse(await viewer.Client.GetStringAsync("/api/v1/openapi.json"));

        described
            .RootElement.GetProperty("paths")
            .GetProperty("/api/v1/repositories/{slug}/commits")
            .GetProperty("get")
            .GetProperty("parameters")
            .EnumerateArray()
            .Select(parameter => parameter.GetProperty("name").GetString())
            .ShouldBe(["slug", "kind", "cursor", "size"]);
    }

    private static async Task<(int Status, string? Detail)> ProblemAsync(Browser browser, string address)
    {
        using var response = await browser.GetAsync(address);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", address);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, problem.RootElement.GetProperty("detail").GetString());
    }
}
