using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Settings;

/// <summary>A threshold that somebody set, for the organization or one team. What nobody set has the default of the check.</summary>
public sealed record SettingRecord(string Key, Guid? TeamId, double Value, DateTime SetAt, string SetBy);

public static class SettingRecords
{
    /// <summary>The team's own value, else the organization's, else the default.</summary>
    public static double Threshold(this CheckRecords records, string key, Scope scope, double otherwise) =>
        records.SettingOf(key, scope)?.Value ?? otherwise;

    public static SettingRecord? SettingOf(this CheckRecords records, string key, Scope scope)
    {
        var settings = records.Of<SettingRecord>().Where(setting => setting.Key == key).ToList();
        return settings.Find(setting => scope.Kind is ScopeKind.Team && setting.TeamId == scope.Id)
            ?? settings.Find(setting => setting.TeamId is null);
    }
}
