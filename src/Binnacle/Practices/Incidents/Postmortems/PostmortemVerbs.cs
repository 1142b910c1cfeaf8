using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Postmortems;

/// <summary>What one does with a postmortem: write it, have it read, share it.</summary>
public static class PostmortemVerbs
{
    private const int LongestBody = 200_000;

    public static Task<Postmortem?> PostmortemAsync(
        this AppDb db,
        Guid incidentId,
        CancellationToken cancellation = default
    ) =>
        db.Set<Postmortem>()
            .Include(row => row.States.OrderBy(state => state.At).ThenBy(state => state.Id))
            .SingleOrDefaultAsync(row => row.IncidentId == incidentId, cancellation);

    /// <summary>Every text that was saved is kept. A changed text has to be reviewed again.</summary>
    /// <param name="seen">When the text that was changed had been saved; null for the first.</param>
    public static async Task WriteAsync(
        this AppDb db,
        Incident incident,
        string? body,
        DateTime? seen,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        IncidentVerbs.RequireNotDismissed(incident);
        var text = IncidentValues
            .Required("body", body, "Write something first.", LongestBody)
            .ReplaceLineEndings("\n");
        var postmortem = await db.PostmortemAsync(incident.Id, cancellation);
        if (postmortem is not null && seen is { } at && Math.Abs((postmortem.ChangedAt - at).TotalSeconds) >= 1)
            throw new Refusal(
                "body",
                $"{postmortem.ChangedBy} saved another text meanwhile. Copy yours, open the page again, and bring both together."
            );
        if (postmortem?.Body == text)
            return;
        var isNew = postmortem is null;
        if (postmortem is null)
        {
            postmortem = new Postmortem
            {
                IncidentId = incident.Id,
                WrittenAt = db.Now,
                WrittenBy = db.Viewer.Name,
            };
            db.Add(postmortem);
            Enter(db, postmortem, PostmortemStage.Draft, null);
        }
        else if (postmortem.State.Stage is PostmortemStage.Reviewed)
            Enter(db, postmortem, PostmortemStage.Draft, "The text was changed after the review.");
        (postmortem.Body, postmortem.ChangedAt, postmortem.ChangedBy) = (text, db.Now, db.Viewer.Name);
        db.Add(
            new PostmortemVersion
            {
                PostmortemId = postmortem.Id,
                Body = text,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        incident.TouchedAt ??= db.Now;
        db.Record(isNew ? "postmortem.begun" : "postmortem.written", incident.Title, $"{incident.Url}/postmortem");
        await SaveAsync(db, cancellation);
    }

    public static Task AskForReviewAsync(
        this AppDb db,
        Incident incident,
        Postmortem postmortem,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        Require(postmortem, PostmortemStage.Draft);
        return EnterAsync(db, incident, postmortem, PostmortemStage.InReview, null, "postmortem.put-up", cancellation);
    }

    /// <summary>Read by somebody who did not write it last; with what they ask for, it is a draft again.</summary>
    public static Task ReviewAsync(
        this AppDb db,
        Incident incident,
        Postmortem postmortem,
        bool isGood,
        string? text,
        CancellationToken cancellation = default
    )
    {
        if (db.Viewer.Highest < Role.Member)
            throw new NotAllowed("Only members may review it.");
        Require(postmortem, PostmortemStage.InReview);
        if (postmortem.ChangedBy == db.Viewer.Name)
            throw new Refusal(
                "",
                "You wrote this text last. Somebody else reviews it; or share it without a review, which its page says then."
            );
        var said = isGood
            ? IncidentValues.Optional("review", text, 2000)
            : IncidentValues.Required("review", text, "Say what is missing or unclear.", 2000);
        return EnterAsync(
            db,
            incident,
            postmortem,
            isGood ? PostmortemStage.Reviewed : PostmortemStage.Draft,
            said,
            isGood ? "postmortem.reviewed" : "postmortem.sent-back",
            cancellation
        );
    }

    /// <summary>For everybody with a role. From now on it counts as published.</summary>
    public static Task ShareAsync(
        this AppDb db,
        Incident incident,
        Postmortem postmortem,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        if (postmortem.State.Stage is PostmortemStage.Shared)
            throw new Refusal("", "It is shared already.");
        var unread = postmortem.State.Stage is PostmortemStage.Reviewed ? null : "Without a review";
        postmortem.SharedAt ??= db.Now;
        return EnterAsync(db, incident, postmortem, PostmortemStage.Shared, unread, "postmortem.shared", cancellation);
    }

    private static void Require(Postmortem postmortem, PostmortemStage stage)
    {
        if (postmortem.State.Stage != stage)
            throw new Refusal(
                "",
                $"It is {postmortem.State.Stage.Words()} since {postmortem.State.At:d MMM yyyy} by {postmortem.State.By}."
            );
    }

    public static string Words(this PostmortemStage stage) =>
        stage switch
        {
            PostmortemStage.InReview => "in review",
            _ => stage.ToString().ToLowerInvariant(),
        };

    private static void Enter(AppDb db, Postmortem postmortem, PostmortemStage stage, string? text)
    {
        if (postmortem.States.Find(state => state.EndedAt is null) is { } before)
            before.EndedAt = db.Now;
        var state = new PostmortemState
        {
            PostmortemId = postmortem.Id,
            Stage = stage,
            At = db.Now,
            By = db.Viewer.Name,
            Text = text,
        };
        postmortem.States.Add(state);
        db.Add(state);
    }

    private static Task EnterAsync(
        AppDb db,
        Incident incident,
        Postmortem postmortem,
        PostmortemStage stage,
        string? text,
        string verb,
        CancellationToken cancellation
    )
    {
        Enter(db, postmortem, stage, text);
        // Its own row changes, too, so that the search keeps it.
        db.Entry(postmortem).State = EntityState.Modified;
        db.Record(verb, incident.Title, $"{incident.Url}/postmortem", text);
        return SaveAsync(db, cancellation);
    }

    private static async Task SaveAsync(AppDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            throw new Refusal("", "Somebody else changed its state meanwhile. Look at it again.");
        }
    }
}
