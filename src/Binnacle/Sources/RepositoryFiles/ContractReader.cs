using System.Text.Json;
using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Contracts between services: OpenAPI, AsyncAPI, protobuf, GraphQL.</summary>
internal static partial class ContractReader
{
    /// <summary>Repositories are full of JSON; only what is named or placed like a contract is opened.</summary>
    public static bool IsLikelyJson(FilePath file) =>
        Likely().IsMatch(file.Stem) || file.Folders.Length > 0 && LikelyFolder().IsMatch(file.Folders[^1]);

    public static ReadDocument? Read(FilePath file, FileText text) =>
        file.Extension switch
        {
            "proto" => Protobuf(file, text),
            "graphqls" or "graphql" or "gql" => GraphQl(file, text),
            "json" => Json(file, text),
            _ => Yaml(file, text),
        };

    private static ReadDocument? Yaml(FilePath file, FileText text)
    {
        var style = StyleMark().Match(text.Text) is { Success: true } mark ? StyleOf(mark.Groups[1].Value) : null;
        if (style is null)
            return null;
        var yaml = YamlFile.Read(text);
        if (yaml.Broken is not null && YamlMarks.IsTemplate(text))
            return null;
        var root = yaml.Documents.Count > 0 ? yaml.Documents[0] : null;
        var info = root?["info"];
        var problems = new List<DocumentProblem>(yaml.Problems);
        if (info is null && yaml.Broken is null)
        {
            // Without paths either it is somebody's settings that happen to have such a key.
            if (root?["paths"] is null && root?["channels"] is null)
                return null;
            problems.Add(new(root.Line, "Expected \"info\" with title and version, found none."));
        }
        return Contract(file, style, info?.Text("title"), info?.Text("version"), problems);
    }

    private static ReadDocument? Json(FilePath file, FileText text)
    {
        if (StyleJsonMark().Match(text.Text) is not { Success: true } mark)
            return null;
        var problems = new List<DocumentProblem>();
        using var json = JsonText.Parse(text, problems);
        var style = StyleOf(mark.Groups[1].Value);
        if (json is null)
            return Contract(file, style, null, null, problems);
        if (
            json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty(mark.Groups[1].Value, out _)
        )
            return null;
        if (!json.RootElement.TryGetProperty("info", out var info) || info.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new(1, "Expected \"info\" with title and version, found none."));
            return Contract(file, style, null, null, problems);
        }
        return Contract(file, style, Text(info, "title"), Text(info, "version"), problems);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static ReadDocument? Protobuf(FilePath file, FileText text)
    {
        if (
            file.Stem is "test"
            || file.Stem.StartsWith("test_", StringComparison.Ordinal)
            || file.HasFolder(f => TestFolder().IsMatch(f))
        )
            return null;
        // Copies of what Google and others publish are not this repository's contracts.
        if (
            file.Path.Contains("google/", StringComparison.Ordinal)
            || file.Path.Contains("gogoproto/", StringComparison.Ordinal)
        )
            return null;
        var code = Comments().Replace(text.Text, "");
        if (!Declaration().IsMatch(code))
            return null;
        var problems = new List<DocumentProblem>();
        if (code.AsSpan().Count('{') != code.AsSpan().Count('}') && !text.IsCut)
            problems.Add(new(text.Lines.Length, "Expected as many } as {, found another number."));
        var package = Package().Match(code) is { Success: true } match ? match.Groups[1].Value : null;
        var version =
            package is null ? null
            : PackageVersion().Match(package) is { Success: true } v ? v.Groups[1].Value
            : null;
        var services = string.Join(", ", Service().Matches(code).Select(m => m.Groups[1].Value).Take(3));
        var title = services.Length > 0 ? services : package ?? file.Name;
        return Contract(file, "protobuf", title, version, problems);
    }

    private static ReadDocument? GraphQl(FilePath file, FileText text) =>
        GraphQlType().IsMatch(text.Text) ? Contract(file, "graphql", file.Name, null, []) : null;

    private static ReadDocument Contract(
        FilePath file,
        string style,
        string? title,
        string? version,
        IReadOnlyList<DocumentProblem> problems
    ) => new(DocumentKind.Contract, new ContractFacts(Titles.Short(title ?? file.Name), style, version), problems);

    private static string StyleOf(string key) => key == "asyncapi" ? "asyncapi" : "openapi";

    [GeneratedRegex("openapi|swagger|asyncapi|(^|[-_.])api($|[-_.])|api[-_.]?(spec|docs|schema|v[0-9])")]
    private static partial Regex Likely();

    [GeneratedRegex("testing$|^testpb$|testpb$|^testproto$")]
    private static partial Regex TestFolder();

    [GeneratedRegex("^(openapi|swagger|asyncapi|api|apis|contracts?|api[-_]?specs?|specs?)$")]
    private static partial Regex LikelyFolder();

    [GeneratedRegex(
        @"^[""']?(openapi|swagger|asyncapi)[""']?[ \t]*:[ \t]*[""']?[0-9]",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex StyleMark();

    [GeneratedRegex(@"""(openapi|swagger|asyncapi)""\s*:\s*""[0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StyleJsonMark();

    [GeneratedRegex(@"//[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Comments();

    [GeneratedRegex(
        @"^[ \t]*(message|service)\s+\w+\s*\{",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^[ \t]*package\s+([\w.]+)\s*;", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Package();

    [GeneratedRegex(@"\.(v[0-9]+\w*)(\.|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"^[ \t]*service\s+(\w+)\s*\{", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Service();

    [GeneratedRegex(
        @"^[ \t]*(extend\s+)?(type|schema|interface|input|enum|union|scalar)\b",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex GraphQlType();
}
