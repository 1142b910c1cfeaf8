namespace Binnacle.Platform.Markup;

/// <summary>A path in a repository, taken apart once. Everything but <see cref="Path"/> and <see cref="Name"/> is lower case.</summary>
internal sealed class FilePath
{
    private FilePath(string path)
    {
        Path = path;
        var parts = path.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        LowerName = parts.Length == 0 ? "" : parts[^1];
        Folders = parts.Length == 0 ? [] : parts.AsSpan(0, parts.Length - 1).ToArray();
        var dot = LowerName.LastIndexOf('.');
        Extension = dot > 0 ? LowerName[(dot + 1)..] : "";
        Stem = dot > 0 ? LowerName[..dot] : LowerName;
    }

    public string Path { get; }
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
    public string LowerName { get; }
    public string Stem { get; }
    public string Extension { get; }
    public string[] Folders { get; }

    public bool IsMarkdown => Extension is "md" or "markdown" or "mdx";
    public bool IsYaml => Extension is "yml" or "yaml";
    public bool IsProse => IsMarkdown || Extension is "" or "rst" or "txt" or "adoc" or "asciidoc" or "org";

    public static FilePath From(string path) => new(path);

    /// <summary>At the root, in .github, .gitlab or docs: where a repository speaks for itself.</summary>
    public bool IsAtTop => Folders is [] or [".github" or ".gitlab" or "docs" or "doc" or "documentation"];

    public bool IsUnderDocs => Folders is ["docs" or "doc" or "documentation" or "handbook" or ".github", ..];

    public bool HasFolder(Func<string, bool> isIt) => Folders.Any(isIt);
}
