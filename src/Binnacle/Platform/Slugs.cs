using System.Globalization;
using System.Text;

namespace Binnacle.Platform;

/// <summary>Names as they stand in addresses.</summary>
public static class Slugs
{
    /// <summary>"Orders per day (EU)" → <c>orders-per-day-eu</c>; empty where nothing of it is a letter from a to z or a digit.</summary>
    public static string Of(string name, int longest = 80)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(char.ToLowerInvariant(letter));
            else if (
                CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark
                && slug.Length > 0
                && slug[^1] != '-'
            )
                slug.Append('-');
        }
        var text = slug.ToString().Trim('-');
        return text.Length > longest ? text[..longest].Trim('-') : text;
    }
}
