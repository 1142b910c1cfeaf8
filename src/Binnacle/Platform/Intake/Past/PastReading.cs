using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake.Past;

/// <summary>What came of one request.</summary>
internal enum PastStep
{
    /// <summary>The next one may be made.</summary>
    GoOn,

    /// <summary>Nothing is left to ask.</summary>
    Done,

    /// <summary>The tool wants to be left alone for a while; it stands written down.</summary>
    Wait,

    /// <summary>It was stopped, asked for anew, or cannot go on.</summary>
    End,
}

/// <summary>
/// Makes one request after the other. What an answer tells and what is still to be asked are written in one transaction: cut
/// off at any moment, nothing is lost and nothing is told twice that would not join.
/// </summary>
internal sealed class PastReading(AppDbs databases, PastApi api, SealedSecret secrets, TimeProvider clock)
{
    public const string Purpose = "intake-past";

    private const int MostTries = 8;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes the next request of a source.</summary>
    /// <param name="asked">When its past was asked for, so that reading ends when it is asked for anew.</param>
    public async Task<PastStep> StepAsync(Guid sourceId, DateTime asked, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var past = await db.Set<IntakePast>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.SourceId == sourceId, cancellation);
        if (past is null || past.AskedAt != asked || past.StoppedAt is not null || past.EndedAt is not null)
            return PastStep.End;
        if (past.ResumeAt > Now)
            return PastStep.Wait;
        if (past.ResumeAt is not null)
            await ThisAsk(db, past)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.ResumeAt, (DateTime?)null), cancellation);
        var source = await db.Set<IntakeSource>().AsNoTracking().SingleAsync(row => row.Id == sourceId, cancellation);
        if (source.ClosedAt is not null || PastSources.Of(source.Kind) is not { } kind)
            return await StandAsync(db, past, "The source is closed.", cancellation);
        if (secrets.Open(Purpose, past.Token) is not { } token)
            return await StandAsync(db, past, "Its token cannot be opened any more. Enter it again.", cancellation);
        var part = await db.Set<IntakePastPart>()
            .AsNoTracking()
            .Where(row => row.SourceId == sourceId && row.DoneAt == null)
            .OrderBy(row => row.Number)
            .FirstOrDefaultAsync(cancellation);
        if (part is null)
            return await EndAsync(db, past, cancellation);
        var since = past.Since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var open = part.Open ?? [kind.First(part.Name, since)];
        return await AskAsync(db, past, part, kind, token, open, since, cancellation);
    }

    private async Task<PastStep> AskAsync(
        AppDb db,
        IntakePast past,
        IntakePastPart part,
        IPastSource kind,
        string token,
        List<PastRequest> open,
        DateTime since,
        CancellationToken cancellation
    )
    {
        var (request, rest) = (open[0], open.Skip(1).ToList());
        var address = new Uri(past.Address);
        OutboundAnswer answer;
        try
        {
            answer = await api.AskAsync(kind, address, token, request, cancellation);
        }
        catch (OutboundFailure failure)
        {
            return await UnansweredAsync(db, past, part, failure.Message, failure.MayPass, cancellation);
        }
        // A server that repeats the token in its answer does not get it onto a page.
        string Words() =>
            PastApi.Words(kind, address, part.Name, request, answer).Replace(token, "…", StringComparison.Ordinal);
        var until = PastLimits.Until(answer, Now);
        if (PastLimits.IsRefused(answer))
            return await WaitAsync(
                db,
                past,
                until!.Value,
                "The tool’s limit of requests is reached.",
                past.Tries,
                cancellation
            );
        if (answer.Status is 408 or 425 or >= 500)
            return await UnansweredAsync(db, past, part, Words(), mayPass: true, cancellation);
        if (answer.Status == 401)
            return await StandAsync(db, past, Words(), cancellation);
        if (!answer.IsGood)
        {
            // What the whole part stands on ends it; of a list or a detail the rest can be read without it.
            var left =
                part.Cursor is null ? []
                : answer.Status == 403 ? rest.Where(one => one.Step != request.Step)
                : rest;
            await SaveAsync(db, past, part, [.. left], [], Words(), cancellation);
            return PastStep.GoOn;
        }
        List<Telling> tellings;
        string? problem = null;
        try
        {
            using var document = JsonDocument.Parse(answer.Body, EventSources.Options);
            var marks = await PersonMarks.ReadAsync(db, cancellation);
            var page = kind.Read(
                new(request, new(document.RootElement), PastApi.Next(address, answer), since, Now, marks)
            );
            tellings = [.. page.Tellings.Select(telling => telling.NotAfter(Now))];
            // Rules for names may hold for one source alone.
            foreach (var fact in tellings.Select(telling => telling.Fact).OfType<ServiceFact>())
                fact.SourceId = past.SourceId;
            List<PastRequest> next = [.. page.Next];
            if (next.Contains(request))
                throw new Refusal("page", "Expected the page behind this one, found this one again.");
            rest.InsertRange(0, next);
        }
        catch (Exception broken) when (broken is JsonException or Refusal or FormatException)
        {
            tellings = [];
            problem = broken is Refusal refused
                ? $"{OutboundHttp.Shown(new Uri(address, request.Path))}: {refused.Field}: {refused.Message}"
                : $"{OutboundHttp.Shown(new Uri(address, request.Path))}: expected JSON, found {answer.ContentType ?? "something else"}. Check the API’s address.";
            if (part.Cursor is null)
                rest = [];
        }
        await SaveAsync(db, past, part, rest, tellings, problem, cancellation);
        return until is { } limit
            ? await WaitAsync(db, past, limit, "The tool’s limit of requests is reached.", 0, cancellation)
            : PastStep.GoOn;
    }

    /// <summary>The facts and what is still to be asked, together or not at all.</summary>
    private async Task SaveAsync(
        AppDb db,
        IntakePast past,
        IntakePastPart part,
        List<PastRequest> open,
        List<Telling> tellings,
        string? problem,
        CancellationToken cancellation
    )
    {
        var facts = tellings.Select(telling => telling.Fact.Id).Distinct().Count();
        var now = Now;
        var told = Joined(part.Problem, problem);
        var isDone = open.Count == 0;
        DateTime? done = isDone ? now : null;
        var step = isDone ? null : open[0].Step;
        var cursor = isDone ? null : IntakePastPart.Text(open);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var kept = await db.Set<IntakePastPart>()
            // Asked for anew, its parts are others; read by another process, it is further; tried again, it begins anew.
            .Where(row =>
                row.Id == part.Id && row.Requests == part.Requests && row.Cursor == part.Cursor && row.DoneAt == null
            )
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(one => one.Cursor, cursor)
                        .SetProperty(one => one.Remaining, open.Count)
                        .SetProperty(one => one.Step, step)
                        .SetProperty(one => one.Requests, part.Requests + 1)
                        .SetProperty(one => one.Facts, part.Facts + facts)
                        .SetProperty(one => one.Problem, told)
                        .SetProperty(one => one.DoneAt, done),
                cancellation
            );
        if (kept == 0)
            return;
        if (past.Tries > 0)
            await db.Set<IntakePast>()
                .Where(row => row.SourceId == past.SourceId)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Tries, 0), cancellation);
        // That it was read now says nothing of how long ago it was.
        var repositories = tellings.ToldBy(past.SourceId, telling => telling.At);
        await db.JoinFactsAsync(tellings, cancellation);
        await db.NoteRepositoriesAsync(repositories, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Not answered: again in a while, each time a longer one; in the end the part is given up and the others are read.</summary>
    private async Task<PastStep> UnansweredAsync(
        AppDb db,
        IntakePast past,
        IntakePastPart part,
        string problem,
        bool mayPass,
        CancellationToken cancellation
    )
    {
        if (mayPass && past.Tries + 1 < MostTries)
            return await WaitAsync(
                db,
                past,
                Now.AddSeconds(Math.Min(30 * Math.Pow(2, past.Tries), 1800)),
                problem,
                past.Tries + 1,
                cancellation
            );
        await SaveAsync(db, past, part, [], [], problem, cancellation);
        return PastStep.GoOn;
    }

    private static async Task<PastStep> WaitAsync(
        AppDb db,
        IntakePast past,
        DateTime until,
        string reason,
        int tries,
        CancellationToken cancellation
    )
    {
        await ThisAsk(db, past)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(one => one.ResumeAt, until)
                        .SetProperty(one => one.Reason, Short(reason))
                        .SetProperty(one => one.Tries, tries),
                cancellation
            );
        return PastStep.Wait;
    }

    /// <summary>Nothing goes on before a person did something about it.</summary>
    private static async Task<PastStep> StandAsync(
        AppDb db,
        IntakePast past,
        string reason,
        CancellationToken cancellation
    )
    {
        var now = db.Now;
        await ThisAsk(db, past)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.StoppedAt, now).SetProperty(one => one.Reason, Short(reason)),
                cancellation
            );
        return PastStep.End;
    }

    private static async Task<PastStep> EndAsync(AppDb db, IntakePast past, CancellationToken cancellation)
    {
        var now = db.Now;
        await ThisAsk(db, past)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.EndedAt, now).SetProperty(one => one.Reason, (string?)null),
                cancellation
            );
        return PastStep.Done;
    }

    /// <summary>As long as nobody asked anew, stopped it, or gave it another token.</summary>
    private static IQueryable<IntakePast> ThisAsk(AppDb db, IntakePast past) =>
        db.Set<IntakePast>()
            .Where(row =>
                row.SourceId == past.SourceId
                && row.AskedAt == past.AskedAt
                && row.Token == past.Token
                && row.StoppedAt == null
            );

    private static string? Joined(string? known, string? problem)
    {
        if (problem is null || known?.Contains(problem, StringComparison.Ordinal) is true)
            return known;
        return StorableText.Cut(StorableText.Of(known is null ? problem : $"{known}\n{problem}"), 1000);
    }

    private static string Short(string reason) => StorableText.Cut(StorableText.Of(reason), 500);
}
