using System.Runtime.CompilerServices;

namespace Binnacle.History.Tests;

public sealed class PackageReadmeTests
{
    [Fact]
    public async Task The_readme_of_the_package_runs_and_prints_what_it_says()
    {
        var readme = await File.ReadAllTextAsync(Beside("../../src/Binnacle.History/README.md"));
        var example = await File.ReadAllTextAsync(Beside("PackageExample.cs"));
        Lines(example).ShouldContain(Lines(Fenced(readme, "```csharp")));

        using var repository = new TestRepository();
        for (var number = 1; number <= 7; number++)
        {
            repository.Write("ledger/Book.cs", $"book {number}\n");
            if (number > 1)
                repository.Write("ledger/Page.cs", $"page {number}\n");
            repository.Commit($"feat: change {number}");
        }
        var output = new StringWriter();
        await PackageExample.RunAsync(repository.Path, TestRepository.ScannedAt, output);
        output.ToString().Trim().ShouldBe(Fenced(readme, "```\n"));
    }

    private static string Fenced(string text, string fence)
    {
        var from = text.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        while (fence == "```\n" && text[from..].StartsWith('\n'))
            from = text.IndexOf(fence, from, StringComparison.Ordinal) + fence.Length;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)].Trim();
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));

    private static string Beside(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, path);
}
