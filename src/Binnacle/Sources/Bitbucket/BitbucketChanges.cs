using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Bitbucket;

/// <summary>Pull requests with their approvals and comments.</summary>
internal static class BitbucketChanges
{
    private const string Host = "bitbucket.org";

    public static IEnumerable<Telling> Read(string key, EventReading reading)
    {
        var body = reading.Body;
        var pull = body["pullrequest"];
        var at = pull["updated_on"].Time ?? pull["created_on"].RequireTime();
        var change = Change.Of(key, pull["id"].RequireNumber());
        change.Title = pull["title"].Text;
        change.Url = pull["links"]["html"]["href"].Text;
        change.Author = Mark(reading, pull["author"]);
        change.IsByBot = IsBot(pull["author"]);
        change.IsDraft = pull["draft"].Flag;
        change.HeadBranch = pull["source"]["branch"]["name"].Text;
        change.BaseBranch = pull["destination"]["branch"]["name"].Text;
        change.HeadCommit = pull["source"]["commit"]["hash"].Text;
        change.OpenedAt = pull["created_on"].Time;
        change.IsClosed = pull["state"].Text is { } state ? state is "MERGED" or "DECLINED" or "SUPERSEDED" : null;
        switch (pull["state"].Text)
        {
            case "MERGED":
                (change.MergedAt, change.MergeCommit) = (at, pull["merge_commit"]["hash"].Text);
                break;
            // Who comments on it later closes it no second time.
            case "DECLINED" or "SUPERSEDED" when reading.Event == "pullrequest:rejected":
                change.ClosedAt = at;
                break;
        }
        yield return new(change, at);
        var (what, verdict) = reading.Event switch
        {
            "pullrequest:approved" => (body["approval"], ReviewVerdict.Approved),
            "pullrequest:unapproved" => (body["approval"], ReviewVerdict.Dismissed),
            "pullrequest:changes_request_created" => (body["changes_request"], ReviewVerdict.ChangesRequested),
            "pullrequest:comment_created" => (body["comment"], ReviewVerdict.Commented),
            _ => (default(Foreign), ReviewVerdict.Commented),
        };
        if (!what.IsThere)
            yield break;
        var when = what["date"].Time ?? what["created_on"].RequireTime();
        var review = ChangeReview.Of(change, what["id"].Text is { } id ? $"c{id}" : $"{verdict}/{when:O}");
        review.Reviewer = Mark(reading, what["user"]);
        review.IsByBot = IsBot(what["user"]);
        review.At = when;
        review.Verdict = verdict;
        yield return new(review, when);
    }

    private static string? Mark(EventReading reading, Foreign user) =>
        reading.Marks.Of(Host, user["account_id"].Text ?? user["uuid"].Text);

    private static bool? IsBot(Foreign user) =>
        (user["nickname"].Text ?? user["display_name"].Text) is { } name
            ? Tellings.IsBot(name, user["type"].Text is "app_user" or "team")
            : null;
}
