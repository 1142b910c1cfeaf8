using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals.Fetching;

/// <summary>A source as somebody says it in the form or through the API.</summary>
/// <param name="Connection">The name of a database connection, for SQL.</param>
/// <param name="Secret">Null keeps the one that is there, empty removes it.</param>
/// <param name="Check">The check's id, and <paramref name="Scope"/> as <c>team:payments</c>.</param>
/// <param name="VersionReason">Given, something else is measured from today on.</param>
public sealed record SourceDraft(
    SourceKind Kind,
    FetchSchedule Schedule = FetchSchedule.Daily,
    SourceSettings? Settings = null,
    string? Connection = null,
    string? Secret = null,
    string? Check = null,
    string? Scope = null,
    string? VersionReason = null
)
{
    public override string ToString() => nameof(SourceDraft);
}

/// <summary>Sets, tries and removes sources: leaders of the measure's scope.</summary>
public sealed class SourceDefining(AppDb db, MeasureFetching fetching, SealedSecret secrets, PracticeList practices)
{
    /// <summary>Asks as the draft says, of the last week, and keeps nothing.</summary>
    public async Task<Fetched> TryAsync(Measure measure, SourceDraft draft, CancellationToken cancellation)
    {
        var known = await KnownAsync(measure, cancellation);
        if (draft.Kind is SourceKind.Check)
        {
            var numbers = await NumbersAsync(draft, cancellation);
            return numbers.Count > 0
                ? new(numbers, 0, null)
                : new([], 0, $"{draft.Check} in {draft.Scope}: expected numbers, found none so far.");
        }
        var (settings, connection, secret) = await CheckedAsync(known, draft, cancellation);
        var plain =
            connection is not null ? Opened(SqlConnectionDefinition.SecretPurpose, connection.Password)
            : draft.Secret is { Length: > 0 } given ? given
            : Opened(MeasureSource.SecretPurpose, secret);
        return await fetching.AskAsync(
            draft.Kind,
            new(settings, plain, connection, db.Today.AddDays(-7), db.Today, db.Now),
            cancellation
        );
    }

    public async Task<MeasureSource> SetAsync(Measure measure, SourceDraft draft, CancellationToken cancellation)
    {
        var known = await KnownAsync(measure, cancellation);
        var source = known ?? new MeasureSource { MeasureId = measure.Id };
        var changes = new Changes()
            .Add("Kind", known is null ? null : SourceWords.Of(known.Kind), SourceWords.Of(draft.Kind))
            .Add(
                "Schedule",
                known?.Schedule.ToString(),
                draft.Kind is SourceKind.Check ? null : draft.Schedule.ToString()
            );
        if (draft.Kind is SourceKind.Check)
            await SetCheckAsync(measure, source, draft, changes, cancellation);
        else
            await SetFetchedAsync(source, known, draft, changes, cancellation);
        (source.Kind, source.Schedule) = (draft.Kind, draft.Schedule);
        (source.SetAt, source.SetBy) = (db.Now, db.Viewer.Name);
        (source.Failures, source.LastFailure, source.LastFailureAt) = (0, null, null);
        // What was asked of another source is not there of this one.
        (source.BackfillFrom, source.BackfilledTo) = (null, null);
        source.NextTryAt = draft.Kind is SourceKind.Check ? null : db.Now;
        if (known is null)
            db.Add(source);
        if (!string.IsNullOrWhiteSpace(draft.VersionReason))
            await db.BeginVersionAsync(measure, draft.VersionReason.Trim(), null, cancellation);
        db.Record("measure.source-set", measure.Name, $"/measures/{measure.Slug}", changes.Told);
        await db.SaveChangesAsync(cancellation);
        if (draft.Kind is SourceKind.Check)
            await db.DigestAsync(measure.Id, look: true, cancellation);
        return source;
    }

    public async Task RemoveAsync(Measure measure, CancellationToken cancellation)
    {
        if (await KnownAsync(measure, cancellation) is not { } known)
            return;
        db.Remove(known);
        db.Record("measure.source-removed", measure.Name, $"/measures/{measure.Slug}", SourceWords.Of(known.Kind));
        await db.SaveChangesAsync(cancellation);
        await db.DigestAsync(measure.Id, look: true, cancellation);
    }

    private async Task<MeasureSource?> KnownAsync(Measure measure, CancellationToken cancellation) =>
        MeasureDefining.MayDefine(db.Viewer, measure.TeamId)
            ? await db.Set<MeasureSource>().SingleOrDefaultAsync(row => row.MeasureId == measure.Id, cancellation)
            : throw new NotAllowed("Your role in its scope does not set its source.");

    private async Task SetCheckAsync(
        Measure measure,
        MeasureSource source,
        SourceDraft draft,
        Changes changes,
        CancellationToken cancellation
    )
    {
        if (await db.Set<Point>().AnyAsync(row => row.MeasureId == measure.Id, cancellation))
            throw new Refusal(
                "kind",
                "This measure has points of its own, which stay. Define another measure for a check's number."
            );
        await NumbersAsync(draft, cancellation);
        changes.Add("Check", source.CheckId, draft.Check).Add("Scope", source.ScopeKey, draft.Scope);
        (source.CheckId, source.ScopeKey) = (draft.Check, draft.Scope);
        (source.Settings, source.ConnectionId, source.Secret) = ("{}", null, null);
    }

    private async Task SetFetchedAsync(
        MeasureSource source,
        MeasureSource? known,
        SourceDraft draft,
        Changes changes,
        CancellationToken cancellation
    )
    {
        var (settings, connection, secret) = await CheckedAsync(known, draft, cancellation);
        var before = known is null ? null : SourceSettings.Read(known.Settings);
        // The Timeline is for everybody, and the query of an address often holds a key.
        var (placeBefore, place) = (before is null ? null : SourceWords.Place(before), SourceWords.Place(settings));
        changes
            .Add("Address", placeBefore, place)
            .Add("Query of the address", null, IsRequeried() ? "changed" : null)
            .Add("Query", before?.Query, settings.Query)
            .Add("Database", null, connection?.Name);
        if (draft.Secret is not null)
            changes.Add("Secret", known?.Secret is null ? null : "kept", draft.Secret.Length > 0 ? "set" : "removed");
        source.Settings = settings.Write();
        source.ConnectionId = connection?.Id;
        source.Secret =
            connection is not null ? null
            : draft.Secret is { Length: > 0 } given ? secrets.Seal(MeasureSource.SecretPurpose, given)
            : secret;
        (source.CheckId, source.ScopeKey) = (null, null);

        bool IsRequeried() => before is not null && placeBefore == place && before.Address != settings.Address;
    }

    /// <returns>Settings that can work, the connection of SQL, and the sealed secret that stays.</returns>
    private async Task<(SourceSettings Settings, SqlConnectionDefinition? Connection, string? Secret)> CheckedAsync(
        MeasureSource? known,
        SourceDraft draft,
        CancellationToken cancellation
    )
    {
        if (!Enum.IsDefined(draft.Kind) || !Enum.IsDefined(draft.Schedule))
            throw new Refusal("kind", "Choose a kind and a schedule.");
        var settings = draft.Settings ?? new();
        RequireShort(settings);
        fetching.KindOf(draft.Kind).Require(settings);
        if (draft.Secret?.Length > 2000)
            throw new Refusal("secret", "Keep the secret within 2,000 characters.");
        if (draft.Kind is SourceKind.Sql)
            return (settings, await ConnectionAsync(draft.Connection, cancellation), null);
        var kept = draft.Secret is null ? known?.Secret : null;
        // Else whoever may change the address could have the secret sent to a server of their own.
        if (kept is not null && SourceSettings.Read(known!.Settings).Origin != settings.Origin)
            throw new Refusal(
                "secret",
                "The secret was given for another host. Enter it again for this one, or remove it."
            );
        return (settings, null, kept);
    }

    private async Task<SqlConnectionDefinition> ConnectionAsync(string? name, CancellationToken cancellation) =>
        await db.Set<SqlConnectionDefinition>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Name == name && row.RetiredAt == null, cancellation)
        ?? throw new Refusal(
            "connection",
            "Choose a database. Administrators define them under Settings, Databases to ask."
        );

    private async Task<List<MeasurePoint>> NumbersAsync(SourceDraft draft, CancellationToken cancellation)
    {
        if (practices.Checks.All(check => check.Id != draft.Check))
            throw new Refusal("check", "Choose a check.");
        if (string.IsNullOrEmpty(draft.Scope) || draft.Scope.Length > 120)
            throw new Refusal("scope", "Choose the organization or a team.");
        return await db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => row.CheckId == draft.Check && row.ScopeKey == draft.Scope && row.Number != null)
            .OrderBy(row => row.Date)
            .Select(row => new MeasurePoint(row.Date, row.Number!.Value, null, row.Version))
            .ToListAsync(cancellation);
    }

    private string? Opened(string purpose, string? @sealed) =>
        @sealed is null
            ? null
            : secrets.Open(purpose, @sealed)
                ?? throw new Refusal(
                    "secret",
                    "The secret cannot be opened with the keys of this installation. Enter it again."
                );

    private static void RequireShort(SourceSettings settings)
    {
        if (settings.Address?.Length > 2000)
            throw new Refusal("address", "Keep the address within 2,000 characters.");
        if (settings.Query?.Length > 8000)
            throw new Refusal("query", "Keep the query within 8,000 characters.");
        if (
            new[] { settings.List, settings.Value, settings.Date, settings.SecretHeader }.Any(text =>
                text?.Length > 400
            )
        )
            throw new Refusal("value", "Keep pointers and header names within 400 characters.");
    }
}
