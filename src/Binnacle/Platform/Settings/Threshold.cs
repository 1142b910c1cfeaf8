using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Settings;

/// <summary>A number that decides a check's state, with the value it has until somebody sets one.</summary>
/// <param name="Key">Stable: <c>debt.share</c>.</param>
/// <param name="Words">What it means, as the label of a field.</param>
/// <param name="Unit">"share", "days", "minutes" or "count".</param>
public sealed record Threshold(string Key, string Words, double Default, string Unit, double Min, double Max)
{
    /// <summary>What was set by that day: the team's own value, else the organization's, else the default.</summary>
    public double For(CheckRecords records, Scope scope, DateOnly date) =>
        SettingFor(records, scope, date) is { } setting ? Math.Clamp(setting.Value, Min, Max) : Default;

    public int DaysFor(CheckRecords records, Scope scope, DateOnly date) => (int)For(records, scope, date);

    public SettingRecord? SettingFor(CheckRecords records, Scope scope, DateOnly date)
    {
        SettingRecord? own = null;
        SettingRecord? shared = null;
        foreach (var setting in records.Of<SettingRecord>())
        {
            if (setting.Key != Key || DateOnly.FromDateTime(setting.SetAt) > date)
                continue;
            if (setting.TeamId is null)
                shared = Later(shared, setting);
            else if (scope.Kind is ScopeKind.Team && setting.TeamId == scope.Id)
                own = Later(own, setting);
        }
        return own ?? shared;
    }

    private static SettingRecord Later(SettingRecord? known, SettingRecord setting) =>
        known is null || setting.SetAt >= known.SetAt ? setting : known;
}
