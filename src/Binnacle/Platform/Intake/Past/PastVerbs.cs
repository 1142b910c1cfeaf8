using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake.Past;

/// <param name="Token">Empty keeps the one that is there, for the same host.</param>
/// <param name="Wanted">One a line; empty for all.</param>
public sealed record PastDraft(string? Address, string? Token, string? Wanted, DateOnly? Since)
{
    public override string ToString() => nameof(PastDraft);
}

/// <summary>What administrators do with a source's past; each is told to the Timeline, never with a token.</summary>
internal sealed class PastVerbs(AppDb db, SealedSecret secrets, JobQueue queue)
{
    private const int MostParts = 2000;

    /// <summary>Asks from that day on, from the beginning.</summary>
    public async Task AskAsync(IntakeSource source, PastDraft draft, CancellationToken cancellation = default)
    {
        var kind = KindOf(source);
        var address = Address(draft.Address ?? kind.Address);
        var past = await db.Set<IntakePast>().SingleOrDefaultAsync(row => row.SourceId == source.Id, cancellation);
        var token = Token(draft.Token, past, address);
        var since = Since(draft.Since);
        var names = await NamesAsync(kind, address, draft.Wanted, cancellation);
        if (past is null)
            db.Add(past = new() { SourceId = source.Id });
        (past.Address, past.Wanted, past.Since) = (address.ToString(), draft.Wanted?.Trim() ?? "", since);
        (past.AskedAt, past.AskedBy) = (db.Now, db.Viewer.Name);
        (past.StoppedAt, past.EndedAt, past.ResumeAt, past.Reason, past.Tries) = (null, null, null, null, 0);
        if (token is not null)
            past.Token = secrets.Seal(PastReading.Purpose, token);
        db.Record(
            "source.past-asked",
            source.Name,
            source.Url,
            $"Since {since:d MMM yyyy}, {(names.Count == 1 ? names[0] : $"{names.Count} parts")}, from {address.Host}"
        );
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<IntakePastPart>().Where(row => row.SourceId == source.Id).ExecuteDeleteAsync(cancellation);
        db.AddRange(
            names.Select(
                (name, index) =>
                    new IntakePastPart
                    {
                        SourceId = source.Id,
                        Number = index + 1,
                        Name = name,
                    }
            )
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await queue.QueueAsync(PastJob.Id, source.Id.ToString(), PastJob.Title(source.Name), cancellation);
    }

    /// <summary>Goes on where it stands; what could not be read is tried again from its beginning.</summary>
    /// <param name="token">Another one; empty keeps it.</param>
    public async Task GoOnAsync(IntakeSource source, string? token, CancellationToken cancellation = default)
    {
        KindOf(source);
        var past = await PastAsync(source, cancellation);
        if (!string.IsNullOrWhiteSpace(token))
            past.Token = secrets.Seal(PastReading.Purpose, token.Trim());
        (past.StoppedAt, past.EndedAt, past.ResumeAt, past.Reason, past.Tries) = (null, null, null, null, 0);
        db.Record(
            "source.past-resumed",
            source.Name,
            source.Url,
            string.IsNullOrWhiteSpace(token) ? "" : "With another token"
        );
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<IntakePastPart>()
            .Where(row => row.SourceId == source.Id && row.Problem != null)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(one => one.Problem, (string?)null)
                        .SetProperty(one => one.Cursor, (string?)null)
                        .SetProperty(one => one.Remaining, 0)
                        .SetProperty(one => one.DoneAt, (DateTime?)null),
                cancellation
            );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await queue.QueueAsync(PastJob.Id, source.Id.ToString(), PastJob.Title(source.Name), cancellation);
    }

    public async Task StopAsync(IntakeSource source, CancellationToken cancellation = default)
    {
        KindOf(source);
        var past = await PastAsync(source, cancellation);
        if (past.EndedAt is not null)
            throw new Refusal("", "It is read to the end already.");
        (past.StoppedAt, past.ResumeAt, past.Reason) = (db.Now, null, null);
        db.Record("source.past-stopped", source.Name, source.Url);
        await db.SaveChangesAsync(cancellation);
        if (await db.PastRunAsync(source.Id, cancellation) is { } run)
            await queue.AskToStopAsync(run.Id, cancellation);
    }

    private async Task<IntakePast> PastAsync(IntakeSource source, CancellationToken cancellation) =>
        await db.Set<IntakePast>().SingleOrDefaultAsync(row => row.SourceId == source.Id, cancellation)
        ?? throw new Refusal("", "Say first what to read, and from which day on.");

    private IPastSource KindOf(IntakeSource source)
    {
        db.Viewer.RequireAdministrator();
        if (source.ClosedAt is { } at)
            throw new Refusal("", $"It was closed on {at:d MMM yyyy} by {source.ClosedBy}.");
        return PastSources.Of(source.Kind)
            ?? throw new Refusal(
                "",
                $"The past is read from {string.Join(", ", PastSources.All.Select(one => EventSources.Of(one.Kind)!.Name))}."
            );
    }

    /// <summary>Ends with a slash, so that paths stand behind it.</summary>
    private static Uri Address(string? given)
    {
        if (
            !Uri.TryCreate(given?.Trim(), UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.Host.Length == 0
            || given!.Length > 500
        )
            throw new Refusal("address", "Give the API’s address, one that begins with https://.");
        if (address.UserInfo.Length > 0 || address.Query.Length > 0)
            throw new Refusal("address", "Leave user name, password and query out of the address.");
        return address.AbsolutePath.EndsWith('/') ? address : new Uri($"{address.GetLeftPart(UriPartial.Path)}/");
    }

    private static string? Token(string? given, IntakePast? past, Uri address)
    {
        if (given?.Trim() is { Length: > 0 } token)
            return token.Length <= 2000 && token.All(letter => letter is > ' ' and < (char)127)
                ? token
                : throw new Refusal("token", "A token has no blanks and at most 2,000 characters.");
        if (past is null)
            throw new Refusal("token", "Enter a token that may read what is wanted.");
        // Nobody gets it sent to a host it was not given for.
        if (
            new Uri(past.Address) is var known
            && (known.Authority != address.Authority || known.Scheme != address.Scheme)
        )
            throw new Refusal("token", "For another host enter the token again.");
        return null;
    }

    private DateOnly Since(DateOnly? given) =>
        given is { } day && day.Year >= 1990 && day <= db.Today
            ? day
            : throw new Refusal("since", "Give a day of the past, from 1990 on.");

    private async Task<IReadOnlyList<string>> NamesAsync(
        IPastSource kind,
        Uri address,
        string? wanted,
        CancellationToken cancellation
    )
    {
        List<string> names =
        [
            .. (wanted ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        ];
        if (names.Count == 0 && kind.ReadsRepositories)
        {
            var host = $"{kind.HostOf(address)}/";
            names =
            [
                .. (await db.RepositoryKeysAsync(cancellation))
                    .Keys.Where(key => key.StartsWith(host, StringComparison.Ordinal))
                    .Select(key => key[host.Length..])
                    .Order(StringComparer.Ordinal),
            ];
            if (names.Count == 0)
                throw new Refusal(
                    "wanted",
                    $"The catalogue has no repository on {host.TrimEnd('/')}. Name some, one a line."
                );
        }
        if (names.Count == 0)
            names.Add(kind.Everything ?? throw new Refusal("wanted", kind.WantedHint));
        if (names.Count > MostParts || names.Exists(name => name.Length > 500))
            throw new Refusal("wanted", $"Name at most {MostParts:N0}, each in at most 500 characters.");
        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
