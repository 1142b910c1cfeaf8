using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

public static class CheckingIn
{
    private const int LongestNote = 5_000;
    private const double MostValue = 1e15;

    /// <summary>Adds a check-in; one that corrects another takes its place, and the other stays to be read.</summary>
    /// <exception cref="Refusal">What has to be mended first.</exception>
    /// <exception cref="NotAllowed">Only members of the team, or of the organization, check in.</exception>
    public static async Task<CheckIn> CheckInAsync(
        this AppDb db,
        Objective objective,
        CheckInDraft draft,
        CancellationToken cancellation = default
    )
    {
        if (!db.Viewer.MayCheckIn(objective.TeamId))
            throw new NotAllowed("Only members of its team or of the organization may check in.");
        ObjectiveVerbs.Require(objective, ObjectiveStage.Active);
        if (draft.Confidence is not (>= 0 and <= 10))
            throw new Refusal("confidence", "Say how sure you are that it will be met, from 0 to 10.");
        if (draft.Note?.Length > LongestNote)
            throw new Refusal("note", $"Keep it under {LongestNote:N0} characters.");
        var corrected = await CorrectedAsync(db, objective, draft.Corrects, cancellation);
        var day = corrected?.Day ?? draft.Day ?? db.Today;
        if (day > db.Today || day < objective.StartsOn.AddDays(-31))
            throw new Refusal("day", "Give a day of its period, today at the latest.");
        var checkIn = new CheckIn
        {
            ObjectiveId = objective.Id,
            Day = day,
            At = db.Now,
            By = db.Viewer.Name,
            Confidence = draft.Confidence.Value,
            CorrectsId = corrected?.Id,
        };
        foreach (var value in draft.Values ?? [])
            checkIn.Values.Add(Value(objective, checkIn, value));
        db.Add(checkIn);
        var note = string.IsNullOrWhiteSpace(draft.Note) ? null : draft.Note.Trim();
        if (note is not null)
            db.Add(Note(db, objective, checkIn, note, draft.ForLeaders));
        db.Record(
            corrected is null ? "objective.checked-in" : "objective.check-in-corrected",
            objective.Title,
            objective.Url,
            Told(objective, checkIn, draft.ForLeaders ? null : note)
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (corrected is not null)
        {
            db.ChangeTracker.Clear();
            throw new Refusal("", "Somebody else corrected this check-in meanwhile. Look at it again.");
        }
        return checkIn;
    }

    private static async Task<CheckIn?> CorrectedAsync(
        AppDb db,
        Objective objective,
        Guid? id,
        CancellationToken cancellation
    )
    {
        if (id is null)
            return null;
        var corrected =
            await db.Set<CheckIn>()
                .AsNoTracking()
                .FirstOrDefaultAsync(row => row.Id == id && row.ObjectiveId == objective.Id, cancellation)
            ?? throw new Refusal("", "There is no such check-in of this objective to correct.");
        return await db.Set<CheckIn>().AnyAsync(row => row.CorrectsId == id, cancellation)
            ? throw new Refusal("", "This check-in was corrected already. Correct the one that took its place.")
            : corrected;
    }

    private static CheckInValue Value(Objective objective, CheckIn checkIn, CheckInValueDraft said)
    {
        var result =
            objective.KeyResults.Find(result => result.Position == said.KeyResult)
            ?? throw new Refusal("values", $"There is no key result {said.KeyResult}.");
        if (result.MeasureId is not null)
            throw new Refusal("values", $"“{result.Title}” is fed by a measure; nobody types it.");
        if (!(Math.Abs(said.Value) <= MostValue))
            throw new Refusal("values", $"“{result.Title}”: give a number up to 10^15.");
        if (checkIn.Values.Exists(value => value.KeyResultId == result.Id))
            throw new Refusal("values", $"“{result.Title}” is given twice.");
        return new()
        {
            CheckInId = checkIn.Id,
            KeyResultId = result.Id,
            Day = checkIn.Day,
            At = checkIn.At,
            Value = said.Value,
        };
    }

    private static CheckInNote Note(AppDb db, Objective objective, CheckIn checkIn, string text, bool forLeaders) =>
        new()
        {
            CheckInId = checkIn.Id,
            Text = text,
            DataClass = forLeaders ? DataClass.People : DataClass.Open,
            TeamId = objective.TeamId,
            OwnerAccountId = db.Viewer.AccountId,
        };

    private static string Told(Objective objective, CheckIn checkIn, string? note)
    {
        var values = checkIn.Values.ConvertAll(value =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{objective.KeyResults.Find(result => result.Id == value.KeyResultId)!.Title}: {value.Value}"
            )
        );
        string?[] lines = [$"Confidence {checkIn.Confidence} of 10", .. values, note];
        return string.Join('\n', lines.OfType<string>());
    }
}
