namespace Binnacle.Review;

/// <summary>The name of a finding, under which commitments answer it.</summary>
public static class Finding
{
    public static string Key(string checkId, string scopeKey) => $"check:{checkId}@{scopeKey}";
}
