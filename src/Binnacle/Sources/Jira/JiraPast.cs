using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Binnacle.Platform;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Intake.Past;

namespace Binnacle.Sources.Jira;

/// <summary>
/// The REST API of Jira: in the cloud /rest/api/3/search/jql with nextPageToken, elsewhere /rest/api/2/search with startAt. Issues
/// come by their creation, oldest first: what is edited meanwhile keeps its place. What joins the list because it is edited
/// pushes others to a later page, where they are read twice and joined; none is passed over.
/// </summary>
internal sealed partial class JiraPast : IPastSource
{
    private const string Fields =
        "summary,issuetype,status,labels,created,updated,resolution,resolutiondate,statuscategorychangedate";

    public string Kind => "jira";

    public string? Address => null;

    public string AddressHint => "https://YOURS.atlassian.net, or the address of your server.";

    public string TokenHint =>
        "In the cloud the account’s address, a colon and its API token: ada@example.org:ATATT… On a server a personal access token. It sees what its account may browse.";

    public string WantedHint => "Keys of projects as SHOP, or queries in JQL, one a line.";

    public bool ReadsRepositories => false;

    public string? Everything => null;

    public string HostOf(Uri address) => address.Authority;

    public IEnumerable<(string Name, string Value)> Headers(string token) =>
        [
            (
                "Authorization",
                token.Contains(':', StringComparison.Ordinal)
                    ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(token))}"
                    : $"Bearer {token}"
            ),
            ("Accept", "application/json"),
        ];

    public PastRequest First(string part, DateTime since) =>
        new("server", "rest/api/2/serverInfo", Of: Query(part, since));

    public string Scope(string step) => "the permission Browse projects";

    public PastPage Read(PastAnswer answer)
    {
        var request = answer.Request;
        return request.Step switch
        {
            "server" => new([], [States(answer)]),
            "states" => new([], [Search(answer)]),
            "issues" => Issues(answer),
            _ => Changelog(answer),
        };
    }

    /// <summary>The host of its pages, as hooks say it: the API's own may be another.</summary>
    private static PastRequest States(PastAnswer answer)
    {
        var host = RepositoryKeys.HostOf(answer.Body["baseUrl"].RequireText());
        var isCloud = answer.Body["deploymentType"].Text == "Cloud";
        return new("states", "rest/api/2/status", $"{(isCloud ? "cloud" : "server")} {host}", answer.Request.Of);
    }

    private static PastRequest Search(PastAnswer answer)
    {
        var done = answer
            .Body.Items.Where(state => state["statusCategory"]["key"].Text == "done")
            .Select(state => state["id"].Text)
            .OfType<string>();
        var query = $"jql={Uri.EscapeDataString(answer.Request.Of!)}&fields={Fields}&expand=changelog&maxResults=50";
        return new(
            "issues",
            IsCloud(answer) ? $"rest/api/3/search/jql?{query}" : $"rest/api/2/search?{query}&startAt=0",
            answer.Request.About,
            string.Join(',', done)
        );
    }

    private static PastPage Issues(PastAnswer answer)
    {
        var (tellings, next) = (new List<Telling>(), new List<PastRequest>());
        var (host, done) = (Host(answer), Done(answer.Request.Of!));
        foreach (var issue in answer.Body["issues"].Items)
        {
            var item = JiraIssues.Of(issue, host);
            var isDated = item.ClosedAt is not null;
            var entries = issue["changelog"]["histories"];
            foreach (var entry in entries.Items)
                tellings.AddRange(Moves(item, entry, isDated, done));
            tellings.Add(new(item, issue["fields"]["updated"].RequireTime()));
            // The search tells the newest entries alone.
            if (issue["changelog"]["total"].Number > entries.Items.Count())
                next.Add(
                    new(
                        "changelog",
                        $"rest/api/{(IsCloud(answer) ? 3 : 2)}/issue/{issue["id"].RequireText()}/changelog?startAt=0&maxResults=100",
                        answer.Request.About,
                        $"{issue["id"].Text} {item.Name} {answer.Request.Of}"
                    )
                );
        }
        return new(tellings, [.. next, .. NextPage(answer)]);
    }

    private static IEnumerable<PastRequest> NextPage(PastAnswer answer)
    {
        var (path, body) = (answer.Request.Path, answer.Body);
        if (IsCloud(answer))
            return body["nextPageToken"].Text is { } token
                ?
                [
                    answer.Request with
                    {
                        Path = $"{path.Split("&nextPageToken=")[0]}&nextPageToken={Uri.EscapeDataString(token)}",
                    },
                ]
                : [];
        var read = (body["startAt"].Number ?? 0) + body["issues"].Items.Count();
        return read < body["total"].Number && body["issues"].Items.Any()
            ? [answer.Request with { Path = $"{path.Split("&startAt=")[0]}&startAt={read}" }]
            : [];
    }

    private static PastPage Changelog(PastAnswer answer)
    {
        var (id, name, done) = answer.Request.Of!.Split(' ', 3) switch
        {
            [var first, var second, var third] => (first, second, third),
            _ => throw new Refusal("changelog", "The request is not whole."),
        };
        var tellings = new List<Telling>();
        foreach (var entry in answer.Body["values"].Items)
        {
            var item = WorkItem.Of(Host(answer), "", id, name);
            tellings.AddRange(Moves(item, entry, isDated: true, Done(done)));
            tellings.Add(new(item, entry["created"].RequireTime()));
        }
        var read = (answer.Body["startAt"].Number ?? 0) + answer.Body["values"].Items.Count();
        return new(
            tellings,
            answer.Body["isLast"].Flag is not true && answer.Body["values"].Items.Any()
                ? [answer.Request with { Path = $"{answer.Request.Path.Split('?')[0]}?startAt={read}&maxResults=100" }]
                : []
        );
    }

    private static IEnumerable<Telling> Moves(WorkItem item, Foreign entry, bool isDated, HashSet<string> done) =>
        JiraIssues.Moves(
            item,
            entry,
            entry["created"].RequireTime(),
            isDated,
            (id, name) => id is not null && done.Count > 0 ? done.Contains(id) : JiraIssues.IsDoneByName(id, name)
        );

    private static bool IsCloud(PastAnswer answer) =>
        answer.Request.About!.StartsWith("cloud ", StringComparison.Ordinal);

    private static string Host(PastAnswer answer) => answer.Request.About!.Split(' ')[1];

    private static HashSet<string> Done(string states) => [.. states.Split(',', StringSplitOptions.RemoveEmptyEntries)];

    /// <exception cref="Refusal">It orders by itself, which would let issues move between pages.</exception>
    private static string Query(string part, DateTime since)
    {
        if (part.Contains("order by", StringComparison.OrdinalIgnoreCase))
            throw new Refusal("wanted", "Leave ORDER BY out of the query.");
        var what = ProjectKey().IsMatch(part) ? $"project = \"{part}\"" : $"({part})";
        return $"{what} AND updated >= \"{since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\" ORDER BY created ASC, key ASC";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]+$")]
    private static partial Regex ProjectKey();
}
