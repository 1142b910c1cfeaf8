using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Binnacle.History;

/// <summary>
/// Tells other people's code and machine-made files from the team's own by path, after GitHub linguist's conventions. A
/// repository's own <see cref="GitAttributes"/> come first: ask them, then this.
/// </summary>
public static partial class PathRule
{
    private static readonly FrozenSet<string> VendoredFolders = new[]
    {
        "vendor",
        "vendors",
        "node_modules",
        "bower_components",
        "third_party",
        "third-party",
        "thirdparty",
        "3rdparty",
        "3rd-party",
        "3rd_party",
        "godeps",
        "carthage",
        "pods",
        "jspm_packages",
        "site-packages",
        ".yarn",
        ".bundle",
        "dist",
        "extern",
        "externals",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> VendoredFiles = new[]
    {
        "gradlew",
        "gradlew.bat",
        "mvnw",
        "mvnw.cmd",
        "gradle-wrapper.properties",
        "maven-wrapper.properties",
        "ltmain.sh",
        "config.guess",
        "config.sub",
        "install-sh",
        "aclocal.m4",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> GeneratedFiles = new[]
    {
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "bun.lockb",
        "deno.lock",
        "go.sum",
        "go.work.sum",
        "gopkg.lock",
        "glide.lock",
        "cargo.lock",
        "cargo.bazel.lock",
        "composer.lock",
        "gemfile.lock",
        "pipfile.lock",
        "poetry.lock",
        "pdm.lock",
        "uv.lock",
        "pixi.lock",
        "conda-lock.yml",
        "packages.lock.json",
        "paket.lock",
        "podfile.lock",
        "package.resolved",
        "mix.lock",
        "pubspec.lock",
        "flake.lock",
        "gradle.lockfile",
        "module.bazel.lock",
        "jsonnetfile.lock.json",
        "chart.lock",
        ".terraform.lock.hcl",
        "bindata.go",
        "bindata_assetfs.go",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> GeneratedFolders = new[]
    {
        "__generated__",
        "__snapshots__",
        "generated",
        "generated-sources",
        ".pnp",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for code that was taken over from elsewhere. <paramref name="path"/> is relative, with <c>/</c>.</summary>
    public static bool IsVendored(string path) =>
        HasFolder(path, VendoredFolders)
        || VendoredFiles.Contains(FileName(path))
        || Minified().IsMatch(path)
        || WellKnownLibrary().IsMatch(path);

    /// <summary>True for files that a program wrote: lock files, compiled schemas, snapshots, minified code.</summary>
    public static bool IsGenerated(string path) =>
        GeneratedFiles.Contains(FileName(path)) || HasFolder(path, GeneratedFolders) || GeneratedName().IsMatch(path);

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool HasFolder(string path, FrozenSet<string> folders)
    {
        var lookup = folders.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = path.AsSpan();
        for (int slash; (slash = rest.IndexOf('/')) >= 0; rest = rest[(slash + 1)..])
            if (lookup.Contains(rest[..slash]))
                return true;
        return false;
    }

    [GeneratedRegex(@"[.-]min\.(?:js|css|mjs)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Minified();

    [GeneratedRegex(
        @"(?:^|/)(?:jquery(?:[.-][0-9.]+|-ui.*)?|bootstrap(?:[.-][0-9.]+)?|angular(?:[.-][0-9.]+)|d3(?:\.v[0-9]+)|modernizr.*|prototype)\.(?:js|css)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WellKnownLibrary();

    [GeneratedRegex(
        @"(?:\.pb\.(?:go|gw\.go|cc|h|c|swift|ts|rb|dart)|_pb2(?:_grpc)?\.pyi?|_pb\.(?:js|d\.ts|ts|rb)|\.pb\.validate\.go"
            + @"|[._](?:generated|gen)\.[a-z0-9]+|(?:^|/)zz_generated[._][^/]*|\.(?:g|freezed|gr)\.dart|\.(?:g|g\.i|designer)\.(?:cs|vb)"
            + @"|\.(?:js|css|mjs|ts)\.map|[.-]min\.(?:js|css|mjs)|\.snap|\.nib|\.po?mo|\.rl\.go|\.y\.go|\.tsbuildinfo|\.Designer\.cs)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex GeneratedName();
}
