using Binnacle.Platform.Documents;

namespace Binnacle.Tests.Sources.RepositoryFiles;

public sealed class GuidesTest
{
    [Theory]
    [InlineData(
        "# Disk full\n\n## Meaning\n\n- not a step\n\n## Diagnosis\n\n- Look at `df`.\n- Look at `du`.\n\n## Mitigation\n\n```bash\nrm -rf /tmp/cache\n```\n",
        3
    )]
    [InlineData("# Disk full\n\n1. Log in.\n2. Clean.\n", 2)]
    [InlineData("# Disk full\n\n## Meaning\n\nThe disk is full.\n\n```txt\noutput\n```\n", 0)]
    public void Counts_the_steps_of_a_runbook(string content, int steps)
    {
        var (facts, problems) = Reading.Facts<RunbookFacts>("runbooks/disk.md", content);
        problems.ShouldBeEmpty();
        (facts.Title, facts.Steps).ShouldBe(("Disk full", steps));
        facts.Words.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData("- [x] Add an alert @ada due 2025-03-01\n- [ ] Write the runbook\n", 2, 1, 1, 1)]
    [InlineData("- Add an alert (owner: Grace, due: 3 March 2025)\n- Test restores. Owner: TBD\n", 2, 1, 1, 0)]
    [InlineData(
        "| Action | Owner | Due | Status |\n|---|---|---|---|\n| Add an alert | Ada | 2025-03-01 | Done |\n| Test restores | - | | Open |\n| | | | |\n",
        2,
        1,
        1,
        1
    )]
    [InlineData("- Add an alert\n  - Owner: Ada\n  - Due: 2025-03-01\n", 1, 1, 1, 0)]
    [InlineData("None so far.\n", 0, 0, 0, 0)]
    public void Counts_the_actions_of_a_postmortem(string actions, int all, int owned, int due, int done)
    {
        var (facts, _) = Reading.Facts<PostmortemFacts>(
            "postmortems/queue-outage.md",
            $"# Queue outage\n\n**Date:** 2025-02-01\n\n## Impact\n\n- Orders late\n\n## Action items\n\n{actions}\n## Lessons learned\n\n- We had luck\n"
        );
        facts.Date.ShouldBe(new DateOnly(2025, 2, 1));
        (facts.Actions, facts.ActionsWithOwner, facts.ActionsWithDue, facts.ActionsDone).ShouldBe(
            (all, owned, due, done)
        );
    }

    [Theory]
    [InlineData("postmortems/x.md", "# Title (incident #)\n\n## Impact\n\n## Action Items\n")]
    [InlineData("postmortems/how-to-write.md", "# How to write\n\n## Impact\n\n## Timeline\n")]
    [InlineData("incidents/notes.md", "# Notes\n\nNothing.\n")]
    public void Templates_and_guides_are_no_postmortems(string path, string content) =>
        Reading.Of(path, content).ShouldBeNull();

    [Theory]
    [InlineData(
        "README.md",
        "<h1 align=\"center\">\n  <img src=\"x.png\"><br>Harbour\n</h1>\n\n## Install\n\nText.\n",
        "Harbour"
    )]
    [InlineData("CONTRIBUTING.rst", ".. _x:\n\nContributing\n============\n\nText.\n", "Contributing")]
    [InlineData("CONTRIBUTING.adoc", "= Contributing\n\nText.\n", "Contributing")]
    [InlineData("SECURITY.md", "Write to us.\n", "SECURITY")]
    public void Prose_has_a_title_and_words(string path, string content, string title)
    {
        var (facts, problems) = Reading.Facts<ProseFacts>(path, content);
        problems.ShouldBeEmpty();
        facts.Title.ShouldBe(title);
        facts.Words.ShouldBeGreaterThan(0);
    }
}
