using System.Text.Json;

namespace Binnacle.Platform;

/// <summary>Members of enums as addresses, JSON and CSV write them: <c>rolled-back</c>.</summary>
public static class KebabCase
{
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <returns>Null where no member is written so.</returns>
    public static T? Read<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Of(value!.Value) == text);
}
