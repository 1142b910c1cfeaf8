using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Jira;

/// <summary>Webhooks of Jira: developer.atlassian.com/server/jira/platform/webhooks.</summary>
internal sealed class JiraEvents : IEventSource
{
    public string Kind => "jira";

    public string Name => "Jira";

    public string SetUp =>
        "In the system settings under WebHooks: paste the address and the secret, and choose Issue created, updated and deleted. Older versions have no secret: add ?token= and the secret to the address.";

    public bool IsGenuine(HookRequest request, string secret) =>
        Signatures.IsSigned(request, "X-Hub-Signature", "sha256=", secret)
        || Signatures.HasToken(request, null, secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => request.Header("X-Atlassian-Webhook-Identifier");

    public string? EventOf(HookRequest? request, Foreign body) => body["webhookEvent"].Text;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var body = reading.Body;
        var issue = body["issue"];
        if (!reading.Event.StartsWith("jira:issue_", StringComparison.Ordinal) || !issue.IsThere)
            yield break;
        var fields = issue["fields"];
        var at = body["timestamp"].Time ?? fields["updated"].RequireTime();
        var item = JiraIssues.Of(issue);
        if (reading.Event == "jira:issue_deleted")
            (item.DeletedAt, item.ClosedAt) = (at, null);
        else if (item.IsDone is true && reading.Event == "jira:issue_created")
            item.ClosedAt ??= at;
        var isDated = item.ClosedAt is not null || item.DeletedAt is not null;
        foreach (var move in JiraIssues.Moves(item, body["changelog"], at, isDated, JiraIssues.IsDoneByName))
            yield return move;
        yield return new(item, at);
    }

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                timestamp = new DateTimeOffset(now).ToUnixTimeMilliseconds(),
                webhookEvent = "jira:issue_created",
                issue = new
                {
                    id = "1",
                    key = "TEST-1",
                    fields = new
                    {
                        summary = "Test event",
                        issuetype = new { name = "Task" },
                        status = new { name = "To do" },
                        created = now,
                    },
                },
            },
            body =>
                [
                    ("X-Atlassian-Webhook-Identifier", Guid.CreateVersion7().ToString()),
                    ("X-Hub-Signature", Signatures.Sign(body, "sha256=", secret)),
                ]
        );
}
