using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Decisions.Text;
using Binnacle.Tests.Databases;

namespace Binnacle.Tests.Practices.Decisions.Text;

public sealed class DecisionExportTests
{
    private static readonly DateOnly Today = new(2026, 5, 6);

    [Theory]
    [InlineData("madr", "0001-rows.md", "0002-files.md")]
    [InlineData("nygard", "0001-rows.md", "0002-files.md")]
    [InlineData("log4brains", "20260506-rows.md", "20260506-files.md")]
    public void Decisions_become_records_that_lint_clean_and_are_written_once(
        string format,
        string first,
        string second
    )
    {
        using var place = new RecordFolder();
        var rows = Decision("Rows", DecisionStatus.Superseded);
        var files = Decision("Files", DecisionStatus.Accepted);
        ExportedDecision[] kept = [new(1, rows, []), new(2, files, [1])];
        Write(
            DecisionExport.Into(DecisionFolder.Load(place.Path), kept, Enum.Parse<DecisionFormat>(format, true), Today)
        );
        var folder = DecisionFolder.Load(place.Path);
        folder.Files.Select(file => Path.GetFileName(file.Path)).Order().ShouldBe(new[] { first, second }.Order());
        var lint = new DecisionLint();
        folder.Files.SelectMany(file => lint.Lint(file).Problems).ShouldBeEmpty();
        folder.Files.Select(file => DecisionSections.Of(file).Outcome).ShouldBe(["Text.", "Text."]);

        var again = DecisionExport.Into(folder, kept, null, Today);
        foreach (var record in again)
            record.Bytes.ToArray().ShouldBe(File.ReadAllBytes(record.Path));
        var third = DecisionExport.Into(
            folder,
            [.. kept, new(7, Decision("Queues", DecisionStatus.Proposed), [])],
            null,
            Today
        );
        Path.GetFileName(third[2].Path).ShouldBe(format == "log4brains" ? "20260506-queues.md" : "0003-queues.md");
    }

    [Theory, OnBothDatabases]
    public async Task Decisions_kept_here_are_read_for_the_export(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var cancellation = TestContext.Current.CancellationToken;
        var row = await db.WriteDecisionAsync(
            new DecisionContent("Use queues")
            {
                Context = "Bursts.",
                Constraints = "No new servers.",
                Options = [new("Queues", "They wait.", "calm\ncheap", "one more thing", true), new("Nothing")],
                Outcome = "We take them.",
            },
            cancellation
        );
        var exported = (await db.DecisionsToExportAsync(cancellation)).ShouldHaveSingleItem();
        exported.Number.ShouldBe(row.Number);
        var decision = exported.Decision;
        decision.Outcome.ShouldBe("Chosen option: \"Queues\".\n\nWe take them.");
        decision
            .Options[0]
            .Arguments.Select(argument => argument.Kind)
            .ShouldBe([ArgumentKind.Good, ArgumentKind.Good, ArgumentKind.Bad]);
        decision.Others.ShouldHaveSingleItem().Heading.ShouldBe("Constraints");
    }

    private static void Write(IReadOnlyList<DecisionText> records)
    {
        foreach (var record in records)
            File.WriteAllBytes(record.Path, record.Bytes.ToArray());
    }

    private static WrittenDecision Decision(string title, DecisionStatus status) =>
        new()
        {
            Title = title,
            Status = status,
            Date = Today,
            Context = "Why.",
            Outcome = "Text.",
        };
}
