using System.Text.Json;
using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Dependabot and Renovate configuration.</summary>
internal static partial class DependencyUpdateReader
{
    public static string? ToolOf(FilePath file) =>
        file.Path switch
        {
            ".github/dependabot.yml" or ".github/dependabot.yaml" => "Dependabot",
            "renovate.json"
            or "renovate.json5"
            or ".github/renovate.json"
            or ".github/renovate.json5"
            or ".gitlab/renovate.json"
            or ".gitlab/renovate.json5"
            or ".renovaterc"
            or ".renovaterc.json"
            or ".renovaterc.json5" => "Renovate",
            _ => null,
        };

    public static ReadDocument Read(FilePath file, FileText text)
    {
        var problems = new List<DocumentProblem>();
        var tool = ToolOf(file)!;
        var ecosystems = tool == "Dependabot" ? Dependabot(text, problems) : Renovate(file, text, problems);
        return new(DocumentKind.DependencyUpdates, new DependencyUpdateFacts(file.Name, tool, ecosystems), problems);
    }

    private static List<string> Dependabot(FileText text, List<DocumentProblem> problems)
    {
        var yaml = YamlFile.Read(text);
        problems.AddRange(yaml.Problems);
        var found = new List<string>();
        var root = yaml.Documents.Count > 0 ? yaml.Documents[0] : null;
        if (root?["updates"]?.Items is not { } updates)
        {
            if (yaml.Broken is null)
                problems.Add(new(root?.Line ?? 1, "Expected a list under \"updates\", found none."));
            return found;
        }
        foreach (var update in updates)
        {
            if (update.Text("package-ecosystem") is { } ecosystem)
                found.Add(ecosystem);
            else
                problems.Add(new(update.Line, "Expected \"package-ecosystem\" in this update, found none."));
        }
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> Renovate(FilePath file, FileText text, List<DocumentProblem> problems)
    {
        var isJson5 = file.Extension is "json5";
        var attempt = new List<DocumentProblem>();
        using var json = JsonText.Parse(text, attempt);
        if (json is null)
        {
            // JSON5 allows bare keys and single quotes; only the list asked for is looked up in it.
            if (!isJson5)
                problems.AddRange(attempt);
            var list = EnabledManagers().Match(text.Text);
            return list.Success ? [.. Quoted().Matches(list.Groups[1].Value).Select(m => m.Groups[1].Value)] : [];
        }
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new(1, "Expected an object, found something else."));
            return [];
        }
        return
            json.RootElement.TryGetProperty("enabledManagers", out var managers)
            && managers.ValueKind == JsonValueKind.Array
            ? [.. managers.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.String).Select(m => m.GetString()!)]
            : [];
    }

    [GeneratedRegex(@"enabledManagers['""]?\s*:\s*\[([^\]]{0,2000})\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnabledManagers();

    [GeneratedRegex(@"['""]([^'""]{1,100})['""]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();
}
