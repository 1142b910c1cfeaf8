namespace Binnacle.Review;

/// <summary>The name of a finding, under which commitments answer it.</summary>
public static class Finding
{
    /// <summary>The check that counts commitments past their date.</summary>
    public const string OverdueCommitments = "outcomes.commitments";

    public static string Key(string checkId, string scopeKey) => $"check:{checkId}@{scopeKey}";
}
