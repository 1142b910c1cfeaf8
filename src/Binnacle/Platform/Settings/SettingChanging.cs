using System.Globalization;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Settings;

/// <summary>Sets thresholds and the name of the organization. All of what is sent is taken, or nothing.</summary>
public sealed class SettingChanging(AppDb db, PracticeList practices, JobQueue queue)
{
    public const string Page = "/settings";

    /// <summary>Leaders set the organization's, leaders of a team their team's.</summary>
    public static bool MaySet(Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Leader;

    public async Task RenameAsync(string? name, CancellationToken cancellation)
    {
        var fresh = name?.Trim() ?? "";
        if (fresh.Length is 0 or > 200)
            throw new Refusal("organization", "Enter a name of 1 to 200 characters.");
        var organization = await db.Set<Organization>().SingleOrDefaultAsync(cancellation);
        if (organization?.Name == fresh)
            return;
        db.Record("organization.named", fresh, Page, organization is null ? null : $"{organization.Name} → {fresh}");
        if (organization is null)
            db.Add(new Organization { Name = fresh, CreatedAt = db.Now });
        else
            organization.Name = fresh;
        await db.SaveChangesAsync(cancellation);
        // Findings of the Review say the name.
        await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
    }

    /// <param name="values">By key, in the unit of the threshold (shares from 0 to 1). What is in force already adds nothing.</param>
    /// <returns>How many were changed.</returns>
    /// <exception cref="Refusal">A key is not known, or a value is outside its range; nothing was set.</exception>
    public async Task<int> SetAsync(
        Guid? teamId,
        IReadOnlyDictionary<string, double> values,
        CancellationToken cancellation
    )
    {
        if (!MaySet(db.Viewer, teamId))
            throw new Refusal("", "Your role does not set these numbers.");
        var known = await db.ThresholdsAsync(practices, teamId, cancellation);
        var team = await db.Set<Team>()
            .Where(row => row.Id == teamId)
            .Select(row => row.Name)
            .SingleOrDefaultAsync(cancellation);
        var changed = 0;
        foreach (var (key, value) in values)
        {
            var row =
                known.FirstOrDefault(row => row.Key == key)
                ?? throw new Refusal(key, $"There is no threshold “{key}”.");
            RequireInRange(row, value);
            if (value.Equals(row.Value))
                continue;
            changed++;
            db.Add(
                new Setting
                {
                    Key = key,
                    TeamId = teamId,
                    Value = value,
                    SetAt = db.Now,
                    SetBy = db.Viewer.Name,
                }
            );
            db.Record(
                "threshold.set",
                row.Words,
                Page,
                $"{row.InWords(row.Value)} → {row.InWords(value)} in {team ?? "the organization"}"
            );
        }
        if (changed == 0)
            return 0;
        await db.SaveChangesAsync(cancellation);
        await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        return changed;
    }

    public static void RequireInRange(ThresholdRow row, double value)
    {
        if (!double.IsFinite(value) || value < row.Min || value > row.Max)
        {
            throw new Refusal(row.Key, $"{row.Words}: give {Range(row)}.");
        }
        if (row.Unit is "days" or "count" && !double.IsInteger(value))
            throw new Refusal(row.Key, $"{row.Words}: give a whole number.");
    }

    /// <summary>"5 to 50 %".</summary>
    public static string Range(ThresholdRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Wording.Plain(row.Shown(row.Min))} to {row.InWords(row.Max)}");
}
