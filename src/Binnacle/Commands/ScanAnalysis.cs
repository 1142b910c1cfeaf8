using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>One analysis of <c>binnacle scan --format csv</c>: the columns and rows of its reference tool.</summary>
internal sealed record ScanAnalysis(
    string Name,
    string[] Columns,
    Func<ScanInput, CancellationToken, Task<IEnumerable<object[]>>> ReadAsync
)
{
    private ScanAnalysis(string name, string[] columns, Func<ChangeHistory, ScanChoice, IEnumerable<object[]>> rows)
        : this(
            name,
            columns,
            async (input, cancellation) => rows(await ScanHistory.ReadAsync(input, cancellation), input.Choice)
        ) { }

    public static IReadOnlyList<ScanAnalysis> All { get; } =
    [
        new(
            "coupling",
            ["entity", "coupled", "degree", "average-revs"],
            (history, choice) =>
                TemporalCoupling
                    .Of(history, choice.Coupling)
                    .Select(row => new object[] { row.Entity, row.Coupled, row.Degree, row.AverageRevisions })
        ),
        new(
            "revisions",
            ["entity", "n-revs"],
            (history, _) => Revisions.Of(history).Select(row => new object[] { row.Entity, row.Count })
        ),
        new(
            "soc",
            ["entity", "soc"],
            (history, choice) =>
                SumOfCoupling
                    .Of(history, choice.Coupling.MinRevisions)
                    .Select(row => new object[] { row.Entity, row.Sum })
        ),
        new(
            "entity-ownership",
            ["entity", "author", "added", "deleted"],
            (history, _) =>
                Ownership.Of(history).Select(row => new object[] { row.Entity, row.Author, row.Added, row.Deleted })
        ),
        new(
            "entity-churn",
            ["entity", "added", "deleted", "commits"],
            (history, _) =>
                Churn.Of(history).Select(row => new object[] { row.Entity, row.Added, row.Deleted, row.Commits })
        ),
        new(
            "age",
            ["entity", "age-months"],
            (history, choice) => CodeAge.Of(history, choice.Now).Select(row => new object[] { row.Entity, row.Months })
        ),
        new(
            "authors",
            ["entity", "n-authors", "n-revs"],
            (history, _) => Authors.Of(history).Select(row => new object[] { row.Entity, row.Authors, row.Revisions })
        ),
        new(
            "truck-factor",
            ScanAuthorship.FactorColumns,
            async (input, cancellation) => (await ScanAuthorship.ReadAsync(input, cancellation)).FactorRows()
        ),
        new(
            "degree-of-authorship",
            ScanAuthorship.DegreeColumns,
            async (input, cancellation) => (await ScanAuthorship.ReadAsync(input, cancellation)).DegreeRows()
        ),
    ];
}
