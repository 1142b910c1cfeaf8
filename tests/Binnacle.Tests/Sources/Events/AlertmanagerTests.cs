using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Practices.Incidents.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Outbound;
using Binnacle.Tests.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Events;

/// <summary>A real Prometheus with a rule that holds for some seconds, and a real Alertmanager that tells of it.</summary>
public sealed class AlertmanagerTests
{
    [Fact]
    public async Task A_real_alert_fires_and_resolves_an_incident()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var admin = await server.CallAsAsync(Role.Administrator, TokenScope.Write);
        var added = await admin.PostAsJsonAsync("/api/v1/sources", new { name = "Alerts", kind = "alertmanager" });
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        var secret = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        // Alertmanager needs a port; the server under test has none.
        await using var door = await LocalServer.StartAsync(async context =>
        {
            using var passed = new HttpRequestMessage(HttpMethod.Post, "/hooks/alerts")
            {
                Content = new StreamContent(context.Request.Body),
            };
            passed.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
            using var answer = await server.Browse().Client.SendAsync(passed);
            context.Response.StatusCode = (int)answer.StatusCode;
        });
        var folder = Directory.CreateTempSubdirectory("binnacle-alerts-").FullName;
        var (watching, telling) = (OtherProgram.FreePort(), OtherProgram.FreePort());
        var ends = TimeProvider.System.GetUtcNow().AddSeconds(20).ToUnixTimeSeconds();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "rules.yml"),
            $"groups:\n- name: shop\n  rules:\n  - alert: CheckoutIsSlow\n    expr: vector(time()) < {ends}\n    labels: {{ service: checkout, severity: page }}\n    annotations: {{ runbook_url: https://runbooks.example.org/checkout }}\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "prometheus.yml"),
            $"global: {{ evaluation_interval: 1s }}\nrule_files: [rules.yml]\nalerting:\n  alertmanagers:\n  - static_configs:\n    - targets: ['127.0.0.1:{telling}']\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "alertmanager.yml"),
            $"route: {{ receiver: binnacle, group_wait: 1s, group_interval: 1s, repeat_interval: 1m }}\nreceivers:\n- name: binnacle\n  webhook_configs:\n  - url: {door.Address}hooks/alerts\n    send_resolved: true\n    http_config: {{ authorization: {{ credentials: {secret} }} }}\n"
        );
        var alertmanager = OtherProgram.Start(
            folder,
            "prometheus-alertmanager",
            "BINNACLE_TEST_ALERTMANAGER",
            "--config.file=alertmanager.yml",
            "--storage.path=alerts",
            "--cluster.listen-address=",
            $"--web.listen-address=127.0.0.1:{telling}"
        );
        var prometheus = OtherProgram.Start(
            folder,
            "prometheus",
            "BINNACLE_TEST_PROMETHEUS",
            "--config.file=prometheus.yml",
            "--storage.tsdb.path=data",
            // It finds its Alertmanager some seconds late, and tells the first alert to nobody.
            "--rules.alert.resend-delay=1s",
            $"--web.listen-address=127.0.0.1:{watching}"
        );
        try
        {
            var alarm = await UntilResolvedAsync(server);
            (alarm.Kind, alarm.Title, alarm.ServiceName, alarm.Severity).ShouldBe(
                (AlarmKind.Alert, "CheckoutIsSlow", "checkout", "page")
            );
            alarm.RunbookUrl.ShouldBe("https://runbooks.example.org/checkout");
            alarm.ResolvedAt!.Value.ShouldBeGreaterThan(alarm.StartedAt!.Value);
            await using var db = server.Database.Open();
            (await db.Set<Alarm>().CountAsync()).ShouldBe(1);
            (await db.Set<IntakeEvent>().CountAsync(row => row.State == IntakeState.Read)).ShouldBeGreaterThan(1);
            var incident = await UntilOverAsync(server);
            (incident.Title, incident.OpenedFrom).ShouldBe(("CheckoutIsSlow", OpenedFrom.Alarm));
            incident.DetectedAt!.Value.ShouldBe(alarm.StartedAt.Value, TimeSpan.FromSeconds(1));
            incident.ResolvedAt!.Value.ShouldBe(alarm.ResolvedAt.Value, TimeSpan.FromSeconds(1));
            // Nobody knows since when customers felt it: an alert does not.
            incident.ImpactStartAt.ShouldBeNull();
            (await db.Set<Incident>().CountAsync()).ShouldBe(1);
        }
        finally
        {
            await prometheus.DisposeAsync();
            await alertmanager.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Alarm> UntilResolvedAsync(TestServer server)
    {
        var seen = "nothing came";
        for (var patience = 0; patience < 360; patience++)
        {
            await using var db = server.Database.Open();
            var alarm = await db.Set<Alarm>().SingleOrDefaultAsync();
            if (alarm?.ResolvedAt is not null)
                return alarm;
            seen = alarm is null ? seen : "it fires and does not end";
            await Task.Delay(250);
        }
        throw new InvalidOperationException($"After a minute and a half {seen}.");
    }

    private static async Task<Incident> UntilOverAsync(TestServer server)
    {
        for (var patience = 0; patience < 240; patience++)
        {
            await using var db = server.Database.Open();
            if (await db.Set<Incident>().SingleOrDefaultAsync() is { ResolvedAt: not null } incident)
                return incident;
            await Task.Delay(250);
        }
        throw new InvalidOperationException("A minute after the alert was over no incident was.");
    }
}
