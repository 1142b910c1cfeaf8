using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review.Session;

/// <summary>Notes of a point, in versions. Whoever saves second is told, and what both wrote is kept.</summary>
public static class SessionNoting
{
    private const int Longest = 50_000;
    private const int MostVersions = 1_000;
    private const int Tries = 5;

    /// <param name="basedOn">The version that the writer saw; 0 where there was none.</param>
    /// <returns>The version that was saved, or the one in force where nothing changed; null where there is none.</returns>
    public static async Task<SessionNote?> NoteAsync(
        this AppDb db,
        ReviewSession session,
        SessionItem item,
        string? text,
        int basedOn,
        CancellationToken cancellation = default
    )
    {
        if (!db.Viewer.MayTakeNotes())
            throw new NotAllowed("Only members of the organization take notes.");
        session.RequireOpen();
        var words = (text ?? "").ReplaceLineEndings("\n").TrimEnd();
        if (words.Length > Longest)
            throw new Refusal("text", $"Keep the notes under {Longest:N0} characters.");
        for (var i = 0; ; i++)
        {
            var versions = await db.Set<SessionNote>()
                .AsNoTracking()
                .Where(row => row.ItemId == item.Id)
                .OrderBy(row => row.Version)
                .ToListAsync(cancellation);
            var current = versions.FindLast(row => !row.IsAside);
            if ((current?.Text ?? "") == words)
                return current;
            // The text that the writer saw, sent unchanged: it says nothing new, and must not undo what another wrote.
            if (versions.Find(row => row.Version == basedOn)?.Text == words && current?.Version != basedOn)
                return current;
            if (words.Length == 0 && basedOn == 0)
                return current;
            if (versions.Count >= MostVersions)
                throw new Refusal("text", "These notes were saved a thousand times. Add another point.");
            var note = new SessionNote
            {
                ItemId = item.Id,
                Version = (versions.Count == 0 ? 0 : versions[^1].Version) + 1,
                BasedOn = basedOn,
                IsAside = current is not null && current.Version != basedOn,
                Text = words,
                At = db.Now,
                By = db.Viewer.Name,
            };
            db.Add(note);
            try
            {
                await db.SaveChangesAsync(cancellation);
                return note;
            }
            catch (DbUpdateException) when (i < Tries)
            {
                // Somebody took this version at the same moment.
                db.Entry(note).State = EntityState.Detached;
            }
        }
    }
}
