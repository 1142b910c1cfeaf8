using Binnacle.Commands;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Commands;

public sealed class ServeCommandTests
{
    [Theory]
    [InlineData("https://binnacle.example.org", null)]
    [InlineData("http://binnacle.example.org:8080/", null)]
    [InlineData("binnacle.example.org", "found binnacle.example.org")]
    [InlineData("ftp://binnacle.example.org", "found ftp://binnacle.example.org")]
    [InlineData("https://example.org/binnacle", "found https://example.org/binnacle")]
    public void A_public_address_is_a_scheme_and_a_host(string address, string? problem)
    {
        var parsed = ServeCommand.Create().Parse(["--public-url", address]);

        if (problem is null)
            parsed.Errors.ShouldBeEmpty();
        else
            parsed.Errors.ShouldHaveSingleItem().Message.ShouldContain(problem);
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why_and_nothing_else()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        string[] arguments =
        [
            "serve",
            "--data",
            database.Installation.Folder,
            "--port",
            $"{OtherProgram.FreePort()}",
            "--database",
            "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=1",
        ];

        var ended = await ProgramRun.RunAsync(arguments);

        ended.ExitCode.ShouldBe(4, ended.Error);
        ended.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("127.0.0.1");
    }
}
