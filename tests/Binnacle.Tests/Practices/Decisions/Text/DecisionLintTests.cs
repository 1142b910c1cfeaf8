using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Tests.Practices.Decisions.Text;

public sealed class DecisionLintTests
{
    /// <summary>Facts of records of other projects, as a person reads them.</summary>
    [Theory]
    [InlineData(
        "madr/0002-do-not-use-numbers-in-headings.md",
        "madr",
        2,
        "Do Not Use Numbers in Headings",
        "unknown",
        null,
        null,
        null,
        2
    )]
    [InlineData(
        "madr/0003-provide-own-madr-tools.md",
        "madr",
        3,
        "Write Own MADR Tooling",
        "on hold",
        null,
        null,
        null,
        1
    )]
    [InlineData("madr/0008-add-status-field.md", "madr", 8, "Add Status Field", "unknown", null, null, null, 2)]
    [InlineData(
        "madr/0013-use-yaml-front-matter-for-meta-data.md",
        "madr",
        13,
        "Use YAML front matter for metadata",
        "unknown",
        null,
        null,
        null,
        2
    )]
    [InlineData(
        "nygard/0001-record-architecture-decisions.md",
        "nygard",
        1,
        "Record architecture decisions",
        "accepted",
        "2016-02-12",
        null,
        null,
        0
    )]
    [InlineData("nygard/0005-help-comments.md", "nygard", 5, "Help comments", "accepted", "2016-02-13", null, null, 0)]
    [InlineData("nygard/0009-help-scripts.md", "nygard", 9, "Help scripts", "accepted", "2018-06-26", null, null, 0)]
    [InlineData(
        "log4brains/20200926-use-the-adr-number-as-its-unique-id.md",
        "log4brains",
        null,
        "Use the ADR number as its unique ID",
        "superseded",
        "2020-09-26",
        null,
        "20201016-use-the-adr-slug-as-its-unique-id.md",
        0
    )]
    [InlineData(
        "log4brains/20200927-avoid-default-exports.md",
        "log4brains",
        null,
        "Avoid default exports",
        "accepted",
        "2020-09-27",
        null,
        null,
        0
    )]
    [InlineData(
        "log4brains/20201016-use-the-adr-slug-as-its-unique-id.md",
        "log4brains",
        null,
        "Use the ADR slug as its unique ID",
        "accepted",
        "2020-10-16",
        "20200926-use-the-adr-number-as-its-unique-id.md",
        null,
        0
    )]
    [InlineData("madr/adr-template.md", null, null, null, null, null, null, null, 0)]
    [InlineData("madr/index.md", null, null, null, null, null, null, null, 0)]
    [InlineData("log4brains/template.md", null, null, null, null, null, null, null, 0)]
    [InlineData("log4brains/README.md", null, null, null, null, null, null, null, 0)]
    public void Records_of_others_are_read(
        string file,
        string? format,
        int? number,
        string? title,
        string? status,
        string? date,
        string? supersedes,
        string? supersededBy,
        int problems
    )
    {
        var path = Path.Combine(Records.Testdata, file);
        var linted = new DecisionLint().Lint(DecisionText.Parse(path, File.ReadAllBytes(path)));
        linted.IsRecord.ShouldBe(format is not null);
        (linted.Format, linted.Number, linted.Title, linted.Status).ShouldBe((format, number, title, status));
        linted.Date?.ToString("yyyy-MM-dd", null).ShouldBe(date);
        linted.Supersedes.ShouldBe(supersedes is null ? [] : [supersedes]);
        linted.SupersededBy.ShouldBe(supersededBy is null ? [] : [supersededBy]);
        linted.Problems.Count.ShouldBe(problems, string.Join("\n", linted.Problems));
    }

    [Fact]
    public void A_status_in_a_code_block_is_told_with_its_line()
    {
        var path = Path.Combine(Records.Testdata, "madr/0008-add-status-field.md");
        new DecisionLint()
            .Lint(DecisionText.Parse(path, File.ReadAllBytes(path)))
            .Problems[0]
            .What.ShouldContain("only one in a code block (line 32)");
    }

    [Fact]
    public void Every_record_of_others_takes_a_status_and_nothing_else_changes()
    {
        foreach (var path in Records.Files)
        {
            var bytes = File.ReadAllBytes(path);
            var record = DecisionText.Parse(path, bytes);
            record.Bytes.ToArray().ShouldBe(bytes);
            if (!record.IsRecord)
                continue;
            var changed = record.Set("status", "deprecated");
            changed.Reading.State.Text.ShouldNotBeNull().ShouldBe("deprecated", StringCompareShould.IgnoreCase);
            var start = bytes.AsSpan().CommonPrefixLength(changed.Bytes.Span);
            var end = changed.Bytes.Length - start;
            bytes.AsSpan().EndsWith(changed.Bytes.Span[(start + Math.Min(end, 60))..]).ShouldBeTrue(path);
        }
    }

    [Fact]
    public void Our_own_records_are_clean()
    {
        var lint = new DecisionLint();
        var folder = DecisionFolder.Load(Path.Combine(Records.Root, "docs/decisions"));
        folder.Records.Count.ShouldBe(folder.Files.Count);
        folder
            .Files.SelectMany(file => lint.Lint(file).Problems.Select(problem => $"{file.Path}:{problem}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Records_are_judged_against_each_other()
    {
        using var folder = new RecordFolder();
        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.Path, name), text);
        Write(
            "0001-a.md",
            "---\nstatus: superseded by [ADR-0002](0002-b.md)\ndate: 2020-01-01\n---\n# A\n\n## Decision Outcome\n"
        );
        Write("0002-b.md", "---\nstatus: accepted\ndate: 2020-02-30\n---\n# B\n\n## Decision Outcome\n");
        Write(
            "0002-c.md",
            "---\nstatus: accepted\ndate: 2020-01-01\n---\n# C\n\n## Decision Outcome\n\nSee [it](0009-none.md) and `[not](0010-none.md)`.\n"
        );
        Write(
            "0003-d.md",
            "---\nstatus: accepted\ndate: 2020-01-01\n---\n# D\n\n## Decision Outcome\n\n## More Information\n\nSupersedes [ADR-0004](0004-none.md), replaces ADR-17.\n"
        );
        Write("0005-e.md", "## Status\n\nwho knows\n\n## Context\n\n## Decision\n");
        Write("readme.md", "# Decisions\n\n* [A](0001-a.md)\n");
        Write("template.md", "# {title}\n\n## Status\n\n{status}\n");
        var lint = new DecisionLint();
        var told = DecisionFolder
            .Load(folder.Path)
            .Files.SelectMany(file =>
                lint.Lint(file)
                    .Problems.Select(problem => $"{Path.GetFileName(file.Path)}:{problem.Line}: {problem.What}")
            );
        told.ShouldBe(
            [
                "0001-a.md:2: Superseded by 0002-b.md, which does not say that it supersedes this decision.",
                "0002-b.md:1: Expected each number once, found 2 also in 0002-c.md.",
                "0002-b.md:3: Expected a date such as 2025-01-31, found \"2020-02-30\", which is no date.",
                "0002-c.md:1: Expected each number once, found 2 also in 0002-b.md.",
                "0002-c.md:9: Expected the file 0009-none.md, found none.",
                "0003-d.md:11: Expected the file 0004-none.md, found none.",
                "0003-d.md:11: Expected a decision \"ADR-17\" in this folder, found none.",
                "0005-e.md:1: Expected a heading with the decision's title, found none; the file's name is taken.",
                "0005-e.md:1: Expected a date, found none.",
                "0005-e.md:3: Expected a status (accepted, proposed, draft, on hold, rejected, deprecated or superseded), found \"who knows\".",
            ],
            ignoreOrder: true
        );
    }

    [Theory]
    [InlineData("notes.md", "# Meeting notes\n\nWe met.\n", false)]
    [InlineData("0003-notes.md", "# Meeting notes\n\nWe met.\n", false)]
    [InlineData("guide.md", "# Context\n\n## Options\n\nText\n", false)]
    [InlineData("0003-x.md", "# X\n\n## Context\n\n## Decision\n\n## Consequences\n", true)]
    [InlineData("0003-x.md", "Text\n\n## Status\n\nACCEPTED\n\n## Context\n", true)]
    [InlineData("x.md", "# X\n\n## Context and Problem Statement\n\n## Considered Options\n", true)]
    [InlineData("0000-template.md", "# X\n\n## Status\n\nAccepted\n\n## Context\n", false)]
    [InlineData("x.md", "# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n\n## Context\n", false)]
    [InlineData("x.md", "# <!-- short title -->\n\n## Context and Problem Statement\n\n## Considered Options\n", false)]
    [InlineData(
        "0012-use-a-template-engine.md",
        "# Use a template engine\n\n## Status\n\nAccepted\n\n## Context\n",
        true
    )]
    public void Outside_a_folder_of_decisions_the_content_decides(string name, string text, bool isRecord) =>
        Records.Of(text, "/x/papers/" + name).IsRecord.ShouldBe(isRecord);

    [Theory]
    [InlineData("20200101-x.md", "# X\n\n## Status\n\nAccepted\n\n## Context\n", "nygard")]
    [InlineData("20200101-x.md", "# X\n\n- Status: accepted\n\n## Decision\n", "log4brains")]
    [InlineData("20200101-x.md", "---\nstatus: accepted\n---\n# X\n\n## Decision Outcome\n", "madr")]
    [InlineData("x.md", "# X\n\n- Status: accepted\n- Tags: a, b\n\n## Decision Outcome\n", "log4brains")]
    [InlineData(
        "0001-x.md",
        "# X\n\n* Status: accepted\n* Deciders: Ada\n\n## Context and problem statement\n",
        "madr"
    )]
    [InlineData("0001-x.md", "# X\n\n* Status: accepted\n\n## Background\n", "unknown")]
    public void Formats_are_told_apart(string name, string text, string format) =>
        Records.Of(text, "/x/adr/" + name).Format.Word().ShouldBe(format);
}
