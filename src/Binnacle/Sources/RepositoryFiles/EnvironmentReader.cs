using System.Text.Json;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Definitions of a development environment: somebody new gets the same machine as everybody else.</summary>
internal static class EnvironmentReader
{
    public static string? StyleOf(FilePath file)
    {
        var name = file.LowerName;
        if (
            name == "devcontainer.json" && file.Folders is [".devcontainer"] or [".devcontainer", _]
            || name == ".devcontainer.json" && file.Folders is []
        )
            return "devcontainer";
        if (
            file.Folders is [] or ["nix"] && name is "flake.nix" or "shell.nix" or "devenv.nix"
            || file.Folders is [] && name is "default.nix"
        )
            return "nix";
        if (IsCompose(file))
            return "compose";
        if (file.Folders is not [])
            return IsDevelopmentFolder(file) && name is "dockerfile.dev" ? "dockerfile" : null;
        return name switch
        {
            ".tool-versions" => "tool-versions",
            "mise.toml" or ".mise.toml" => "mise",
            ".gitpod.yml" or ".gitpod.yaml" => "gitpod",
            "vagrantfile" => "vagrant",
            "dockerfile.dev" or "dockerfile.development" => "dockerfile",
            "devbox.json" => "devbox",
            ".nvmrc"
            or ".node-version"
            or ".python-version"
            or ".ruby-version"
            or ".java-version"
            or ".go-version"
            or ".sdkmanrc"
            or ".terraform-version"
            or "rust-toolchain"
            or "rust-toolchain.toml"
            or "global.json" => "toolchain",
            _ => null,
        };
    }

    public static ReadDocument Read(FilePath file, FileText text)
    {
        var style = StyleOf(file)!;
        var problems = new List<DocumentProblem>();
        var title = file.Name;
        if (file.Extension == "json")
            title = JsonName(text, problems) ?? title;
        else if (file.IsYaml)
            problems.AddRange(YamlFile.Read(text).Problems);
        if (problems.Count == 0 && string.IsNullOrWhiteSpace(text.Text))
            problems.Add(new(1, "Expected a definition of the environment, found an empty file."));
        return new(DocumentKind.Environment, new EnvironmentFacts(title, style), problems);
    }

    private static string? JsonName(FileText text, List<DocumentProblem> problems)
    {
        using var json = JsonText.Parse(text, problems);
        return
            json?.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("name", out var name)
            && name.ValueKind == JsonValueKind.String
            && name.GetString() is { Length: > 0 } title
            ? Titles.Short(title)
            : null;
    }

    private static bool IsCompose(FilePath file)
    {
        if (!file.IsYaml || !(file.Folders is [] || IsDevelopmentFolder(file)))
            return false;
        var stem = file.Stem;
        return (
                stem is "compose" or "docker-compose"
                || stem.StartsWith("docker-compose.", StringComparison.Ordinal)
                || stem.StartsWith("docker-compose-", StringComparison.Ordinal)
                || stem.StartsWith("compose.", StringComparison.Ordinal)
            )
            && !stem.Contains("prod", StringComparison.Ordinal)
            && !stem.Contains("stag", StringComparison.Ordinal);
    }

    private static bool IsDevelopmentFolder(FilePath file) =>
        file.Folders
            is [
                    "dev"
                    or "development"
                    or "docker"
                    or "local"
                    or "localdev"
                    or ".devcontainer"
                    or "compose"
                    or "docker-compose"
                    or "devenv"
                    or "tools",
                ]
                or ["tools" or "build" or "hack" or "scripts", "dev" or "docker" or "local" or "development"];
}
