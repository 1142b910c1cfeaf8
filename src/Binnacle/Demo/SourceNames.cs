using System.Globalization;

namespace Binnacle.Demo;

/// <summary>Names of the files of an area, from what people speak of there.</summary>
internal static class SourceNames
{
    private static readonly string[] Roles = ["", "store", "rules", "test", "mapper", "view", "client", "events"];

    public static IReadOnlyList<string> Of(RepositoryPlan repository, AreaPlan area)
    {
        var extension = area.Folder.StartsWith("android", StringComparison.Ordinal) ? ".kt" : repository.Extension;
        return
        [
            .. Enumerable
                .Range(0, area.Files)
                .Select(index =>
                {
                    var thing = area.Things[index % area.Things.Length];
                    var role = Roles[index / area.Things.Length % Roles.Length];
                    return $"{area.Folder}/{Written($"{thing} {role}", extension)}{extension}";
                })
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static string Written(string words, string extension)
    {
        var parts = string.Concat(words.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '))
            .ToLowerInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("the" or "of" or "by" or "a" or "while"))
            .TakeLast(4)
            .ToArray();
        return extension is ".kt" or ".cs" or ".swift"
            ? string.Concat(parts.Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]))
            : string.Join(extension is ".py" or ".go" or ".tf" ? '_' : '-', parts);
    }
}
