namespace Binnacle.Platform.Checks;

/// <summary>The rules that turn a number into a state, the same in all practices.</summary>
public static class States
{
    /// <summary>Evidence rows beyond these are not kept: nobody reads them, every snapshot would carry them.</summary>
    public const int MostEvidence = 1000;

    public const int ActiveDays = 365;

    /// <summary>Alive when all have it, at risk from one half, else not kept.</summary>
    public static CheckState OfShare(int have, int all) =>
        have == all ? CheckState.Pass
        : have * 2 >= all ? CheckState.Warn
        : CheckState.Fail;

    /// <summary>Alive up to the limit, at risk up to twice the limit, else not kept.</summary>
    public static CheckState OfAge(double days, double limit) =>
        days <= limit ? CheckState.Pass
        : days <= 2 * limit ? CheckState.Warn
        : CheckState.Fail;

    public static int Age(DateTime at, DateOnly date) => date.DayNumber - DateOnly.FromDateTime(at).DayNumber;

    public static bool IsBy(DateTime at, DateOnly date) => DateOnly.FromDateTime(at) <= date;

    /// <summary>For rows that nothing which can be connected answers: unknown, said in the row's own words.</summary>
    /// <param name="what">As the start of a sentence: "Whether one-on-ones were kept".</param>
    public static Func<CheckRecords, Scope, DateOnly, CheckResult> NotTold(string what, string nextStep) =>
        (_, scope, _) => CheckResult.Unknown($"{what} is unknown in {scope.Name}", nextStep);
}
