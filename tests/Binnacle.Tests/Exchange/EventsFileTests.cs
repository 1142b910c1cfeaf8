using System.Text;
using Binnacle.Exchange;
using Binnacle.Platform.Api;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Exchange;

public sealed class EventsFileTests
{
    private static string Line(int number) =>
        $$"""{"kind":"build","id":"b{{number}}","name":"CI","outcome":"success","at":"2026-03-01T08:00:00Z"}""";

    private static readonly string Pretty = Line(1).Replace(",", ",\n  ");

    [Theory]
    [InlineData("lines", 3)]
    [InlineData("lines with gaps", 3)]
    [InlineData("list", 3)]
    [InlineData("pretty list", 2)]
    [InlineData("document", 1)]
    [InlineData("pretty document", 1)]
    [InlineData("table", 2)]
    public async Task Each_form_is_taken(string form, int builds)
    {
        var text = form switch
        {
            "lines" => $"{Line(1)}\n{Line(2)}\n{Line(3)}",
            "lines with gaps" => $"\uFEFF\n{Line(1)}\r\n\r\n{Line(2)}\r\n{Line(3)}\n\n",
            "list" => $"[{Line(1)},{Line(2)},{Line(3)}]",
            "pretty list" => $"\n[\n  {Pretty},\n  {Line(2)}\n]\n",
            "document" => Line(1),
            "pretty document" => Pretty,
            _ =>
                "kind;at;id;name\nbuild;2026-03-01T08:00:00Z;b1;\"a name; of\ntwo lines\"\n\nbuild;2026-03-01T08:00:00Z;b2;CI\n",
        };
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        var report = await ImportAsync(db, text);
        report.Lines[0].ShouldStartWith($"{builds} event");
        (await db.Set<Build>().CountAsync()).ShouldBe(builds);
        if (form == "table")
            (await db.Set<Build>().ToListAsync()).ShouldContain(row => row.Name == "a name; of\ntwo lines");
        (await ImportAsync(db, text)).ShouldBeEquivalentTo(new ImportReport([], builds));
    }

    [Theory, OnBothDatabases]
    public async Task A_bad_line_far_behind_leaves_nothing(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var text = new StringBuilder();
        for (var number = 1; number <= 1200; number++)
            text.Append(Line(number)).Append('\n');
        var bad = $"{text}{{\"kind\":\"build\"}}\nno json\n";
        var refused = await Should.ThrowAsync<ImportRefused>(() => ImportAsync(db, bad));
        refused.Problems.Select(problem => problem.Place).ShouldBe(["line 1201", "line 1202"]);
        (await db.Set<IntakeEvent>().CountAsync()).ShouldBe(0);
        (await db.Set<IntakeSource>().CountAsync()).ShouldBe(0);
        await ImportAsync(db, text.ToString());
        (await db.Set<Build>().CountAsync()).ShouldBe(1200);
    }

    [Fact]
    public async Task A_list_that_breaks_off_leaves_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        var refused = await Should.ThrowAsync<ImportRefused>(() => ImportAsync(db, $"[{Line(1)},{Line(2)[..20]}"));
        refused.Problems.ShouldHaveSingleItem().Place.ShouldBe("$[1]");
        (await db.Set<IntakeEvent>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_no_JSON_says_so_whoever_may_have_sent_it()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        var refused = await Should.ThrowAsync<ImportRefused>(() => ImportAsync(db, "{\"zen\":[1,2", "github"));
        refused.Problems.ShouldHaveSingleItem().Message.ShouldContain("invalid end of a number");
    }

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a;b\r\n\"x\ny\";2\r\n\r\n3;\"4 \"\"5\"\"\"")]
    [InlineData("a\tb\n\"open\n1\t2")]
    public void A_table_is_read_row_by_row_as_it_is_at_once(string text) =>
        CsvText
            .Rows(new StringReader(text))
            .Select(row => $"{row.Line}: {string.Join('|', row.Cells)} {row.Broken is null}")
            .ShouldBe(
                CsvText
                    .Rows(text.Replace("\r\n", "\n"))
                    .Select(row => $"{row.Line}: {string.Join('|', row.Cells)} {row.Broken is null}")
            );

    private static async Task<ImportReport> ImportAsync(
        Binnacle.Platform.Data.AppDb db,
        string text,
        string? kind = null
    )
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var source = (await EventsFile.SourceOfAsync(file, kind)).ShouldNotBeNull();
        db.ChangeTracker.Clear();
        return await EventsFile.ImportAsync(db, source, file, dryRun: false, default);
    }
}
