using System.Text.RegularExpressions;

namespace Binnacle.Tests;

/// <summary>The rules of dependency in docs/architecture, read from the sources.</summary>
public sealed partial class DependencyRuleTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Sources = Path.Combine(Root, "src", "Binnacle");

    [Fact]
    public void The_platform_knows_nothing_that_stands_on_it() =>
        Mentions("Platform", "Practices", "Sources", "Review", "Hosting", "Commands").ShouldBeEmpty();

    [Fact]
    public void Practices_know_no_source_no_server_and_no_command() =>
        Mentions("Practices", "Sources", "Hosting", "Commands").ShouldBeEmpty();

    [Fact]
    public void Sources_know_no_server_no_command_and_no_review() =>
        Mentions("Sources", "Review", "Hosting", "Commands").ShouldBeEmpty();

    [Fact]
    public void A_practice_knows_another_only_by_what_its_Public_file_declares()
    {
        var folder = Path.Combine(Sources, "Practices");
        var practices = Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Select(Path.GetFileName).ToList()
            : [];
        var broken = new List<string>();
        foreach (var practice in practices)
        {
            var hidden = Files($"Practices/{practice}")
                .Where(file => Path.GetFileName(file) != "Public.cs")
                .SelectMany(file =>
                    Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                )
                .ToHashSet(StringComparer.Ordinal);
            foreach (
                var file in Files("Practices")
                    .Where(file =>
                        !file.StartsWith(
                            Path.Combine(folder, practice!) + Path.DirectorySeparatorChar,
                            StringComparison.Ordinal
                        )
                    )
            )
            {
                var text = File.ReadAllText(file);
                if (!text.Contains($"Practices.{practice}", StringComparison.Ordinal))
                    continue;
                broken.AddRange(
                    Word()
                        .Matches(text)
                        .Select(match => match.Value)
                        .Where(hidden.Contains)
                        .Distinct()
                        .Select(name => $"{Name(file)} uses {name} of {practice}")
                );
            }
        }
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void The_history_engine_stands_alone()
    {
        var folder = Path.Combine(Root, "src", "Binnacle.History");
        var project = File.ReadAllText(Path.Combine(folder, "Binnacle.History.csproj"));
        project.ShouldNotContain("ProjectReference");
        project.ShouldNotContain("PackageReference");
        project.ShouldNotContain("FrameworkReference");
        Directory
            .GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                Regex.IsMatch(
                    File.ReadAllText(file),
                    @"^using (Binnacle\.(?!History)|Microsoft\.(AspNetCore|EntityFrameworkCore))",
                    RegexOptions.Multiline
                )
            )
            .Select(Name)
            .ShouldBeEmpty();
    }

    private static List<string> Mentions(string folder, params string[] forbidden) =>
        [
            .. from file in Files(folder)
            let text = File.ReadAllText(file)
            from name in forbidden
            where Regex.IsMatch(text, $@"\bBinnacle\.{name}\b")
            select $"{Name(file)} knows {name}",
        ];

    private static IEnumerable<string> Files(string folder)
    {
        var path = Path.Combine(Sources, folder);
        return Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path, "*.*", SearchOption.AllDirectories)
                .Where(file =>
                    file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
                )
            : [];
    }

    private static string Name(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Binnacle.slnx")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("These tests read the sources; run them in a checkout.");
        return folder;
    }

    [GeneratedRegex(@"\b(?:class|record struct|record|struct|interface|enum) ([A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Word();
}
