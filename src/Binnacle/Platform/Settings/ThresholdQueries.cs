using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Settings;

/// <summary>A threshold with the value in force in one scope.</summary>
/// <param name="From">Where the value comes from: "default", "organization" or "team".</param>
public sealed record ThresholdRow(
    string Practice,
    string Key,
    string Words,
    string Unit,
    double Value,
    double Default,
    double Min,
    double Max,
    string From,
    string? SetBy,
    DateTime? SetAt
)
{
    /// <summary>As it is typed and read: of a share the percentage.</summary>
    public double Shown(double value) => Unit == "share" ? Math.Round(value * 100, 4) : value;

    public string InWords(double value) => Wording.Number(value, Unit);
}

/// <param name="Team">Null for the organization.</param>
public sealed record SettingChange(string Words, string? Team, string Value, string SetBy, DateTime SetAt);

public static class ThresholdQueries
{
    /// <summary>Every threshold of every practice, in the order of the navigation.</summary>
    public static async Task<IReadOnlyList<ThresholdRow>> ThresholdsAsync(
        this AppDb db,
        PracticeList practices,
        Guid? teamId,
        CancellationToken cancellation = default
    )
    {
        var set = await db.Set<Setting>()
            .AsNoTracking()
            .Where(row => row.TeamId == null || row.TeamId == teamId)
            .OrderByDescending(row => row.SetAt)
            .ThenByDescending(row => row.Id)
            .ToListAsync(cancellation);
        return
        [
            .. from practice in practices.All
            from threshold in practice.Thresholds
            let own = teamId is null ? null : set.Find(row => row.Key == threshold.Key && row.TeamId == teamId)
            let shared = set.Find(row => row.Key == threshold.Key && row.TeamId == null)
            let inForce = own ?? shared
            select new ThresholdRow(
                practice.Name,
                threshold.Key,
                threshold.Words,
                threshold.Unit,
                inForce is null ? threshold.Default : Math.Clamp(inForce.Value, threshold.Min, threshold.Max),
                threshold.Default,
                threshold.Min,
                threshold.Max,
                own is not null ? "team"
                    : shared is not null ? "organization"
                    : "default",
                inForce?.SetBy,
                inForce?.SetAt
            ),
        ];
    }

    /// <summary>Of one threshold, the organization's value in force now.</summary>
    public static async Task<double> ValueAsync(
        this AppDb db,
        Threshold threshold,
        CancellationToken cancellation = default
    )
    {
        var set = await db.Set<Setting>()
            .Where(row => row.Key == threshold.Key && row.TeamId == null)
            .OrderByDescending(row => row.SetAt)
            .ThenByDescending(row => row.Id)
            .Select(row => (double?)row.Value)
            .FirstOrDefaultAsync(cancellation);
        return set is { } value ? Math.Clamp(value, threshold.Min, threshold.Max) : threshold.Default;
    }

    /// <summary>Of one threshold, the values in force in the teams that set their own.</summary>
    public static async Task<IReadOnlyDictionary<Guid, double>> TeamValuesAsync(
        this AppDb db,
        Threshold threshold,
        CancellationToken cancellation = default
    )
    {
        var set = await db.Set<Setting>()
            .Where(row => row.Key == threshold.Key && row.TeamId != null)
            .OrderBy(row => row.SetAt)
            .ThenBy(row => row.Id)
            .Select(row => new { TeamId = row.TeamId!.Value, row.Value })
            .ToListAsync(cancellation);
        return set.GroupBy(row => row.TeamId)
            .ToDictionary(rows => rows.Key, rows => Math.Clamp(rows.Last().Value, threshold.Min, threshold.Max));
    }

    /// <summary>What was set lately, newest first.</summary>
    public static async Task<IReadOnlyList<SettingChange>> SettingChangesAsync(
        this AppDb db,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        var thresholds = practices.All.SelectMany(practice => practice.Thresholds).ToLookup(threshold => threshold.Key);
        var rows = await db.Set<Setting>()
            .AsNoTracking()
            .OrderByDescending(row => row.SetAt)
            .ThenByDescending(row => row.Id)
            .Take(50)
            .Select(row => new
            {
                row.Key,
                Team = db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
                row.Value,
                row.SetBy,
                row.SetAt,
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row =>
            {
                var threshold = thresholds[row.Key].FirstOrDefault();
                return new SettingChange(
                    threshold?.Words ?? row.Key,
                    row.Team,
                    Wording.Number(row.Value, threshold?.Unit ?? ""),
                    row.SetBy,
                    row.SetAt
                );
            }),
        ];
    }
}
