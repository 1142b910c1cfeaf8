using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Tests.Practices.Flow.Delivery;

namespace Binnacle.Tests.Practices;

/// <summary>Writes <c>docs/measures.md</c> from the checks. With BINNACLE_WRITE_DOCS=1 it writes, else it compares.</summary>
public sealed class MeasuresDocumentTests
{
    [Fact]
    public void The_document_says_what_the_code_does()
    {
        var path = Path.Combine(Root(), "docs", "measures.md");
        var expected = Write(World.Practices);
        if (Environment.GetEnvironmentVariable("BINNACLE_WRITE_DOCS") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }
        File.ReadAllText(path)
            .ReplaceLineEndings("\n")
            .ShouldBe(expected, "Run the tests with BINNACLE_WRITE_DOCS=1 and commit docs/measures.md");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Binnacle.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No Binnacle.slnx above the tests.");
    }

    private static void WriteDeliveryMeasures(StringBuilder text)
    {
        text.Append(
            "\n### The five delivery measures\n\nA frozen month stays as it was counted and names the version of the definition; what a later version changed stands below.\n"
        );
        foreach (var measure in DeliveryMeasure.All)
        {
            text.Append($"\n**{measure.Name}** (`{measure.Key}`). {measure.Definitions[0]}");
            foreach (var (index, changed) in measure.Definitions.Index().Skip(1))
                text.Append($" *Version {index + 1}*: {changed}");
            text.Append('\n');
        }
    }

    private static string Write(PracticeList practices)
    {
        var text = new StringBuilder(
            """
            # Measures

            Every row of the Review, with its rule, its defaults, its edge cases and where it comes from. This page is
            written from the code by a test.

            A row is *alive*, *at risk*, *not kept*, *unknown* or *not applicable*. What is missing is unknown, never alive.
            Each rule can be worked out again for any day from what was recorded by then. Changes by bots and merges are left
            out. Numbers marked *setting* can be set for the organization and for each team.

            """.ReplaceLineEndings("\n")
        );
        foreach (var practice in practices.All)
        {
            text.Append($"\n## {practice.Name}\n\n{practice.Purpose} What it asks for: {Lower(practice.Asks)}\n");
            foreach (var check in practice.Checks)
                Write(text, check);
            if (practice.Id != "flow")
                continue;
            WriteDeliveryMeasures(text);
            WriteScenarios(text);
        }
        return text.ToString();
    }

    private static void WriteScenarios(StringBuilder text)
    {
        text.Append(
            """

            ### Delivery, edge by edge

            How the five delivery measures and the stages of a change count what is not usual ([definitions](delivery.md)). Each row is a
            small history with its numbers worked out by hand; the tests play it. Changes are numbers, commits are letters, all moments
            are of one week and UTC unless they say otherwise. A stage that cannot be computed is unknown, never zero.

            | Edge | What happens | What is counted |
            |---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var scenario in DeliveryScenarios.All)
            text.Append(
                $"| {scenario.Name} | {scenario.Story.Replace("; ", "<br>", StringComparison.Ordinal)} | {scenario.Counted.Replace("; ", "<br>", StringComparison.Ordinal)} |\n"
            );
    }

    private static void Write(StringBuilder text, Check check)
    {
        text.Append($"\n### {check.Title}\n\n`{check.Id}`, version {check.Version}. {check.Rule}\n\n");
        foreach (var threshold in check.Thresholds)
            text.Append($"- Setting `{threshold.Key}`: {Lower(threshold.Words)}. Default {Value(threshold)}.\n");
        foreach (var edge in check.EdgeCases)
            text.Append($"- {edge}\n");
        if (!check.PerTeam)
            text.Append("- For the organization as a whole, not by team.\n");
        if (check.Source is { } source)
            text.Append($"- Source: {source}.\n");
        text.Append($"- To be known: {Lower(check.Unlocks)}.\n");
    }

    private static string Value(Threshold threshold) =>
        threshold.Unit switch
        {
            "share" => Words.Percent(threshold.Default),
            "days" => Words.Count((int)threshold.Default, "day"),
            _ => threshold.Default.ToString("0"),
        };

    private static string Lower(string words) =>
        words.Length > 1 && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..]
        : words.StartsWith("A ", StringComparison.Ordinal) ? "a" + words[1..]
        : words;
}
