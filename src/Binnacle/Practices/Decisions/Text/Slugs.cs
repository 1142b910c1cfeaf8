using System.Globalization;
using System.Text;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>A title as part of a file's name: letters and digits, one mark between words.</summary>
internal static class Slugs
{
    private const int Longest = 100;

    // The program runs without tables of the world's languages; these letters are common in titles.
    private const string Marked = "àáâãåāăąçćčďđèéêëēěęğìíîïīłñńňòóôõøōőŕřśšşťùúûůūűýÿźžż";
    private const string Bare = "aaaaaaaacccddeeeeeeegiiiiilnnnooooooorrssstuuuuuuyyzzz";

    public static string Of(string title, char mark, bool keepsCapitals)
    {
        var result = new StringBuilder();
        foreach (var letter in Plain(title))
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

    private static string Plain(string title) =>
        string.Concat(
            title.Select(letter =>
                char.ToLowerInvariant(letter) switch
                {
                    'ä' or 'æ' => Cased("ae", letter),
                    'ö' or 'œ' => Cased("oe", letter),
                    'ü' => Cased("ue", letter),
                    'ß' => "ss",
                    var small when Marked.IndexOf(small, StringComparison.Ordinal) is >= 0 and var at => Cased(
                        Bare[at].ToString(),
                        letter
                    ),
                    _ => letter.ToString(),
                }
            )
        );

    private static string Cased(string bare, char letter) =>
        char.IsUpper(letter) ? char.ToUpperInvariant(bare[0]) + bare[1..] : bare;
}
