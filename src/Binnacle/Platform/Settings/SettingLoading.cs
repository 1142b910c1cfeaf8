using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Settings;

/// <summary>Newest first, so that the first of a key and team is the one in force.</summary>
internal sealed class SettingLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation) =>
        records.With<SettingRecord>(
            await db.Set<Setting>()
                .OrderByDescending(row => row.SetAt)
                .Select(row => new SettingRecord(row.Key, row.TeamId, row.Value, row.SetAt, row.SetBy))
                .ToListAsync(cancellation)
        );
}
