using System.Collections.Concurrent;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>A hook with its secret, open while somebody sends.</summary>
internal sealed record Hook(Guid Id, IEventSource Source, string Secret);

/// <summary>Knows the hooks for a few seconds, so that a flood of events asks the database once.</summary>
internal sealed class IntakeHooks(AppDbs databases, SealedSecret secrets, TimeProvider clock, ILogger<IntakeHooks> log)
{
    public const string Purpose = "intake-source";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTime At, Hook? Hook)> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateTime> refused = [];

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Hook?> FindAsync(string slug, CancellationToken cancellation)
    {
        if (known.TryGetValue(slug, out var kept) && Now - kept.At < Fresh)
            return kept.Hook;
        await using var db = databases.Open();
        var row = await db.Set<IntakeSource>()
            .AsNoTracking()
            .Where(one => one.Slug == slug && one.ClosedAt == null && one.Secret != null)
            .Select(one => new
            {
                one.Id,
                one.Kind,
                one.Secret,
            })
            .SingleOrDefaultAsync(cancellation);
        var hook =
            row is not null
            && EventSources.Of(row.Kind) is { } source
            && secrets.Open(Purpose, row.Secret!) is { } secret
                ? new Hook(row.Id, source, secret)
                : null;
        // Whoever guesses addresses fills no memory.
        if (hook is not null)
            known[slug] = (Now, hook);
        return hook;
    }

    /// <summary>After a source was changed.</summary>
    public void Forget(string slug) => known.TryRemove(slug, out _);

    /// <summary>Tells it on the source's page, at most once in ten seconds; a flood of wrong requests writes nothing more.</summary>
    public void Refuse(Hook hook, string because)
    {
        if (refused.TryGetValue(hook.Id, out var last) && Now - last < TimeSpan.FromSeconds(10))
            return;
        refused[hook.Id] = Now;
        _ = RefuseAsync(hook.Id, because, Now);
    }

    private async Task RefuseAsync(Guid id, string because, DateTime now)
    {
        try
        {
            await using var db = databases.Open();
            await db.Set<IntakeSource>()
                .Where(row => row.Id == id)
                .ExecuteUpdateAsync(row =>
                    row.SetProperty(one => one.RefusedAt, now).SetProperty(one => one.RefusedBecause, because)
                );
        }
        catch (Exception problem)
        {
            log.LogWarning(problem, "That a request was refused could not be written down.");
        }
    }
}
