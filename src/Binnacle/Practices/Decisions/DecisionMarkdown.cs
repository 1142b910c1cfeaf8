using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions.Text;
using Binnacle.Practices.Direction;

namespace Binnacle.Practices.Decisions;

/// <summary>A decision kept here as a record in Markdown.</summary>
internal static class DecisionMarkdown
{
    private const string Folder = "docs/decisions";

    /// <summary>As MADR 4, with its links; what it links to is named by the number it has here.</summary>
    public static async Task<DecisionText> AsMarkdownAsync(
        this AppDb db,
        DecisionModel model,
        CancellationToken cancellation
    )
    {
        var habit = DecisionHabit.Usual(DecisionFormat.Madr);
        var record = Record(await db.WrittenAsync(model, cancellation), habit, Folder, model.Decision.Number);
        DecisionText Other(LinkedDecision row) =>
            Record(new WrittenDecision { Title = row.Title, Status = row.Status }, habit, Folder, row.Number);
        if (model.Older.Count > 0)
            record = record.Supersede(model.Older.Select(Other), habit.Words);
        if (model.Younger.Count > 0 && model.Decision.Status is DecisionStatus.Superseded)
            record = record.SupersededBy(model.Younger.Select(Other), habit.Words);
        return record;
    }

    public static async Task<WrittenDecision> WrittenAsync(
        this AppDb db,
        DecisionModel model,
        CancellationToken cancellation
    )
    {
        var principles = (await db.PrinciplesAsync(cancellation)).ToDictionary(row => row.Number, row => row.Name);
        return DecisionExport.Written(model.Decision, id => model.People.GetValueOrDefault(id), principles);
    }

    public static DecisionText Record(WrittenDecision written, DecisionHabit habit, string folder, int number)
    {
        var day = written.Date ?? default;
        int? shown = habit.IsDated ? null : number;
        return DecisionWriter.Write(written, habit, $"{folder}/{habit.FileName(written.Title, shown, day)}", shown);
    }
}
