using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>What people add to the timeline of an incident, and who holds which role in it.</summary>
public static class IncidentEntries
{
    private const int LongestEntry = 4000;

    public static async Task AddNoteAsync(
        this AppDb db,
        Incident incident,
        DateTime? at,
        string? text,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        var entry = Entry(
            db,
            incident,
            EntryKind.Note,
            IncidentValues.Time(db, "noteAt", at) ?? db.Now,
            text,
            "note",
            "by hand"
        );
        await AddAsync(db, incident, [entry], "incident.noted", Told(entry), cancellation);
    }

    /// <summary>What those who wait are told.</summary>
    /// <param name="nextAt">When the next one is promised.</param>
    public static async Task AddUpdateAsync(
        this AppDb db,
        Incident incident,
        string? text,
        DateTime? nextAt,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        if (nextAt?.AsUtc() <= db.Now)
            throw new Refusal("nextAt", "The next update lies in the past. Times are in UTC.");
        var entry = Entry(db, incident, EntryKind.Update, db.Now, text, "update", "by hand", nextAt?.AsUtc());
        await AddAsync(db, incident, [entry], "incident.updated", Told(entry), cancellation);
    }

    /// <summary>Lines of chat, of which those that stand there already are not added again.</summary>
    /// <returns>How many were added.</returns>
    public static async Task<int> AddChatAsync(
        this AppDb db,
        Incident incident,
        IReadOnlyList<ChatLine> lines,
        string source,
        bool withNames,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        if (lines.Count == 0)
            throw new Refusal("chat", "No line with a time was found. Lines look like “[14:05] Ada: rolled back”.");
        var known = await db.Set<IncidentEntry>()
            .Where(row => row.IncidentId == incident.Id && row.Kind == EntryKind.Chat)
            .Select(row => new
            {
                row.At,
                row.Text,
                row.Author,
            })
            .ToListAsync(cancellation);
        var there = known.ToLookup(row => (row.At, row.Text), row => row.Author);
        var names = new ChatNames(known.Select(row => row.Author));
        // A line that stands there already tells who its name is, so that they stay the same person.
        foreach (var line in lines)
            names.Learn(line.Author, there[(line.At, Stored(line.Text))].FirstOrDefault());
        var fresh = lines
            .Where(line => !there.Contains((line.At, Stored(line.Text))))
            .Select(line => new IncidentEntry
            {
                IncidentId = incident.Id,
                Kind = EntryKind.Chat,
                At = line.At,
                Author = withNames && line.Author is { } name ? StorableText.Cut(name, 100) : names.Of(line.Author),
                Text = Stored(line.Text),
                Source = source,
                AddedAt = db.Now,
                AddedBy = db.Viewer.Name,
            })
            .ToList();
        if (fresh.Count > 0)
            await AddAsync(
                db,
                incident,
                fresh,
                "incident.chat-added",
                $"{fresh.Count} lines from {source}",
                cancellation
            );
        return fresh.Count;
    }

    /// <summary>It leaves the timeline; that it stood there is kept.</summary>
    public static async Task RemoveEntryAsync(
        this AppDb db,
        Incident incident,
        Guid entryId,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        var entry =
            await db.Set<IncidentEntry>()
                .SingleOrDefaultAsync(row => row.Id == entryId && row.IncidentId == incident.Id, cancellation)
            ?? throw new Refusal("", "This line is not there.");
        if (entry.RemovedAt is not null)
            return;
        (entry.RemovedAt, entry.RemovedBy) = (db.Now, db.Viewer.Name);
        db.Record("incident.line-removed", incident.Title, incident.Url, Told(entry));
        await db.SaveIncidentAsync(cancellation);
    }

    /// <summary>Whoever held the role before hands it over with it.</summary>
    public static async Task GiveRoleAsync(
        this AppDb db,
        Incident incident,
        IncidentRoleKind role,
        string? person,
        int? number,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        IncidentValues.RequireKnown("role", role, "Choose a role.");
        var chosen = await db.OwnerAsync(person, number, cancellation);
        var held = await db.Set<IncidentRole>()
            .Where(row => row.IncidentId == incident.Id && row.Role == role && row.UntilAt == null)
            .ToListAsync(cancellation);
        if (held.Exists(row => row.PersonId == chosen.Id))
            return;
        foreach (var row in held)
            row.UntilAt = db.Now;
        db.Add(
            new IncidentRole
            {
                IncidentId = incident.Id,
                Role = role,
                PersonId = chosen.Id,
                FromAt = db.Now,
                GivenBy = db.Viewer.Name,
            }
        );
        incident.TouchedAt ??= db.Now;
        db.Record("incident.role-given", incident.Title, incident.Url, $"{chosen.Name} {role.Words()}");
        await db.SaveIncidentAsync(cancellation);
    }

    private static IncidentEntry Entry(
        AppDb db,
        Incident incident,
        EntryKind kind,
        DateTime at,
        string? text,
        string field,
        string source,
        DateTime? nextAt = null
    ) =>
        new()
        {
            IncidentId = incident.Id,
            Kind = kind,
            At = at,
            Text = IncidentValues.Required(field, text, "Say what happened.", LongestEntry),
            Source = source,
            NextAt = nextAt,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };

    private static async Task AddAsync(
        AppDb db,
        Incident incident,
        IReadOnlyList<IncidentEntry> entries,
        string verb,
        string told,
        CancellationToken cancellation
    )
    {
        db.AddRange(entries);
        incident.TouchedAt ??= db.Now;
        db.Record(verb, incident.Title, incident.Url, told);
        await db.SaveIncidentAsync(cancellation);
    }

    /// <summary>Not its text: that may hold a secret, and the Timeline forgets nothing.</summary>
    private static string Told(IncidentEntry entry) => $"{entry.Kind.Words()} of {IncidentWording.At(entry.At)}";

    /// <summary>A line of chat as it stands in the database.</summary>
    private static string Stored(string text) => StorableText.Cut(StorableText.Of(text), LongestEntry);
}
