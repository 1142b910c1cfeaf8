using System.Text.Encodings.Web;
using System.Text.Json;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Commands;

/// <summary>What <c>binnacle decisions lint</c> prints for programs.</summary>
internal static class DecisionsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IReadOnlyList<LintedFile> files) => JsonSerializer.Serialize(files, Options) + "\n";

    /// <summary>SARIF 2.1.0, as code scanning of forges takes it.</summary>
    public static string Sarif(IReadOnlyList<LintedFile> files) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
                ["version"] = "2.1.0",
                ["runs"] = new[]
                {
                    new
                    {
                        Tool = new
                        {
                            Driver = new
                            {
                                Name = "binnacle decisions lint",
                                Rules = new[] { new { Id = "decision-record" } },
                            },
                        },
                        Results = files.SelectMany(file => file.Problems.Select(problem => Result(file, problem))),
                    },
                },
            },
            Options
        ) + "\n";

    private static object Result(LintedFile file, LintProblem problem) =>
        new
        {
            RuleId = "decision-record",
            Level = "warning",
            Message = new { Text = problem.What },
            Locations = new[]
            {
                new
                {
                    PhysicalLocation = new
                    {
                        ArtifactLocation = new
                        {
                            Uri = Uri.EscapeDataString(file.Path).Replace("%2F", "/", StringComparison.Ordinal),
                        },
                        Region = new { StartLine = problem.Line },
                    },
                },
            },
        };
}
