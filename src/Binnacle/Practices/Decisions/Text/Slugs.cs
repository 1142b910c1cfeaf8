using System.Globalization;
using System.Text;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>A title as part of a file's name: letters and digits, one mark between words.</summary>
internal static class Slugs
{
    private const int Longest = 100;

    public static string Of(string title, char mark, bool keepsCapitals)
    {
        var result = new StringBuilder();
        foreach (var letter in title.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark || letter is '\'' or '’')
                continue;
            if (char.IsLetterOrDigit(letter))
                result.Append(keepsCapitals ? letter : char.ToLowerInvariant(letter));
            else if (result.Length > 0 && result[^1] != mark)
                result.Append(mark);
            if (result.Length >= Longest)
                break;
        }
        var slug = result.ToString().Trim(mark);
        return slug.Length == 0 ? "decision" : slug;
    }
}
