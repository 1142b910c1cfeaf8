using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Jira;

/// <summary>An issue and its moves, which hooks and the API tell alike.</summary>
internal static class JiraIssues
{
    /// <param name="site">The host of its pages; null where the issue itself says it.</param>
    public static WorkItem Of(Foreign issue, string? site = null)
    {
        var fields = issue["fields"];
        var name = issue["key"].RequireText();
        var host = site ?? (RepositoryKeys.HostOf(issue["self"].Text) is { Length: > 0 } known ? known : "jira");
        // Its key changes when it moves to another project; its id does not.
        var item = WorkItem.Of(host, "", issue["id"].Text ?? name, name);
        item.Title = fields["summary"].Text;
        item.Url = host == "jira" ? null : $"https://{host}/browse/{name}";
        item.Type = fields["issuetype"]["name"].Text;
        item.Status = fields["status"]["name"].Text;
        item.Labels = Tellings.Labels(fields["labels"], label => label.Text);
        item.CreatedAt = fields["created"].Time;
        item.IsDone =
            fields["status"]["statusCategory"]["key"].Text is { } category
                ? category == "done" || fields["resolution"].IsThere
            : fields["resolution"].IsThere ? true
            : null;
        // The second one stands in the cloud alone, and moves with the category, not with each edit.
        if (item.IsDone is true)
            item.ClosedAt = fields["resolutiondate"].Time ?? fields["statuscategorychangedate"].Time;
        return item;
    }

    /// <summary>What one entry of the changelog tells; may say of the issue when it was closed and opened again.</summary>
    /// <param name="isDated">The issue itself says since when it is done.</param>
    /// <param name="isDone">Whether a state, by id and name, is one of those that end the work.</param>
    public static IEnumerable<Telling> Moves(
        WorkItem item,
        Foreign entry,
        DateTime at,
        bool isDated,
        Func<string?, string?, bool> isDone
    )
    {
        foreach (var change in entry["items"].Items)
        {
            if (
                change["field"].Text == "resolution"
                && change["from"].IsThere
                && !change["to"].IsThere
                && item.IsDone is not true
            )
                Reopen(item, at);
            if (change["field"].Text != "status" || change["toString"].Text is not { } to)
                continue;
            var (was, becomes) = (
                isDone(change["from"].Text, change["fromString"].Text),
                isDone(change["to"].Text, to) || (to == item.Status && item.IsDone is true)
            );
            if (was && !becomes)
                Reopen(item, at);
            if (becomes && !was && !isDated && !(item.ClosedAt > at))
                item.ClosedAt = at;
            var move = WorkItemMove.Of(item, at, to, entry["id"].Text);
            move.From = change["fromString"].Text;
            yield return new(move, at);
        }
    }

    /// <summary>A hook names the state an issue left and not its category.</summary>
    public static bool IsDoneByName(string? id, string? name) =>
        name?.ToLowerInvariant()
            is "done"
                or "closed"
                or "resolved"
                or "complete"
                or "completed"
                or "finished"
                or "released"
                or "cancelled"
                or "canceled"
                or "rejected"
                or "won't do";

    private static void Reopen(WorkItem item, DateTime at) =>
        item.ReopenedAt = item.ReopenedAt > at ? item.ReopenedAt : at;
}
