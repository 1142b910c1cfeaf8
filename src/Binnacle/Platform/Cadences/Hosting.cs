using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

/// <summary>Who hosts what, and changing it.</summary>
public static class Hosting
{
    private const int MostHosts = 100;

    public static async Task<HostRotation> RotationAsync(
        this AppDb db,
        Cadence cadence,
        CancellationToken cancellation = default
    )
    {
        var order = cadence.Hosts.OrderBy(row => row.Position).Select(row => row.PersonId).ToList();
        var today = db.Today;
        var pauses = await db.Set<HostPause>()
            .Where(row => order.Contains(row.PersonId))
            .Select(row => new
            {
                row.PersonId,
                row.FromOn,
                row.ToOn,
            })
            .ToListAsync(cancellation);
        var left = await db.Set<Person>()
            .Where(row => order.Contains(row.Id) && row.LeftOn != null)
            .Select(row => new { row.Id, row.LeftOn })
            .ToListAsync(cancellation);
        var changes = await db.Set<HostChange>()
            .Where(row => row.CadenceId == cadence.Id)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Select(row => new { row.PlannedOn, row.PersonId })
            .ToListAsync(cancellation);
        return new(
            cadence.RotationFrom ?? today,
            order,
            [
                .. pauses.Select(row => (row.PersonId, row.FromOn, row.ToOn)),
                .. left.Select(row => (row.Id, row.LeftOn!.Value.AddDays(1), DateOnly.MaxValue)),
            ],
            [.. changes.Select(row => (row.PlannedOn, row.PersonId))]
        );
    }

    internal static async Task<Guid?> HostOfAsync(
        this AppDb db,
        Cadence cadence,
        Holidays holidays,
        DateOnly plannedOn,
        CancellationToken cancellation
    )
    {
        var rotation = await db.RotationAsync(cadence, cancellation);
        var since = CadenceReading.Record(cadence, []).Between(holidays, rotation.From, plannedOn).ToList();
        var on = since.Count > 0 && since[^1].PlannedOn == plannedOn ? since[^1].On : plannedOn;
        return rotation.HostOf(plannedOn, on, since.Count);
    }

    /// <summary>The order of turns from a day on, the first of the list first.</summary>
    public static async Task SetHostsAsync(
        this AppDb db,
        Cadence cadence,
        IReadOnlyList<int> people,
        DateOnly? from,
        CancellationToken cancellation = default
    )
    {
        CadenceVerbs.RequireMember(db, cadence);
        if (cadence.Kind is CadenceKind.OneOnOne)
            throw new Refusal("hosts", "A one-on-one has no hosts that take turns.");
        if (people.Count > MostHosts)
            throw new Refusal("hosts", $"At most {MostHosts} people take turns.");
        if (people.Distinct().Count() != people.Count)
            throw new Refusal("hosts", "Name each person once.");
        var found = await db.Set<Person>()
            .Where(row => people.Contains(row.Number))
            .ToDictionaryAsync(row => row.Number, cancellation);
        if (people.FirstOrDefault(number => !found.ContainsKey(number)) is > 0 and var missing)
            throw new Refusal("hosts", $"There is no person with the number {missing}.");
        db.RemoveRange(cadence.Hosts);
        db.AddRange(
            people.Select(
                (number, position) =>
                    new CadenceHost
                    {
                        CadenceId = cadence.Id,
                        PersonId = found[number].Id,
                        Position = position,
                    }
            )
        );
        cadence.RotationFrom = from ?? db.Today;
        cadence.ChangedAt = db.Now;
        db.Record(
            "cadence.hosts-ordered",
            cadence.Name,
            cadence.Url,
            people.Count == 0
                ? "Nobody in turn"
                : $"From {Words.Date(cadence.RotationFrom.Value)}: {string.Join(", ", people.Select(number => found[number].Name))}",
            cadence
        );
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Somebody else hosts one occurrence.</summary>
    public static async Task HandOverAsync(
        this AppDb db,
        Cadence cadence,
        DateOnly? plannedOn,
        string? person,
        int? number,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        CadenceVerbs.RequireMember(db, cadence);
        var day = await PlannedAsync(db, cadence, "handOn", plannedOn, cancellation);
        var host = await db.OwnerAsync(person, number, cancellation);
        Change(db, cadence, day, host.Id, CheckedCadence.Short("handReason", reason, 500));
        db.Record(
            "cadence.handed-over",
            $"{cadence.Name}, {Words.Date(day)}",
            cadence.Url,
            $"Hosted by {host.Name}",
            cadence
        );
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Two people change their turns.</summary>
    public static async Task SwapAsync(
        this AppDb db,
        Cadence cadence,
        DateOnly? one,
        DateOnly? other,
        CancellationToken cancellation = default
    )
    {
        CadenceVerbs.RequireMember(db, cadence);
        var holidays = await db.HolidaysAsync(cancellation);
        var (first, second) = (
            await PlannedAsync(db, cadence, "swapOne", one, cancellation),
            await PlannedAsync(db, cadence, "swapOther", other, cancellation)
        );
        var (firstHost, secondHost) = (
            await db.HostOfAsync(cadence, holidays, first, cancellation),
            await db.HostOfAsync(cadence, holidays, second, cancellation)
        );
        if (firstHost is null || secondHost is null || first == second)
            throw new Refusal("swapOther", "Give two occurrences that both have a host.");
        Change(db, cadence, first, secondHost.Value, "Swapped");
        Change(db, cadence, second, firstHost.Value, "Swapped");
        db.Record(
            "cadence.hosts-swapped",
            cadence.Name,
            cadence.Url,
            $"{Words.Date(first)} and {Words.Date(second)}",
            cadence
        );
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task PauseAsync(
        this AppDb db,
        Cadence cadence,
        int? person,
        DateOnly? from,
        DateOnly? to,
        CancellationToken cancellation = default
    )
    {
        CadenceVerbs.RequireMember(db, cadence);
        var host =
            await db.Set<Person>()
                .Where(row => row.Number == person)
                .Select(row => new { row.Id, row.Name })
                .SingleOrDefaultAsync(cancellation)
            ?? throw new Refusal("pausePerson", "Choose who pauses.");
        if (from is not { } first || to is not { } last || last < first)
            throw new Refusal("pauseTo", "Give the first and the last day of the pause.");
        if (last.DayNumber - first.DayNumber > 730)
            throw new Refusal("pauseTo", "A pause is at most two years long.");
        db.Add(
            new HostPause
            {
                PersonId = host.Id,
                FromOn = first,
                ToOn = last,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        // When somebody is away is not told to everybody.
        db.Record("cadence.host-paused", cadence.Name, cadence.Url, host.Name, cadence);
        await db.SaveChangesAsync(cancellation);
    }

    private static void Change(AppDb db, Cadence cadence, DateOnly day, Guid person, string? reason)
    {
        db.Add(
            new HostChange
            {
                CadenceId = cadence.Id,
                PlannedOn = day,
                PersonId = person,
                Reason = reason,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        cadence.ChangedAt = db.Now;
    }

    private static async Task<DateOnly> PlannedAsync(
        AppDb db,
        Cadence cadence,
        string field,
        DateOnly? day,
        CancellationToken cancellation
    )
    {
        if (day is not { } on)
            throw new Refusal(field, "Choose which occurrence.");
        var holidays = await db.HolidaysAsync(cancellation);
        return CadenceReading.Record(cadence, []).Between(holidays, on, on).Any()
            ? on
            : throw new Refusal(field, $"Nothing of {cadence.Name} is planned on {Words.Date(on)}.");
    }
}
