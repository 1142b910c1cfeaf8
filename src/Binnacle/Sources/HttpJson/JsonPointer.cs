using System.Globalization;
using System.Text.Json;

namespace Binnacle.Sources.HttpJson;

/// <summary>RFC 6901: <c>/data/0/value</c>; <c>~1</c> is a slash in a name, <c>~0</c> a tilde, the empty text the whole document.</summary>
public static class JsonPointer
{
    public static bool IsValid(string pointer)
    {
        if (pointer.Length == 0)
            return true;
        if (pointer[0] != '/')
            return false;
        for (var index = 0; index < pointer.Length; index++)
            if (pointer[index] == '~' && (index + 1 == pointer.Length || pointer[index + 1] is not ('0' or '1')))
                return false;
        return true;
    }

    /// <returns>Null where nothing is there; <paramref name="reached"/> is how far the pointer led.</returns>
    public static JsonElement? Find(JsonElement root, string pointer, out string reached)
    {
        reached = "";
        var at = root;
        if (pointer.Length == 0)
            return at;
        foreach (var part in pointer[1..].Split('/'))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind is JsonValueKind.Object && at.TryGetProperty(name, out var member))
                at = member;
            else if (at.ValueKind is JsonValueKind.Array && Index(name) is { } index && index < at.GetArrayLength())
                at = at[index];
            else
                return null;
            reached += "/" + part;
        }
        return at;
    }

    /// <summary>Digits without leading zeros; "-", the place behind the last, never holds anything.</summary>
    private static int? Index(string name) =>
        (name == "0" || (name.Length > 0 && name[0] != '0'))
        && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
