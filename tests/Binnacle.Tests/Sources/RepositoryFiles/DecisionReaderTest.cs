using Binnacle.Platform.Documents;

namespace Binnacle.Tests.Sources.RepositoryFiles;

public sealed class DecisionReaderTest
{
    private const string Path = "docs/adr/0007-use-queues.md";

    [Theory]
    [InlineData("accepted", DecisionStatus.Accepted)]
    [InlineData("ACCEPTED", DecisionStatus.Accepted)]
    [InlineData("**Accepted** ✅", DecisionStatus.Accepted)]
    [InlineData("~~Proposed~~ Accepted", DecisionStatus.Accepted)]
    [InlineData("Accepted (supersedes [ADR-3](0003-x.md))", DecisionStatus.Accepted)]
    [InlineData("Accepted, was proposed", DecisionStatus.Accepted)]
    [InlineData("Partially superseded by ADR-9, accepted", DecisionStatus.Accepted)]
    [InlineData("on hold", DecisionStatus.OnHold)]
    [InlineData("On-Hold", DecisionStatus.OnHold)]
    [InlineData("Under Review", DecisionStatus.Proposed)]
    [InlineData("in-progress", DecisionStatus.Draft)]
    [InlineData("Rejected / Not Implemented", DecisionStatus.Rejected)]
    [InlineData("deprecated", DecisionStatus.Deprecated)]
    [InlineData("Superceded by [5. Other](0005-other.md)", DecisionStatus.Superseded)]
    [InlineData("accepted, superseded by 12", DecisionStatus.Superseded)]
    [InlineData("not accepted", DecisionStatus.Unknown)]
    [InlineData("{proposed | rejected | accepted}", DecisionStatus.Unknown)]
    [InlineData("[proposed | accepted]", DecisionStatus.Unknown)]
    [InlineData("who knows", DecisionStatus.Unknown)]
    public void Statuses_have_many_words(string written, DecisionStatus expected)
    {
        var (bullet, problems) = Reading.Facts<DecisionFacts>(
            Path,
            $"# Use queues\n\n* Status: {written}\n* Date: 2024-05-06\n"
        );
        bullet.Status.ShouldBe(expected);
        (problems.Count > 0).ShouldBe(expected == DecisionStatus.Unknown);
        if (expected == DecisionStatus.Unknown)
            problems[0].Line.ShouldBe(3);

        var (section, _) = Reading.Facts<DecisionFacts>(
            Path,
            $"# Use queues\n\n## Status\n\n{written}\n\n## Context\n\nText.\n"
        );
        section.Status.ShouldBe(expected);
    }

    [Fact]
    public void Work_in_progress_among_accepted_proposals_is_decided() =>
        Reading
            .Facts<DecisionFacts>(
                "docs/proposals-accepted/0003-queues.md",
                "---\nstatus: in-progress\n---\n\n# Use queues\n"
            )
            .Facts.Status.ShouldBe(DecisionStatus.Accepted);

    [Fact]
    public void Reads_a_madr_record()
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(
            Path,
            """
            ---
            status: "accepted"
            date: 2024-03-01
            decision-makers: [Ada, Grace]
            review-date: 2025-03-01
            ---
            # Use queues

            ## Context and Problem Statement

            Bursts.

            ## Decision Outcome

            Chosen option: "queues".

            ### Confirmation

            A load test.
            """
        );
        problems.ShouldBeEmpty();
        facts.Format.ShouldBe("madr");
        facts.Title.ShouldBe("Use queues");
        facts.Number.ShouldBe("0007");
        facts.Status.ShouldBe(DecisionStatus.Accepted);
        facts.Date.ShouldBe(new DateOnly(2024, 3, 1));
        facts.RevisitOn.ShouldBe(new DateOnly(2025, 3, 1));
        facts.HasConfirmation.ShouldBeTrue();
    }

    [Fact]
    public void Reads_what_adr_tools_leaves_after_a_replacement()
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(
            "doc/adr/0003-x.md",
            """
            # 3. Keep files

            Date: 12/05/2016

            ## Status

            Accepted

            Superceded by [5. Keep rows](0005-keep-rows.md)

            Superceded by [6. Keep more](../adr/0006-keep-more.md#why)

            Amended by [4. Names](0004-names.md)

            ## Context

            Text about what supercedes what.
            """
        );
        facts.Format.ShouldBe("nygard");
        facts.Title.ShouldBe("Keep files");
        facts.Status.ShouldBe(DecisionStatus.Superseded);
        facts.SupersededBy.ShouldBe(["0005-keep-rows.md", "0006-keep-more.md"]);
        facts.Date.ShouldBeNull();
        problems.ShouldHaveSingleItem().What.ShouldContain("two days");
    }

    [Fact]
    public void Reads_a_log4brains_record()
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(
            "docs/adr/20200925-use-slugs.md",
            "# Use slugs\n\n- Status: accepted\n- Date: 2020-09-25 \n\n## Links\n\n- Supersedes [20200924-use-numbers](20200924-use-numbers.md)\n"
        );
        problems.ShouldBeEmpty();
        (facts.Format, facts.Number, facts.Status).ShouldBe(("log4brains", null, DecisionStatus.Accepted));
        facts.Date.ShouldBe(new DateOnly(2020, 9, 25));
        facts.Supersedes.ShouldBe(["20200924-use-numbers.md"]);
    }

    [Theory]
    [InlineData("2016-02-12")]
    [InlineData("2016/2/12")]
    [InlineData("12.02.2016")]
    [InlineData("12 February 2016")]
    [InlineData("February 12th, 2016")]
    [InlineData("Feb 12, 2016")]
    [InlineData("12-Feb-2016")]
    [InlineData("20160212")]
    [InlineData("2016-02-12T10:00:00Z")]
    [InlineData("13/02/2016", 13)]
    [InlineData("02/13/2016", 13)]
    public void Dates_have_many_forms(string written, int day = 12)
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(Path, $"# X\n\nDate: {written}\nStatus: accepted\n");
        problems.ShouldBeEmpty();
        facts.Date.ShouldBe(new DateOnly(2016, 2, day));
    }

    [Fact]
    public void Status_in_a_code_block_is_none()
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(
            Path,
            "# Add status\n\n## Context\n\n```yaml\nstatus: accepted\n```\n"
        );
        facts.Status.ShouldBe(DecisionStatus.Unknown);
        problems.ShouldHaveSingleItem().What.ShouldContain("code block (line 5)");
    }

    [Theory]
    [InlineData("```sh\n# install it\n```\n\n## Status\n\nAccepted\n\n## Context\n\nX\n")]
    [InlineData("## Status\n\nAccepted\n")]
    public void Without_a_heading_the_name_is_the_title(string content)
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(Path, content);
        facts.Title.ShouldBe("Use queues");
        facts.Status.ShouldBe(DecisionStatus.Accepted);
        problems.ShouldHaveSingleItem().What.ShouldContain("heading");
    }

    [Fact]
    public void Front_matter_that_is_no_yaml_is_said_and_still_read()
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(
            Path,
            "---\nstatus: accepted\ntitle: a: b: c\n---\n# Use queues\n"
        );
        facts.Status.ShouldBe(DecisionStatus.Accepted);
        problems.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Fact]
    public void A_contradiction_is_said_and_front_matter_wins()
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(
            Path,
            "---\nstatus: rejected\n---\n# X\n\n## Status\n\nAccepted\n"
        );
        facts.Status.ShouldBe(DecisionStatus.Rejected);
        var problem = problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(8);
        problem.What.ShouldContain("Accepted");
    }

    [Theory]
    [InlineData("# Use queues\n\n| Status | Accepted |\n|---|---|\n| Date | 2016-02-12 |\n")]
    [InlineData("# Use queues\n\n| Status | Date |\n|---|---|\n| Accepted | 2016-02-12 |\n")]
    [InlineData("# Use queues\n\n**Status:** Accepted\n\n**Date:** 2016-02-12\n")]
    [InlineData("# Use queues\n\n## Metadata\n\n- Status: Accepted\n- Date: 2016-02-12\n")]
    [InlineData("+++\nstatus = \"Accepted\"\n+++\n# Use queues\n")]
    [InlineData("Use queues\n==========\n\nStatus: Accepted\n")]
    [InlineData("# Use queues\n\n## Status: Accepted\n")]
    [InlineData("# ADR-7: Use queues\n\nStatus\n------\n\nAccepted\n")]
    public void Looser_records_are_read(string content)
    {
        var (facts, problems) = Reading.Facts<DecisionFacts>(Path, content);
        problems.ShouldBeEmpty();
        facts.Title.ShouldBe("Use queues");
        facts.Status.ShouldBe(DecisionStatus.Accepted);
    }

    [Theory]
    [InlineData("docs/adr/0009-x.md", "# {short title}\n\n* Status: {proposed | accepted}\n")]
    [InlineData(
        "docs/adr/0009-x.md",
        "# [short title of solved problem and solution]\n\n* Status: [proposed | accepted]\n"
    )]
    [InlineData("docs/adr/notes.md", "# Meeting notes\n\nWe met.\n")]
    [InlineData("docs/proposals/idea.md", "# Idea\n\n## Context\n\n## Decision\n")]
    public void Templates_and_notes_are_no_records(string path, string content) =>
        Reading.Of(path, content).ShouldBeNull();
}
