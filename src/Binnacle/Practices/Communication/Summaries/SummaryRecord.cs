using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>A published text as checks see it.</summary>
/// <param name="TeamId">Null for the organization.</param>
/// <param name="Audience">Whom it was written for.</param>
public sealed record SummaryRecord(int Number, string Title, Guid? TeamId, string Audience, DateTime PublishedAt);

/// <summary>What checks write stands in the Review for everybody with a role: summaries that are not open count there, unnamed.</summary>
internal sealed class SummaryLoading : IRecordSource
{
    public const string Unnamed = "A summary for leaders";

    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var rows = await db.Set<Summary>()
            .AsNoTracking()
            .SelectMany(
                row => row.Texts.Where(text => text.Publication != null),
                (row, text) =>
                    new
                    {
                        row.Number,
                        row.Title,
                        row.TeamId,
                        row.DataClass,
                        text.Audience,
                        text.Publication!.At,
                    }
            )
            .OrderBy(row => row.At)
            .ThenBy(row => row.Number)
            .ToListAsync(cancellation);
        records.With<SummaryRecord>(
            rows.ConvertAll(row => new SummaryRecord(
                row.Number,
                row.DataClass is DataClass.Open ? row.Title : Unnamed,
                row.TeamId,
                AudienceRules.Of(row.Audience).Words,
                row.At
            ))
        );
    }
}
