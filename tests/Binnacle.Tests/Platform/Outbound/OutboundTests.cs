using System.Net;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Outbound;

public sealed class OutboundTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.0.8")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    public async Task Private_addresses_are_refused_under_any_name(string address)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var guard = Guard(database, (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }));
        (
            await Should.ThrowAsync<OutboundFailure>(() => guard.AddressesAsync("metrics.example.org", default))
        ).Message.ShouldContain("expected a host with a public address");
        await Should.ThrowAsync<OutboundFailure>(() => guard.AddressesAsync(address, default));
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_enough_to_refuse()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var guard = Guard(
            database,
            (_, _) => Task.FromResult(new[] { IPAddress.Parse("93.184.216.34"), IPAddress.Loopback })
        );
        await Should.ThrowAsync<OutboundFailure>(() => guard.AddressesAsync("example.org", default));
    }

    /// <summary>First public, then private: the connection goes to what was resolved for it, and that is refused.</summary>
    [Fact]
    public async Task A_name_that_changes_its_mind_gets_nowhere()
    {
        await using var inside = await LocalServer.StartAsync(context => context.Response.WriteAsync("secret"));
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var asked = 0;
        var guard = Guard(
            database,
            (_, _) => Task.FromResult(new[] { asked++ == 0 ? IPAddress.Parse("93.184.216.34") : IPAddress.Loopback })
        );
        await guard.AddressesAsync("rebind.example.org", default);
        using var http = new OutboundHttp(guard);
        await Should.ThrowAsync<OutboundFailure>(() =>
            http.SendAsync(new(new Uri($"http://rebind.example.org:{inside.Port}/")))
        );
        inside.Asked.ShouldBeEmpty();
        asked.ShouldBe(2);
    }

    [Theory, OnBothDatabases]
    public async Task What_administrators_allow_is_reached_until_they_take_it_back(Engine engine)
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.WriteAsync("hello"));
        await using var database = await TestDatabase.CreateAsync(engine);
        using var http = new OutboundHttp(Guard(database));
        var request = new OutboundRequest(server.Address);
        await Should.ThrowAsync<OutboundFailure>(() => http.SendAsync(request));
        Guid id;
        await using (var db = database.Open())
            id = (await db.AllowDestinationAsync("127.0.0.1", "Prometheus of this machine")).Id;
        (await http.SendAsync(request)).Text.ShouldBe("hello");
        await using (var db = database.Open())
        {
            (await db.TakeBackDestinationAsync(id)).ShouldBeTrue();
            (await db.Set<TimelineEvent>().Select(row => row.Verb).OrderBy(verb => verb).ToListAsync()).ShouldBe([
                "destination.allowed",
                "destination.taken-back",
            ]);
        }
        await Should.ThrowAsync<OutboundFailure>(() => http.SendAsync(request));
        await using var leader = database.Open(Viewer.Nobody with { Role = Role.Leader });
        await Should.ThrowAsync<Refusal>(() => leader.AllowDestinationAsync("127.0.0.1"));
    }

    [Fact]
    public async Task Redirects_are_checked_one_by_one_and_secrets_stay_behind()
    {
        await using var other = await LocalServer.StartAsync(context => context.Response.WriteAsync("other"));
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.Redirect(
                context.Request.Path.Value switch
                {
                    "/elsewhere" => $"http://localhost:{other.Port}/",
                    "/inside" => "http://10.1.2.3/",
                    "/file" => "file:///etc/passwd",
                    _ => "/again",
                }
            );
            return Task.CompletedTask;
        });
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using (var db = database.Open())
        {
            await db.AllowDestinationAsync("127.0.0.1");
            await db.AllowDestinationAsync("localhost");
        }
        using var http = new OutboundHttp(Guard(database, (_, _) => Task.FromResult(new[] { IPAddress.Loopback })));
        OutboundRequest To(string path) =>
            new(new Uri(server.Address, path)) { Headers = [("Authorization", "Bearer s3cret")] };

        (await http.SendAsync(To("/elsewhere"))).Text.ShouldBe("other");
        other.Asked.Single().Headers.Authorization.ToString().ShouldBe("");
        server.Asked[0].Headers.Authorization.ToString().ShouldBe("Bearer s3cret");
        (await Should.ThrowAsync<OutboundFailure>(() => http.SendAsync(To("/inside")))).Message.ShouldStartWith(
            "10.1.2.3:"
        );
        (await Should.ThrowAsync<OutboundFailure>(() => http.SendAsync(To("/file")))).Message.ShouldContain(
            "http or https"
        );
        (await Should.ThrowAsync<OutboundFailure>(() => http.SendAsync(To("/round")))).Message.ShouldContain(
            "at most 3 redirects"
        );
    }

    [Fact]
    public async Task Slow_large_and_compressed_answers_are_refused()
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/slow")
                await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
            if (context.Request.Path == "/packed")
                context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.WriteAsync(new string('x', 5000));
        });
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using (var db = database.Open())
            await db.AllowDestinationAsync("127.0.0.0/8");
        using var http = new OutboundHttp(Guard(database));
        OutboundRequest To(string path) =>
            new(new Uri(server.Address, path + "?key=s3cret"))
            {
                TimeLimit = TimeSpan.FromSeconds(1),
                MostBytes = 4999,
            };
        foreach (
            var (path, words) in new[]
            {
                ("/slow", "within 1 seconds"),
                ("/large", "at most 4,999 bytes"),
                ("/packed", "compressed"),
            }
        )
        {
            var failure = await Should.ThrowAsync<OutboundFailure>(() => http.SendAsync(To(path)));
            failure.Message.ShouldContain(words);
            failure.Message.ShouldNotContain("s3cret");
        }
    }

    [Theory]
    [InlineData("http://prometheus")]
    [InlineData("prometheus:9090")]
    [InlineData("0.0.0.0/0")]
    [InlineData("")]
    public async Task Only_hosts_and_small_networks_can_be_allowed(string destination)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        await Should.ThrowAsync<Refusal>(() => db.AllowDestinationAsync(destination));
    }

    [Fact]
    public void A_name_opens_private_addresses_but_no_metadata()
    {
        var allowed = new AllowedDestinations(["intern.example.org", "fd00:1::/32"]);
        allowed.Allows("intern.example.org", IPAddress.Parse("10.0.0.1")).ShouldBeTrue();
        allowed.Allows("Intern.Example.org", IPAddress.Parse("::ffff:10.0.0.1")).ShouldBeTrue();
        allowed.Allows("other.example.org", IPAddress.Parse("10.0.0.1")).ShouldBeFalse();
        allowed.Allows("intern.example.org", IPAddress.Parse("169.254.169.254")).ShouldBeFalse();
        allowed.Allows("anything", IPAddress.Parse("fd00:1::5")).ShouldBeTrue();
    }

    internal static OutboundGuard Guard(TestDatabase database, ResolveHost? resolve = null) =>
        new(
            new AppDbs(database.Choice, TimeProvider.System),
            resolve ?? ((host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation))
        );
}
