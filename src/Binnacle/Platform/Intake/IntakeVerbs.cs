using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <param name="Secret">Null lets one be made; given where the tool makes it itself.</param>
public sealed record SourceDraft(string? Name, string? Kind, string? Secret = null, int? RetentionDays = null)
{
    public override string ToString() => nameof(SourceDraft);
}

/// <summary>What administrators do with sources of events; each is told to the Timeline, never with a secret.</summary>
internal sealed class IntakeVerbs(AppDb db, SealedSecret secrets, IntakeHooks hooks)
{
    private const int ShortestSecret = 16;

    /// <returns>The secret of the new source: shown once.</returns>
    public async Task<(IntakeSource Source, string Secret)> AddAsync(
        SourceDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        if (EventSources.Of(draft.Kind) is not { } kind)
            throw new Refusal("kind", $"Choose one of {string.Join(", ", EventSources.All.Select(one => one.Kind))}.");
        var name = Name(draft.Name);
        var slug = Slugs.Of(name, longest: 60);
        if (slug.Length == 0)
            throw new Refusal("name", "Use some letters from a to z in the name.");
        if (slug == "rules")
            throw new Refusal("name", "The page of that name holds the rules. Choose another name.");
        if (await db.Set<IntakeSource>().AnyAsync(row => row.Slug == slug, cancellation))
            throw new Refusal(
                "name",
                $"There is, or was, a source with the address /hooks/{slug}. Choose another name."
            );
        if (slug == IntakeSource.SlugOfFiles(kind.Kind))
            throw new Refusal("name", "This name is kept for what binnacle import reads from files. Choose another.");
        var secret = Given(draft.Secret) ?? Secret.Make();
        var source = new IntakeSource
        {
            Slug = slug,
            Name = name,
            Kind = kind.Kind,
            Secret = secrets.Seal(IntakeHooks.Purpose, secret),
            RetentionDays = Retention(draft.RetentionDays),
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        db.Add(source);
        db.Record("source.added", source.Name, source.Url, $"{kind.Name}, events kept for {source.RetentionDays} days");
        await db.SaveChangesAsync(cancellation);
        return (source, secret);
    }

    /// <returns>The new secret, where one was asked for by an empty one.</returns>
    public async Task<string?> ChangeAsync(
        IntakeSource source,
        SourceDraft draft,
        bool renewSecret,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        RequireOpen(source);
        var (name, days) = (Name(draft.Name), Retention(draft.RetentionDays));
        var secret = renewSecret ? Given(draft.Secret) ?? Secret.Make() : null;
        var changes = new Changes()
            .Add("Name", source.Name, name)
            .Add("Events kept", $"{source.RetentionDays} days", $"{days} days")
            .Add("Secret", "kept", secret is null ? "kept" : "another");
        (source.Name, source.RetentionDays) = (name, days);
        if (secret is not null)
            source.Secret = secrets.Seal(IntakeHooks.Purpose, secret);
        if (changes.Any)
            db.Record("source.changed", source.Name, source.Url, changes.Told);
        await db.SaveChangesAsync(cancellation);
        hooks.Forget(source.Slug);
        return secret;
    }

    /// <summary>Nothing more is taken; what came stays until its retention ends, facts stay.</summary>
    public async Task CloseAsync(IntakeSource source, CancellationToken cancellation = default)
    {
        db.Viewer.RequireAdministrator();
        RequireOpen(source);
        (source.ClosedAt, source.ClosedBy, source.Secret) = (db.Now, db.Viewer.Name, null);
        if (
            await db.Set<Past.IntakePast>().SingleOrDefaultAsync(row => row.SourceId == source.Id, cancellation) is
            { } past
        )
        {
            (past.Token, past.ResumeAt) = ("", null);
            past.StoppedAt ??= past.EndedAt is null ? db.Now : null;
        }
        db.Record("source.closed", source.Name, source.Url);
        await db.SaveChangesAsync(cancellation);
        hooks.Forget(source.Slug);
    }

    /// <summary>Sends the tool's own example through all that a real event goes through, but for the last step: nothing is stored.</summary>
    /// <returns>What it would become, in words.</returns>
    public async Task<string> TestAsync(IntakeSource source, CancellationToken cancellation = default)
    {
        db.Viewer.RequireAdministrator();
        RequireOpen(source);
        var kind = EventSources.Of(source.Kind) ?? throw new Refusal("", "This version knows no such source.");
        var secret = source.Secret is { } known ? secrets.Open(IntakeHooks.Purpose, known) : null;
        if (secret is null)
            throw new Refusal("", "Its secret cannot be opened any more. Set another.");
        var request = kind.Sample(secret, db.Now);
        if (!kind.IsGenuine(request, secret))
            throw new Refusal("", "The example's own signature does not match.");
        var received = ReceivedEvent.Of(kind, source.Id, request, db.Now);
        var marks = await Facts.PersonMarks.ReadAsync(db, cancellation);
        var told = IntakeReadingVerbs.Read(received.Event, kind, received.Packed, marks);
        return $"The test event “{received.Event.Event}” is genuine and tells of {told.Count} {(told.Count == 1 ? "fact" : "facts")}: {string.Join(", ", told.Select(telling => telling.Fact.Key))}";
    }

    private static void RequireOpen(IntakeSource source)
    {
        if (source.ClosedAt is { } at)
            throw new Refusal("", $"It was closed on {at:d MMM yyyy} by {source.ClosedBy}.");
    }

    private static string Name(string? name) =>
        name?.Trim() is { Length: > 0 and <= 100 } given
            ? given
            : throw new Refusal("name", "Enter a name of 1 to 100 characters, as “Payments on GitHub”.");

    private static string? Given(string? secret) =>
        string.IsNullOrWhiteSpace(secret) ? null
        : secret.Trim() is { Length: >= ShortestSecret and <= 500 } given ? given
        : throw new Refusal(
            "secret",
            $"A secret has {ShortestSecret} to 500 characters. Leave it empty and one is made."
        );

    private static int Retention(int? days) =>
        days is null ? IntakeSource.DefaultRetentionDays
        : days is >= 1 and <= 3650 ? days.Value
        : throw new Refusal("retentionDays", "Keep events for 1 to 3,650 days.");
}
