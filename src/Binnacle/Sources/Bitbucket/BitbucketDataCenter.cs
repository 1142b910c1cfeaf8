using Binnacle.Platform;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Bitbucket;

/// <summary>Webhooks of Bitbucket Data Center, whose shapes are its own: confluence.atlassian.com/bitbucketserver/event-payload-938025882.html.</summary>
internal static class BitbucketDataCenter
{
    /// <summary>All its payloads name their event, which those of the cloud do not.</summary>
    public static string? EventOf(Foreign body) =>
        body["pullRequest"].IsThere || body["changes"].IsThere ? body["eventKey"].Text : null;

    public static IEnumerable<Telling> Read(EventReading reading) =>
        reading.Event switch
        {
            "repo:refs_changed" => Pushed(reading),
            "pr:deleted" => [],
            _ when reading.Body["pullRequest"].IsThere => Changed(reading),
            _ => [],
        };

    private static IEnumerable<Telling> Changed(EventReading reading)
    {
        var body = reading.Body;
        var pull = body["pullRequest"];
        var told = body["date"].Time;
        var at = told ?? pull["updatedDate"].Time ?? pull["createdDate"].RequireTime();
        var (host, key) = Place(pull["toRef"]["repository"], pull);
        var change = Change.Of(key, pull["id"].RequireNumber());
        change.Title = pull["title"].Text;
        change.Url = Link(pull);
        change.Author = Mark(reading, host, pull["author"]["user"]);
        change.IsByBot = IsBot(pull["author"]["user"]);
        change.IsDraft = pull["draft"].Flag;
        change.HeadBranch = pull["fromRef"]["displayId"].Text;
        change.BaseBranch = pull["toRef"]["displayId"].Text;
        change.HeadCommit = pull["fromRef"]["latestCommit"].Text;
        change.OpenedAt = pull["createdDate"].Time;
        var closed = pull["closedDate"].Time;
        change.IsClosed = pull["state"].Text is { } state ? state is "MERGED" or "DECLINED" : null;
        switch (pull["state"].Text)
        {
            case "MERGED":
                (change.MergedAt, change.MergeCommit) = (closed ?? at, pull["properties"]["mergeCommit"]["id"].Text);
                break;
            case "DECLINED":
                change.ClosedAt = closed ?? (reading.Event == "pr:declined" ? at : null);
                break;
        }
        if (reading.Event == "pr:reopened")
            change.ReopenedAt = at;
        yield return new(change, at);
        if (Review(reading, host, change, at) is { } review)
            yield return new(review, review.At!.Value);
    }

    private static ChangeReview? Review(EventReading reading, string host, Change change, DateTime at)
    {
        var (comment, participant) = (reading.Body["comment"], reading.Body["participant"]);
        var user = reading.Event == "pr:comment:added" ? comment["author"] : participant["user"];
        (string Name, ReviewVerdict Verdict)? told = reading.Event switch
        {
            "pr:reviewer:approved" => ($"approved/{user["id"].Text}/{at:O}", ReviewVerdict.Approved),
            "pr:reviewer:unapproved" => ($"unapproved/{user["id"].Text}/{at:O}", ReviewVerdict.Dismissed),
            "pr:reviewer:needs_work" or "pr:reviewer:changes_requested" => (
                $"needs-work/{user["id"].Text}/{at:O}",
                ReviewVerdict.ChangesRequested
            ),
            "pr:comment:added" => ($"c{comment["id"].RequireText()}", ReviewVerdict.Commented),
            _ => null,
        };
        if (told is not var (name, verdict))
            return null;
        var review = ChangeReview.Of(change, name);
        review.Reviewer = Mark(reading, host, user);
        review.IsByBot = IsBot(user);
        review.At = reading.Event == "pr:comment:added" ? comment["createdDate"].Time ?? at : at;
        review.Verdict = verdict;
        return review;
    }

    private static IEnumerable<Telling> Pushed(EventReading reading)
    {
        var body = reading.Body;
        var (_, key) = Place(body["repository"], default);
        var at = body["date"].Time ?? reading.ReceivedAt;
        foreach (var change in body["changes"].Items)
        {
            if (change["type"].Text == "DELETE" || change["ref"]["type"].Text is not (null or "BRANCH"))
                continue;
            var isDefault = change["ref"]["displayId"].Text is "main" or "master";
            // Older versions send the newest commit alone, still older ones only its name.
            var commits = body["commits"].Items.ToList();
            if (commits.Count == 0 && body["toCommit"].IsThere)
                commits = [body["toCommit"]];
            if (commits.Count == 0)
                yield return Commit(change["toHash"].RequireText(), null, null);
            foreach (var commit in commits)
                yield return Commit(
                    commit["id"].RequireText(),
                    Tellings.Subject(commit["message"].Text),
                    commit["authorTimestamp"].Time
                );
            Telling Commit(string id, string? subject, DateTime? written)
            {
                var seen = PushedCommit.Of(key, id);
                (seen.Subject, seen.WrittenAt, seen.OnDefaultBranchAt) = (subject, written, isDefault ? at : null);
                return new(seen, at);
            }
        }
    }

    /// <summary>As one clones it, which is how a catalogue knows it; a payload without addresses leaves the host unknown.</summary>
    private static (string Host, string Key) Place(Foreign repository, Foreign pull)
    {
        var clone = repository["links"]
            ["clone"]
            .Items.Where(link => link["name"].Text is "http" or "https")
            .Select(link => link["href"].Text)
            .FirstOrDefault();
        if (RepositoryKeys.Of(clone) is { Length: > 0 } key)
            return (RepositoryKeys.HostOf(clone), key);
        var page = Link(repository) ?? Link(pull);
        var host = RepositoryKeys.HostOf(page) is { Length: > 0 } known ? known : "bitbucket";
        // Behind a path of its own, as https://example.org/bitbucket/projects/…
        var before =
            page is not null
            && Uri.TryCreate(page, UriKind.Absolute, out var address)
            && address.AbsolutePath.IndexOf("/projects/", StringComparison.Ordinal) is > 0 and var end
                ? address.AbsolutePath[..end]
                : "";
        var (project, slug) = (repository["project"]["key"].RequireText(), repository["slug"].RequireText());
        return (host, $"{host}{before}/scm/{project}/{slug}".ToLowerInvariant());
    }

    private static string? Link(Foreign thing) =>
        thing["links"]["self"].Items.Select(link => link["href"].Text).OfType<string>().FirstOrDefault();

    private static string? Mark(EventReading reading, string host, Foreign user) =>
        reading.Marks.Of(host, user["id"].Text ?? user["name"].Text);

    private static bool? IsBot(Foreign user) =>
        (user["name"].Text ?? user["displayName"].Text) is { } name
            ? Tellings.IsBot(name, user["type"].Text == "SERVICE")
            : null;
}
