using System.Text.Json;
using Binnacle.History;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources;

/// <summary>What many tools share.</summary>
internal static class Tellings
{
    public static bool IsBot(string? name, bool isCalledOne = false) =>
        isCalledOne || (name is not null && BotRule.Matches(new Identity(name, "")));

    /// <summary>One a line, in order, so that the same labels are the same text.</summary>
    public static string? Labels(Foreign list, Func<Foreign, string?> name)
    {
        if (!list.IsThere)
            return null;
        return string.Join('\n', list.Items.Select(name).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The first line of a message.</summary>
    public static string? Subject(string? message) => message?.Split('\n', 2)[0].Trim();

    public static HookRequest Request(object body, Func<byte[], IEnumerable<(string Name, string Value)>> headers)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        return new(
            headers(bytes).ToDictionary(row => row.Name, row => row.Value, StringComparer.OrdinalIgnoreCase),
            null,
            bytes
        );
    }
}
