namespace Binnacle.Review;

/// <summary>The name of a finding, under which commitments answer it.</summary>
public static class Finding
{
    /// <summary>The check that counts commitments past their date.</summary>
    public const string OverdueCommitments = "outcomes.commitments";

    /// <summary>The check that counts blockers which stand for too long.</summary>
    public const string OldBlockers = "flow.blockers";

    public static string Key(string checkId, string scopeKey) => $"check:{checkId}@{scopeKey}";

    /// <summary>The check and the scope that a key names; null where it names something else.</summary>
    public static (string Check, string Scope)? Parse(string key) =>
        key.StartsWith("check:", StringComparison.Ordinal)
        && key["check:".Length..].Split('@', 2) is [var check, var scope]
            ? (check, scope)
            : null;
}
