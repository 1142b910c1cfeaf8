using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Practices.Decisions;

/// <summary>A decision kept here as a record in Markdown.</summary>
internal static class DecisionMarkdown
{
    private const string Folder = "docs/decisions";

    /// <summary>As MADR 4, with its links; what it links to is named by the number it has here. Null where there is none.</summary>
    public static async Task<DecisionText?> AsMarkdownAsync(this AppDb db, int number, CancellationToken cancellation)
    {
        if (await db.DecisionToExportAsync(number, cancellation) is not (var id, var decision))
            return null;
        var habit = DecisionHabit.Usual(DecisionFormat.Madr);
        var record = Record(decision, habit, Folder, number);
        DecisionText Other(LinkedDecision row) =>
            Record(new WrittenDecision { Title = row.Title, Status = row.Status }, habit, Folder, row.Number);
        var older = await db.OlderDecisionsAsync(id, cancellation);
        if (older.Count > 0)
            record = record.Supersede(older.Select(Other), habit.Words);
        if (decision.Status is not DecisionStatus.Superseded)
            return record;
        var younger = await db.YoungerDecisionsAsync(id, cancellation);
        return younger.Count == 0 ? record : record.SupersededBy(younger.Select(Other), habit.Words);
    }

    public static DecisionText Record(WrittenDecision written, DecisionHabit habit, string folder, int number)
    {
        var day = written.Date ?? default;
        int? shown = habit.IsDated ? null : number;
        return DecisionWriter.Write(written, habit, $"{folder}/{habit.FileName(written.Title, shown, day)}", shown);
    }
}
