using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Fetching;
using Binnacle.Sources.HttpCsv;
using Binnacle.Sources.HttpJson;
using Binnacle.Sources.Prometheus;
using Binnacle.Sources.Sql;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Outbound;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Binnacle.Tests.Sources.Measures;

/// <summary>Each kind of source against the real thing: Debian's Prometheus, PostgreSQL, a web server.</summary>
public sealed class MeasureSourceTests
{
    private static readonly DateTime Now = DateTime.SpecifyKind(
        DateTime.Parse("2026-03-10T12:00:00"),
        DateTimeKind.Utc
    );
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now);

    [Fact]
    public async Task Prometheus_gives_a_point_a_day_with_its_coverage()
    {
        await using var prometheus = await PrometheusServer.StartAsync();
        await using var database = await AllowingAsync();
        using var http = new OutboundHttp(OutboundTests.Guard(database));
        var source = new PrometheusSource(http);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var day = DateOnly.FromDateTime(now);
        Task<IReadOnlyList<MeasurePoint>> Ask(string query) =>
            source.FetchAsync(
                new(
                    new(prometheus.Address.ToString(), query, Aggregation.Max, 1),
                    null,
                    null,
                    day.AddDays(-2),
                    day,
                    now
                ),
                default
            );

        var points = await Ask("sum(up) * 41 + 1");
        points[^1].Value.ShouldBe(42);
        points[^1].Coverage!.Value.ShouldBeInRange(0, 1);
        (await Ask("vector(0) / 0")).ShouldBeEmpty("what is no number is a gap");
        (await Should.ThrowAsync<OutboundFailure>(() => Ask("sum(up"))).Message.ShouldContain("parse error");
        (await Should.ThrowAsync<OutboundFailure>(() => Ask("{__name__=~\"prometheus_.+\"}"))).Message.ShouldContain(
            "expected one series, found"
        );
        (
            await Should.ThrowAsync<OutboundFailure>(() =>
                source.FetchAsync(new(new($"{prometheus.Address}graph", "up"), null, null, day, day, now), default)
            )
        ).Message.ShouldContain("404");
    }

    [Fact]
    public async Task Sql_reads_and_can_do_nothing_else()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Postgres);
        await using (var db = database.Open())
            await Binnacle.Platform.Outbound.AllowingDestinations.AllowDestinationAsync(db, "127.0.0.1");
        var given = new NpgsqlConnectionStringBuilder(database.Choice.PostgresConnection);
        await ExecuteAsync(
            given.ConnectionString,
            "CREATE TABLE orders (day date, n int); INSERT INTO orders SELECT d, 10 FROM generate_series(DATE '2026-03-01', DATE '2026-03-10', '1 day') d"
        );
        var connection = new SqlConnectionDefinition
        {
            Name = "Shop",
            Host = given.Host!,
            Port = given.Port,
            Database = given.Database!,
            UserName = given.Username!,
            Security = ConnectionSecurity.None,
        };
        var source = new SqlSource(OutboundTests.Guard(database));
        Task<IReadOnlyList<MeasurePoint>> Ask(string query) =>
            source.FetchAsync(
                new(new(Query: query), given.Password, connection, Today.AddDays(-6), Today, Now),
                default
            );

        (await Ask("SELECT sum(n) FROM orders;")).Single().ShouldBe(new MeasurePoint(Today, 100));
        var days = await Ask(
            "SELECT day, sum(n)::numeric, 0.5 FROM orders WHERE day BETWEEN :from AND :to GROUP BY day -- each"
        );
        days.Count.ShouldBe(7);
        days.ShouldAllBe(point => point.Value == 10 && point.Coverage == 0.5);
        (string Query, string Words)[] refused =
        [
            ("DELETE FROM orders RETURNING n", "42601"),
            ("WITH gone AS (DELETE FROM orders RETURNING n) SELECT count(*) FROM gone", "0A000"),
            ("SELECT 1) AS x; DELETE FROM orders; SELECT * FROM (SELECT 1", "multiple commands"),
            ("SELECT 1; DELETE FROM orders", "syntax"),
            ("SELECT nextval('kept')", "only reading"),
            ("SELECT set_config('transaction_read_only', 'off', false)::float", "read-write"),
            ("SELECT n FROM orders", "expected one value, found several rows"),
            ("SELECT 'many'", "expected a number"),
            ("SELECT 1, 2, 3, 4", "4 columns"),
            ("SELECT DATE '2026-03-01' + i, i FROM generate_series(1, 6000) i", "at most 5,000 rows"),
            ("SELECT * FROM nothing", "nothing"),
        ];
        await ExecuteAsync(given.ConnectionString, "CREATE SEQUENCE kept");
        foreach (var (query, words) in refused)
        {
            var failure = await Should.ThrowAsync<OutboundFailure>(() => Ask(query), query);
            failure.Message.ShouldStartWith("Database Shop");
            if (words is not ("42601" or "0A000"))
                failure.Message.ShouldContain(words, Case.Insensitive, query);
        }
        (await Ask("SELECT count(*) FROM orders")).Single().Value.ShouldBe(10);
        connection.Host = "10.1.2.3";
        (await Should.ThrowAsync<OutboundFailure>(() => Ask("SELECT 1"))).Message.ShouldContain("public address");
    }

    [Theory]
    [InlineData("", """{"a":{"b/c":[1,{"~":2}]},"":3}""")]
    [InlineData("/a/b~1c/0", "1")]
    [InlineData("/a/b~1c/1/~0", "2")]
    [InlineData("/", "3")]
    [InlineData("/a/b~1c/01", null)]
    [InlineData("/a/b~1c/-", null)]
    [InlineData("/a/x", null)]
    public void A_pointer_leads_where_the_standard_says(string pointer, string? expected)
    {
        using var document = JsonDocument.Parse("""{"a":{"b/c":[1,{"~":2}]},"":3}""");
        JsonPointer.Find(document.RootElement, pointer, out _)?.GetRawText().ShouldBe(expected);
        JsonPointer.Find(document.RootElement, pointer, out _).HasValue.ShouldBe(expected is not null);
        JsonPointer.IsValid(pointer).ShouldBeTrue();
        JsonPointer.IsValid("a" + pointer).ShouldBeFalse();
    }

    [Fact]
    public async Task Json_and_csv_are_read_and_errors_name_the_place()
    {
        await using var server = await LocalServer.StartAsync(context =>
            context.Response.WriteAsync(
                context.Request.Path.Value switch
                {
                    "/one" => """{"data":{"open":"17"}}""",
                    "/days" =>
                        """{"days":[{"on":"2026-03-08","n":1.5},{"on":"2026-03-09T23:30:00-02:00","n":2},{"on":1773014400,"n":null}]}""",
                    "/csv" => "date,value,coverage\n2026-03-08,5,0.9\n2026-03-09,6,\n",
                    "/broken" => "date,value\n2026-03-08,many\n",
                    _ => "<html>sign in</html>",
                }
            )
        );
        await using var database = await AllowingAsync();
        using var http = new OutboundHttp(OutboundTests.Guard(database));
        Task<IReadOnlyList<MeasurePoint>> Json(
            string path,
            string? value = null,
            string? list = null,
            string? date = null
        ) =>
            new HttpJsonSource(http).FetchAsync(
                Request(server, path, new(List: list, Value: value, Date: date)),
                default
            );
        Task<IReadOnlyList<MeasurePoint>> CsvAt(string path) =>
            new HttpCsvSource(http).FetchAsync(Request(server, path, new()), default);

        (await Json("/one", "/data/open")).Single().ShouldBe(new MeasurePoint(Today, 17));
        (await Json("/days", "/n", "/days", "/on")).ShouldBe([new(new(2026, 3, 8), 1.5), new(new(2026, 3, 10), 2)]);
        (await Should.ThrowAsync<OutboundFailure>(() => Json("/one", "/data/closed"))).Message.ShouldContain(
            "found nothing below /data"
        );
        (await Should.ThrowAsync<OutboundFailure>(() => Json("/days", "/n", "/days", "/n"))).Message.ShouldContain(
            "/days/0: expected a day"
        );
        (await Should.ThrowAsync<OutboundFailure>(() => Json("/page", "/n"))).Message.ShouldContain(
            "line 1: expected JSON"
        );
        (await CsvAt("/csv")).ShouldBe([new(new(2026, 3, 8), 5, 0.9), new(new(2026, 3, 9), 6)]);
        (await Should.ThrowAsync<OutboundFailure>(() => CsvAt("/broken"))).Message.ShouldContain(
            "Line 2, column 2: expected a number"
        );
    }

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("https://user:secret@example.org")]
    [InlineData("https://example.org/{secret}/x")]
    [InlineData("example.org")]
    public void Addresses_that_cannot_work_or_would_leak_are_refused(string address) =>
        Should.Throw<Refusal>(() => new HttpCsvSource(null!).Require(new(address))).Field.ShouldBe("address");

    private static FetchRequest Request(LocalServer server, string path, SourceSettings settings) =>
        new(
            settings with
            {
                Address = new Uri(server.Address, path).ToString(),
            },
            null,
            null,
            Today.AddDays(-7),
            Today,
            Now
        );

    private static async Task<TestDatabase> AllowingAsync()
    {
        var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        await db.AllowDestinationAsync("127.0.0.1");
        return database;
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }
}
