using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals.Annotations;

/// <param name="Kind">Note, Reorganization or Definition; releases and decisions come by themselves.</param>
/// <param name="ForAll">True for every measure of the measure's scope.</param>
public sealed record AnnotationDraft(
    DateOnly? On,
    string? Text,
    AnnotationKind Kind = AnnotationKind.Note,
    bool ForAll = false
);

public static class Annotating
{
    public static bool MayAnnotate(Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Member;

    public static async Task<Annotation> AnnotateAsync(
        this AppDb db,
        Measure measure,
        AnnotationDraft draft,
        CancellationToken cancellation = default
    )
    {
        if (!MayAnnotate(db.Viewer, measure.TeamId))
            throw new NotAllowed("Your role in its scope does not annotate it.");
        if (draft.On is not { } day || day.Year < 1990 || day > db.Today.AddYears(1))
            throw new Refusal("on", "Give the day on which it happened.");
        if (draft.Text?.Trim() is not { Length: > 0 and <= 400 } text)
            throw new Refusal("text", "Say what happened in 1 to 400 characters.");
        if (draft.Kind is not (AnnotationKind.Note or AnnotationKind.Reorganization or AnnotationKind.Definition))
            throw new Refusal("annotationKind", "Choose note, reorganization or definition.");
        var row = new Annotation
        {
            MeasureId = draft.ForAll ? null : measure.Id,
            TeamId = measure.TeamId,
            On = day,
            Kind = draft.Kind,
            Text = text,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
            AddedById = db.Viewer.AccountId,
        };
        db.Add(row);
        db.Record("measure.annotated", measure.Name, $"/measures/{measure.Slug}", $"{day:d MMM yyyy}: {text}");
        await db.SaveChangesAsync(cancellation);
        return row;
    }

    /// <summary>Whoever wrote it, and leaders of the scope.</summary>
    public static bool MayRemove(Viewer viewer, Guid? teamId, Guid? addedById) =>
        viewer.RoleIn(teamId) >= Role.Leader || (addedById is { } by && by == viewer.AccountId);

    public static async Task RemoveAnnotationAsync(
        this AppDb db,
        Measure measure,
        Guid id,
        CancellationToken cancellation = default
    )
    {
        var row =
            await db.Set<Annotation>().SingleOrDefaultAsync(one => one.Id == id && one.RemovedAt == null, cancellation)
            ?? throw new Refusal("", "This annotation is gone already.");
        if (!MayRemove(db.Viewer, row.TeamId, row.AddedById))
            throw new NotAllowed("Who wrote an annotation, and leaders of its scope, may remove it.");
        row.Remove(db);
        db.Record(
            "measure.annotation-removed",
            measure.Name,
            $"/measures/{measure.Slug}",
            $"{row.On:d MMM yyyy}: {row.Text}"
        );
        await db.SaveChangesAsync(cancellation);
    }
}
