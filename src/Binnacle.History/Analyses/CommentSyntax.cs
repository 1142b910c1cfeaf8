using System.Collections.Frozen;

namespace Binnacle.History.Analyses;

/// <summary>How a language writes comments and texts, as far as telling them from code needs.</summary>
/// <param name="Lines">What begins a comment up to the end of the line.</param>
/// <param name="Blocks">What begins and ends a comment.</param>
/// <param name="Texts">What begins and ends a text over several lines, where a comment is none.</param>
/// <param name="HasHereDocuments">True where <c>&lt;&lt;END</c> begins a text that ends with a line <c>END</c>.</param>
/// <param name="Quotes">What begins and ends a text within a line, with the backslash as escape.</param>
internal sealed record CommentSyntax(
    string[] Lines,
    (string Begin, string End)[] Blocks,
    (string Begin, string End)[] Texts,
    string Quotes = "\"'",
    bool HasHereDocuments = false
)
{
    private static readonly CommentSyntax C = new(["//"], [("/*", "*/")], []);
    private static readonly CommentSyntax Backticks = C with { Texts = [("`", "`")] };
    private static readonly CommentSyntax TripleQuotes = C with { Texts = [("\"\"\"", "\"\"\"")] };
    private static readonly CommentSyntax Hash = new(["#"], [], []);
    private static readonly CommentSyntax Shell = Hash with { HasHereDocuments = true };
    private static readonly CommentSyntax Python = Hash with { Texts = [("\"\"\"", "\"\"\""), ("'''", "'''")] };
    private static readonly CommentSyntax Dashes = new(["--"], [("/*", "*/"), ("--[[", "]]"), ("{-", "-}")], []);
    private static readonly CommentSyntax Semicolon = new([";"], [("#|", "|#")], [], "\"");
    private static readonly CommentSyntax Percent = new(["%"], [], [], "");
    private static readonly CommentSyntax Markup = new(
        [],
        [("<!--", "-->"), ("<%#", "%>"), ("<%--", "--%>"), ("{#", "#}"), ("{{!--", "--}}"), ("@*", "*@")],
        [],
        ""
    );

    private static readonly FrozenDictionary<string, CommentSyntax> ByExtension = new (CommentSyntax, string)[]
    {
        (
            C,
            "c h cc hh cpp hpp cxx hxx c++ h++ inl m mm java rs sol proto thrift scss sass less styl glsl hlsl v sv zig d cu fs fsx fsi"
        ),
        (C with { Lines = [] }, "css"),
        (Backticks, "go js jsx mjs cjs ts tsx mts cts"),
        (TripleQuotes, "cs csx kt kts scala swift groovy gradle dart sc"),
        (C with { Lines = ["//", "#"] }, "php php3 php4 php5 phtml tf hcl"),
        (Shell with { Blocks = [("=begin", "=end")] }, "rb rake gemspec ru podspec"),
        (Shell, "sh bash zsh ksh pl pm t dockerfile ebuild"),
        (Hash, "fish r yml yaml toml cmake mk am tcl awk conf cfg properties ex exs cr jl nix gd"),
        (Python, "py pyi pyx pxd bzl star coffee"),
        (Hash with { Blocks = [("<#", "#>")] }, "ps1 psm1 psd1"),
        (Dashes, "sql lua hs lhs elm ada adb ads vhd vhdl"),
        (Semicolon, "clj cljs cljc edn lisp el scm rkt asm s ini"),
        (Percent, "tex sty cls erl hrl"),
        (
            Markup,
            "html htm xhtml xml xsd xsl xslt svg md markdown erb jinja jinja2 j2 hbs cshtml razor vue svelte csproj props targets"
        ),
    }
        .SelectMany(row => row.Item2.Split(' ').Select(extension => KeyValuePair.Create(extension, row.Item1)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ShellNames = new[]
    {
        "Makefile",
        "GNUmakefile",
        "Dockerfile",
        "Containerfile",
        "Rakefile",
        "Gemfile",
        "Guardfile",
        "Vagrantfile",
        "Podfile",
        "CMakeLists.txt",
        "Justfile",
        "BUILD",
        "WORKSPACE",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>By extension or name, else by <c>#!</c>; null for what is no known language.</summary>
    public static CommentSyntax? Of(string path, ReadOnlySpan<byte> content)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (ShellNames.Contains(name))
            return Shell;
        var dot = name.LastIndexOf('.');
        if (dot >= 0)
            return ByExtension.GetValueOrDefault(name[(dot + 1)..]);
        return SourceFileRule.IsScript(content) ? Shell : null;
    }
}
