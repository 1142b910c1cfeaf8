using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Learning;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Platform.Facts;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Incidents;

/// <summary>What is kept of an incident, and what is answered for which scope.</summary>
public sealed class IncidentKeepingTests
{
    private readonly SettableClock clock = new(new DateTime(2026, 11, 15, 12, 0, 0));

    [Theory, OnBothDatabases]
    public async Task The_Timeline_says_that_a_line_was_added_or_taken_away_and_never_what_it_said(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open(clock: clock);
        var (incident, _) = await db.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        (
            await Should.ThrowAsync<Refusal>(() => db.GiveRoleAsync(incident, (IncidentRoleKind)99, "Bob", null))
        ).Field.ShouldBe("role");
        await db.AddNoteAsync(incident, db.Now.AddHours(-1), "The password is hunter2");
        await db.AddUpdateAsync(incident, "hunter2 was changed", db.Now.AddHours(1));
        await db.AddChatAsync(
            incident,
            ChatText.Read("[08:00] Ada: try hunter2", new DateOnly(2026, 11, 15)),
            "chat",
            false
        );
        foreach (var entry in await db.Set<IncidentEntry>().ToListAsync())
            await db.RemoveEntryAsync(incident, entry.Id);
        var told = await db.Set<TimelineEvent>().Where(row => row.Verb.StartsWith("incident.")).ToListAsync();
        told.Count(row => row.Verb == "incident.line-removed").ShouldBe(3);
        told.ShouldAllBe(row => row.Details == null || !row.Details.Contains("hunter2"));
        told.ShouldContain(row => row.Verb == "incident.noted" && row.Details == "A line of 15 Nov 2026 11:00");
    }

    [Fact]
    public async Task What_is_unknown_is_told_by_those_who_may_and_read_by_all()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite, clock);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open(clock: clock))
            await db.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var read = (await viewer.ReadAsync("/practices/incidents/1")).QuerySelector("main")!.TextContent;
        read.ShouldContain("unknown");
        read.ShouldNotContain("tell it");
        read.ShouldNotContain("@if");
        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.ReadAsync("/practices/incidents/1")).QuerySelector("main")!.TextContent.ShouldContain("tell it");
        // A page that is no number is the first; a list that cannot go back says so.
        foreach (var page in new[] { "abc", "-1", "99999999999" })
            (await viewer.GetAsync($"/practices/incidents?page={page}")).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        foreach (var query in new[] { "take=x", "pasted=x" })
            (await viewer.GetAsync($"/practices/incidents/1?{query}")).StatusCode.ShouldBe(HttpStatusCode.OK, query);
        (await viewer.ReadAsync("/practices/incidents?as-of=2026-11-01"))
            .QuerySelector(".notice")!
            .TextContent.ShouldContain("not of 1 Nov 2026");
    }

    [Theory, OnBothDatabases]
    public async Task A_way_of_failing_that_an_action_names_is_a_change_of_the_incident(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open(clock: clock);
        var (incident, _) = await db.OpenIncidentAsync(
            new("Queue stands", DetectedBy: Detector.Customer, MissedSignal: "Queue depth"),
            OpenedFrom.Hand
        );
        var before = incident.Revision;
        await db.PromiseActionAsync(
            incident,
            new(ActionKind.Preventive, "Refuse a second start", "Bob", Signature: "Batch starts twice"),
            new PracticeList()
        );
        incident.Revision.ShouldBe(before + 1);
        var told = await db.Set<TimelineEvent>().ToListAsync();
        told.ShouldContain(row =>
            row.Verb == "incident.changed" && row.Details == "Way of failing: none → Batch starts twice"
        );
        told.ShouldContain(row => row.Verb == "detection-gap.opened" && row.Subject == "Queue depth");
    }

    [Theory, OnBothDatabases]
    public async Task Of_a_repository_only_its_own_is_shown_and_of_an_unknown_scope_nothing(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open(clock: clock))
        {
            db.AddService("Ledger", db.AddRepository("ledger"));
            db.AddService("Search", db.AddRepository("search"));
            await db.SaveChangesAsync();
            foreach (var service in new[] { "Ledger", "Search" })
            {
                var (incident, _) = await db.OpenIncidentAsync(
                    new(
                        $"{service} is slow",
                        service,
                        DetectedBy: Detector.Customer,
                        DetectedAt: db.Now.AddHours(-1),
                        MissedSignal: $"{service} latency"
                    ),
                    OpenedFrom.Hand
                );
                await db.DeclineActionAsync(incident, ActionKind.Corrective, $"Rewrite {service}", "Too much.");
            }
            (await LearningModel.LoadAsync(db, "repository:ledger", null, default))!.Incidents.ShouldBe(1);
            (await LearningModel.LoadAsync(db, "organization", null, default))!.Incidents.ShouldBe(2);
        }
        var member = await server.BrowseAsAsync(Role.Member);
        foreach (var page in new[] { "", "/actions", "/gaps", "/learning" })
        {
            var path = $"/practices/incidents{page}";
            if (page != "/learning")
            {
                var text = (await member.ReadAsync($"{path}?scope=repository:ledger")).QuerySelector("main")!;
                text.TextContent.ShouldContain("Ledger", Case.Sensitive, path);
                text.QuerySelectorAll("td, th").ShouldAllBe(cell => !cell.TextContent.Contains("Search"));
            }
            foreach (var scope in new[] { "team:nowhere", "repository:nowhere", "nowhere" })
                (await member.GetAsync($"{path}?scope={scope}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        using var program = await server.CallAsAsync(Role.Member, TokenScope.Read);
        foreach (var list in new[] { "incidents", "incident-actions", "detection-gaps" })
        {
            var own = await program.GetFromJsonAsync<JsonElement>($"/api/v1/{list}?scope=repository:ledger");
            own.GetProperty("items").GetArrayLength().ShouldBe(1, list);
            (await program.GetAsync($"/api/v1/{list}?scope=team:nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        // CSV says what JSON says.
        (await program.GetStringAsync("/practices/incidents.csv")).ShouldContain(",customer,");
        (await program.GetStringAsync("/practices/incidents/actions.csv")).ShouldContain(",corrective,");
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_tell_the_first_time_of_a_kind_at_once_one_is_told(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var one = database.Open(clock: clock);
        await one.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        await using var other = database.Open(clock: clock);
        var (mine, theirs) = ((await one.IncidentAsync(1))!, (await other.IncidentAsync(1))!);
        await one.TellTimeAsync(mine, MomentKind.ImpactStart, one.Now.AddHours(-2), null, null);
        (
            await Should.ThrowAsync<Refusal>(() =>
                other.TellTimeAsync(theirs, MomentKind.ImpactStart, other.Now.AddHours(-1), null, null)
            )
        ).Message.ShouldContain("Look at it again");
        var now = (await other.IncidentAsync(1))!;
        now.ImpactStartAt.ShouldBe(other.Now.AddHours(-2));
        // It is replaced and told anew by one statement after the other.
        await other.TellTimeAsync(now, MomentKind.ImpactStart, other.Now.AddHours(-1), null, "The graph says so.");
        now.Moments.Count.ShouldBe(2);
    }

    [Theory, OnBothDatabases]
    public async Task Times_that_were_told_twice_at_once_before_are_put_in_order(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open(clock: clock);
        var (incident, _) = await db.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        await db.Database.ExecuteSqlRawAsync("DROP INDEX ix_incidents_moments_incident_id_kind");
        foreach (var minutes in new[] { 3, 1, 2 })
            db.Add(
                new Moment
                {
                    IncidentId = incident.Id,
                    Kind = MomentKind.Detected,
                    At = db.Now.AddMinutes(-minutes),
                    ToldAt = db.Now.AddMinutes(minutes),
                    ToldBy = "Ada",
                }
            );
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync(
            "DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '%_CurrentMoments'"
        );
        await db.Database.MigrateAsync();
        db.ChangeTracker.Clear();
        var moments = await db.Set<Moment>().OrderBy(row => row.ToldAt).ToListAsync();
        moments.Select(row => row.ReplacedAt is null).ShouldBe([false, false, true]);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_bears_the_name_of_the_writer_may_review_and_a_text_changed_since_says_so(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        var database = server.Database;
        Viewer Ada() => new(Guid.CreateVersion7(), "Ada Kern", Role.Member, new Dictionary<Guid, Role>());
        var (writer, reader) = (Ada(), Ada());
        await using var db = database.Open(writer, clock);
        var (incident, _) = await db.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        var revision = await db.WriteAsync(incident, "One.", null);
        var postmortem = (await db.PostmortemAsync(incident.Id))!;
        await db.AskForReviewAsync(incident, postmortem);
        (
            await Should.ThrowAsync<Refusal>(() => db.ReviewAsync(incident, postmortem, true, null, revision))
        ).Message.ShouldContain("You wrote this text last");
        db.Viewer = reader;
        await db.ReviewAsync(incident, postmortem, true, null, revision);
        await db.ShareAsync(incident, postmortem);
        const string path = "/practices/incidents/1/postmortem";
        var member = await server.BrowseAsAsync(Role.Member);
        (await member.ReadAsync(path)).Body!.TextContent.ShouldNotContain("changed after its review");
        clock.Pass(TimeSpan.FromMinutes(1));
        await db.WriteAsync(incident, "Two.", revision);
        (await member.ReadAsync(path)).Body!.TextContent.ShouldContain("changed after its review");

        var versions = await member.ReadAsync($"{path}/versions");
        versions.QuerySelector("main")!.TextContent.ShouldContain("Two.");
        versions.QuerySelector("main")!.TextContent.ShouldNotContain("One.");
        var first = versions.QuerySelectorAll("main li a")[^1].GetAttribute("href")!;
        (await member.ReadAsync(first)).QuerySelector("main")!.TextContent.ShouldContain("One.");
        (await member.GetAsync($"{path}/versions?version={Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task Programs_name_what_they_mean_and_learn_the_revision_that_they_wrote(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        using var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        await program.PostAsJsonAsync("/api/v1/incidents", new { title = "Queue stands" });
        const string path = "/api/v1/incidents/1";
        foreach (var kind in new object[] { 1, 7, "no such time" })
            (
                await program.PostAsJsonAsync($"{path}/times", new { kind, at = "2026-11-15T10:00:00Z" })
            ).StatusCode.ShouldBe(HttpStatusCode.BadRequest, kind.ToString());
        foreach (
            var (address, body) in new (string, object)[]
            {
                ($"{path}/times", new { kind = "impact-end,acknowledged", at = "2026-11-15T10:00:00Z" }),
                ("/api/v1/incidents", new { title = "Queue stands", detectedBy = "customer,person" }),
            }
        )
            (await program.PostAsJsonAsync(address, body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, address);
        // Only where a customer noticed first did something fail to tell.
        await program.PostAsJsonAsync(
            "/api/v1/incidents",
            new
            {
                title = "Search is empty",
                detectedBy = "monitoring",
                missedSignal = "Hits",
            }
        );
        var second = await program.GetFromJsonAsync<JsonElement>("/api/v1/incidents/2");
        second.GetProperty("missedSignal").ValueKind.ShouldBe(JsonValueKind.Null);

        var written = await program.PutAsync($"{path}/postmortem", new StringContent("One."));
        written.Headers.ETag!.Tag.ShouldBe("\"1\"");
        (await program.PutAsync($"{path}/postmortem?revision=1", new StringContent("Two."))).Headers.ETag!.Tag.ShouldBe(
            "\"2\""
        );
        var blind = await program.PutAsync($"{path}/postmortem", new StringContent("Three."));
        (await blind.Content.ReadAsStringAsync()).ShouldContain("wrote one already");
    }

    [Theory, OnBothDatabases]
    public async Task Each_card_says_what_it_refused_and_does_the_rest(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open(clock: clock))
            await db.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        const string page = "/practices/incidents/1";
        var member = await server.BrowseAsAsync(Role.Member);
        var several = await member.SubmitAsync(page, "role", ("Role", "Scribe"), ("Owner", "Ada"));
        several.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await several.Content.ReadAsStringAsync()).ShouldContain("Ada Lund");
        var given = await member.SubmitAsync(page, "role", ("Role", "Scribe"), ("Owner", "Ada"), ("OwnerNumber", "2"));
        given.StatusCode.ShouldBe(HttpStatusCode.Redirect, await given.Content.ReadAsStringAsync());
        (await member.ReadAsync(page)).Body!.TextContent.ShouldContain("Ada Lund writes it down");
        foreach (var number in new[] { "the first", "41" })
        {
            var linked = await member.SubmitAsync(page, "file", ("File", number));
            linked.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, number);
            (await linked.Content.ReadAsStringAsync()).ShouldContain($"value=\"{number}\"");
        }
        (await member.ReadAsync($"{page}?pasted=1")).Body!.TextContent.ShouldContain("1 line was added.");
    }

    [Fact]
    public void A_time_that_says_no_zone_is_UTC()
    {
        var told = new DateTime(2026, 11, 15, 9, 0, 0, DateTimeKind.Unspecified);
        told.AsUtc().ShouldBe(told);
        told.AsUtc().Kind.ShouldBe(DateTimeKind.Utc);
        told.AsUtc().ToLocalTime().AsUtc().ShouldBe(told.AsUtc());
    }
}
