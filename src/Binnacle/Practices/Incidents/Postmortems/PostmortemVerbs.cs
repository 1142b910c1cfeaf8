using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
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

    /// <summary>Which texts were saved, the newest first.</summary>
    public static Task<(List<PostmortemVersionRow> Rows, int Total)> PostmortemVersionsAsync(
        this AppDb db,
        Guid incidentId,
        int page,
        CancellationToken cancellation = default
    ) =>
        db.VersionsOf(incidentId)
            .OnPageAsync(
                page,
                rows => rows.Select(row => new PostmortemVersionRow(row.Id, row.At, row.By)),
                cancellation
            );

    /// <summary>One of the texts that were saved.</summary>
    /// <param name="id">Null for the newest.</param>
    public static Task<PostmortemVersion?> PostmortemVersionAsync(
        this AppDb db,
        Guid incidentId,
        Guid? id,
        CancellationToken cancellation = default
    ) => db.VersionsOf(incidentId).FirstOrDefaultAsync(row => id == null || row.Id == id, cancellation);

    private static IOrderedQueryable<PostmortemVersion> VersionsOf(this AppDb db, Guid incidentId) =>
        db.Set<PostmortemVersion>()
            .AsNoTracking()
            .Where(row => db.Set<Postmortem>().Any(own => own.Id == row.PostmortemId && own.IncidentId == incidentId))
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id);

    /// <summary>The template with what is known of the incident already.</summary>
    public static async Task<string> BegunPostmortemAsync(
        this AppDb db,
        Incident incident,
        CancellationToken cancellation = default
    )
    {
        var deployments = await db.DeploymentsAroundAsync(incident, cancellation);
        return PostmortemText.Begin(
            incident,
            await db.ServiceNameAsync(incident.ServiceId, cancellation),
            await db.TimelineOfAsync(incident, deployments, cancellation),
            await db.ConditionsOfAsync(incident.Id, cancellation)
        );
    }

    /// <summary>Every text that was saved is kept. A changed text has to be reviewed again.</summary>
    /// <param name="seen">The revision that the writer saw; null where there was no text yet.</param>
    /// <returns>Its revision now.</returns>
    /// <exception cref="Refusal">There is another text meanwhile.</exception>
    public static async Task<int> WriteAsync(
        this AppDb db,
        Incident incident,
        string? body,
        int? seen,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        var text = IncidentValues
            .Required("body", body, "Write something first.", LongestBody)
            .ReplaceLineEndings("\n");
        var postmortem = await db.PostmortemAsync(incident.Id, cancellation);
        RequireUnchanged(postmortem, seen);
        if (postmortem?.Body == text)
            return postmortem.Revision;
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
        (postmortem.Body, postmortem.ChangedAt) = (text, db.Now);
        (postmortem.ChangedBy, postmortem.ChangedById) = (db.Viewer.Name, db.Viewer.AccountId);
        postmortem.Revision++;
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
        try
        {
            await SaveAsync(db, cancellation);
        }
        catch (DbUpdateException) when (isNew)
        {
            // Two who begin at once: the database lets one of them.
            db.ChangeTracker.Clear();
            RequireUnchanged(await db.PostmortemAsync(incident.Id, cancellation), seen);
            throw;
        }
        return postmortem.Revision;
    }

    private static void RequireUnchanged(Postmortem? postmortem, int? seen)
    {
        if (seen == postmortem?.Revision)
            return;
        throw new Refusal(
            "body",
            postmortem is null ? "There is no text yet, so none can be changed."
                : seen is null
                    ? $"{postmortem.ChangedBy} wrote one already. Read it and bring both together; a program then sends the ETag that comes with it as If-Match, or as ?revision=."
                : $"{postmortem.ChangedBy} saved another text meanwhile. Copy yours, open the page again, and bring both together."
        );
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
    /// <param name="seen">The revision that was read.</param>
    public static Task ReviewAsync(
        this AppDb db,
        Incident incident,
        Postmortem postmortem,
        bool isGood,
        string? text,
        int? seen,
        CancellationToken cancellation = default
    )
    {
        if (db.Viewer.Highest < Role.Member)
            throw new NotAllowed("Only members may review it.");
        IncidentValues.RequireThere(incident);
        Require(postmortem, PostmortemStage.InReview);
        if (postmortem.IsLastOf(db.Viewer))
            throw new Refusal(
                "",
                "You wrote this text last. Somebody else reviews it; or share it without a review, which its page says then."
            );
        if (seen != postmortem.Revision)
            throw new Refusal("review", $"{postmortem.ChangedBy} changed the text meanwhile. Read it again.");
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
            throw new Refusal("", "Somebody else changed it at the same moment. Look at it again.");
        }
    }
}
