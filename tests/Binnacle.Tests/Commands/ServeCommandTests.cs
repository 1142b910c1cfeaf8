using Binnacle.Commands;

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
}
