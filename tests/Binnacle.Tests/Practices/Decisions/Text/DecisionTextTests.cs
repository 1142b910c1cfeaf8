using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Tests.Practices.Decisions.Text;

public sealed class DecisionTextTests
{
    private const string Body = "\n## Context and Problem Statement\n\nText.\n\n## Decision Outcome\n\nChosen.\n";

    // A field in its place, and what stands there afterwards; everything else is the same.
    [Theory]
    [InlineData("---\nstatus: proposed\n---\n# X\n", "status", "accepted", "---\nstatus: accepted\n---\n# X\n")]
    [InlineData(
        "---\nstatus: \"proposed\" # why\ndate: 2020-01-01\n---\n# X\n",
        "status",
        "accepted",
        "---\nstatus: \"accepted\" # why\ndate: 2020-01-01\n---\n# X\n"
    )]
    [InlineData(
        "---\nstatus: 'proposed'\n---\n# X\n",
        "status",
        "it's accepted",
        "---\nstatus: 'it''s accepted'\n---\n# X\n"
    )]
    [InlineData(
        "---\nstatus: proposed   # why\n---\n# X\n",
        "status",
        "accepted",
        "---\nstatus: accepted   # why\n---\n# X\n"
    )]
    [InlineData("---\nstatus:\ndate: \n---\n# X\n", "status", "accepted", "---\nstatus: accepted\ndate: \n---\n# X\n")]
    [InlineData("---\nstatus:\ndate: \n---\n# X\n", "date", "2024-02-29", "---\nstatus:\ndate: 2024-02-29\n---\n# X\n")]
    [InlineData(
        "---\ntitle: a: b: c\nstatus: proposed\n---\n# X\n",
        "status",
        "accepted",
        "---\ntitle: a: b: c\nstatus: accepted\n---\n# X\n"
    )]
    [InlineData(
        "+++\nstatus = \"proposed\"\n+++\n# X\n",
        "status",
        "accepted",
        "+++\nstatus = \"accepted\"\n+++\n# X\n"
    )]
    [InlineData(
        "---\ndecision-makers: [Ada, \"Grace, H.\"]\n---\n# X\n",
        "decision-makers",
        "Alan",
        "---\ndecision-makers: [Alan]\n---\n# X\n"
    )]
    [InlineData(
        "---\ndeciders:\n  - Ada\n  - Grace\nstatus: x\n---\n# X\n",
        "decision-makers",
        "Alan",
        "---\ndeciders:\n  - Alan\nstatus: x\n---\n# X\n"
    )]
    [InlineData(
        "# X\n\n* Status: proposed\n* Date: 2020-01-01\n",
        "status",
        "accepted",
        "# X\n\n* Status: accepted\n* Date: 2020-01-01\n"
    )]
    [InlineData(
        "# X\n\n- Status: proposed <!-- optional -->\n- Date: 2020-01-01 \n",
        "date",
        "2021-01-01",
        "# X\n\n- Status: proposed <!-- optional -->\n- Date: 2021-01-01 \n"
    )]
    [InlineData(
        "# X\n\n**Status:** Proposed  \n**Date:** 2016-02-12\n",
        "status",
        "accepted",
        "# X\n\n**Status:** Accepted  \n**Date:** 2016-02-12\n"
    )]
    [InlineData("# X\n\n**Status: PROPOSED**\n", "status", "accepted", "# X\n\n**Status: ACCEPTED**\n")]
    [InlineData("# X\n\n* Status: **proposed**\n", "status", "accepted", "# X\n\n* Status: **accepted**\n")]
    [InlineData(
        "# X\n\n| Status | Proposed |\n|---|---|\n| Date | 2016-02-12 |\n",
        "status",
        "accepted",
        "# X\n\n| Status | Accepted |\n|---|---|\n| Date | 2016-02-12 |\n"
    )]
    [InlineData(
        "# X\n\n| Status | Date |\n|---|---|\n| Proposed | 2016-02-12 |\n",
        "date",
        "2017-01-01",
        "# X\n\n| Status | Date |\n|---|---|\n| Proposed | 2017-01-01 |\n"
    )]
    [InlineData(
        "# 7. X\n\nDate: 2016-02-12\n\n## Status\n\nProposed\n\nAmends [5. Y](0005-y.md)\n\n## Context\n",
        "status",
        "accepted",
        "# 7. X\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\nAmends [5. Y](0005-y.md)\n\n## Context\n"
    )]
    [InlineData("# X\n\n## Status: Proposed\n", "status", "accepted", "# X\n\n## Status: Accepted\n")]
    [InlineData(
        "X\n===\n\nStatus\n------\n\nProposed\n\nContext\n-------\n",
        "status",
        "accepted",
        "X\n===\n\nStatus\n------\n\nAccepted\n\nContext\n-------\n"
    )]
    [InlineData(
        "# 7. X\n\n## Status\n\nAccepted\n\nSuperceded by [8. Y](0008-y.md)\n\nSuperceded by [9. Z](0009-z.md)\n\n## Context\n",
        "status",
        "rejected",
        "# 7. X\n\n## Status\n\nRejected\n\n## Context\n"
    )]
    [InlineData("# 7. X\n\n## Decision\n", "title", "Y", "# 7. Y\n\n## Decision\n")]
    [InlineData("# ADR-7: X ##\n", "title", "Use C# & more", "# ADR-7: Use C# & more ##\n")]
    [InlineData("X\n===\n", "title", "Y", "Y\n===\n")]
    [InlineData("---\ntitle: X\n---\n\nText.\n", "title", "Y: Z", "---\ntitle: \"Y: Z\"\n---\n\nText.\n")]
    public void A_field_is_set_in_its_place(string before, string field, string value, string after)
    {
        var record = Records.Of(before);
        var changed = record.Set(field, value);
        changed.Text().ShouldBe(after);
        changed.Set(field, value).Bytes.ToArray().ShouldBe(changed.Bytes.ToArray());
    }

    // What is missing comes where the format has it.
    [Theory]
    [InlineData(
        "---\nparent: Decisions\nnav_order: 7\n---\n# X\n" + Body,
        "status",
        "accepted",
        "---\nparent: Decisions\nnav_order: 7\nstatus: accepted\n---\n# X\n" + Body
    )]
    [InlineData(
        "---\ndate: 2020-01-01\n---\n# X\n" + Body,
        "status",
        "accepted",
        "---\nstatus: accepted\ndate: 2020-01-01\n---\n# X\n" + Body
    )]
    [InlineData(
        "---\nstatus: accepted\nconsulted: Ada\n---\n# X\n" + Body,
        "date",
        "2020-01-01",
        "---\nstatus: accepted\ndate: 2020-01-01\nconsulted: Ada\n---\n# X\n" + Body
    )]
    [InlineData("# X\n" + Body, "status", "accepted", "---\nstatus: accepted\n---\n# X\n" + Body)]
    [InlineData(
        "# X\n\n* Date: 2020-01-01\n" + Body,
        "status",
        "accepted",
        "# X\n\n* Status: accepted\n* Date: 2020-01-01\n" + Body
    )]
    [InlineData(
        "# X\n\n**Status**: Draft\n" + Body,
        "date",
        "2020-01-01",
        "# X\n\n**Status**: Draft\n\n**Date**: 2020-01-01\n" + Body
    )]
    [InlineData(
        "# 7. X\n\n## Status\n\nAccepted\n\n## Context\n",
        "date",
        "2020-01-01",
        "# 7. X\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Context\n"
    )]
    [InlineData(
        "# 7. X\n\nDate: 2020-01-01\n\n## Status\n\n## Context\n",
        "status",
        "accepted",
        "# 7. X\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Context\n"
    )]
    [InlineData(
        "# 7. X\n\n## Context\n\nA\n\n## Decision\n\nB\n\n## Consequences\n\nC",
        "status",
        "accepted",
        "# 7. X\n\n## Status\n\nAccepted\n\n## Context\n\nA\n\n## Decision\n\nB\n\n## Consequences\n\nC"
    )]
    [InlineData("# X", "status", "accepted", "# X\n\nStatus: accepted")]
    [InlineData(
        "# X\r\n\r\n- Date: 2020-01-01\r\n",
        "status",
        "accepted",
        "# X\r\n\r\n- Status: accepted\r\n- Date: 2020-01-01\r\n"
    )]
    [InlineData(
        "\uFEFF## Context and Problem Statement\n\nA\n",
        "title",
        "Y",
        "\uFEFF# Y\n\n## Context and Problem Statement\n\nA\n"
    )]
    public void A_missing_field_comes_where_the_format_has_it(
        string before,
        string field,
        string value,
        string after
    ) => Records.Of(before).Set(field, value).Text().ShouldBe(after);

    [Theory]
    [InlineData("status", "who knows")]
    [InlineData("status", "accepted\nsuperseded")]
    [InlineData("date", "2024-02-30")]
    [InlineData("date", "someday")]
    [InlineData("title", " ")]
    [InlineData("colour", "red")]
    public void What_is_no_value_is_refused(string field, string value) =>
        Should
            .Throw<Refusal>(() => Records.Of("# X\n\n## Status\n\nAccepted\n").Set(field, value))
            .Field.ShouldBe(field);

    [Theory]
    [InlineData("Accepted", "accepted")]
    [InlineData("ACCEPTED", "accepted")]
    [InlineData("Accepted, was proposed", "accepted")]
    [InlineData("On Hold", "on hold")]
    [InlineData("Superseded by [8](0008-x.md)", "superseded")]
    public void What_is_said_already_is_not_written_again(string written, string value)
    {
        var record = Records.Of($"# X\n\n## Status\n\n{written}\n");
        record.Set("status", value).ShouldBeSameAs(record);
    }

    [Fact]
    public void Encodings_stay_as_they_are()
    {
        foreach (
            var encoding in new Encoding[]
            {
                new UnicodeEncoding(false, true),
                new UnicodeEncoding(true, true),
                new UTF8Encoding(true),
            }
        )
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("# Größe\r\n\r\nStatus: proposed")];
            var changed = DecisionText.Parse("/x/adr/0001-x.md", bytes).Set("status", "accepted").Set("title", "Ärger");
            changed
                .Bytes.ToArray()
                .ShouldBe([.. encoding.GetPreamble(), .. encoding.GetBytes("# Ärger\r\n\r\nStatus: accepted")]);
        }
        var latin = DecisionText.Parse("/x/adr/0001-x.md", Encoding.Latin1.GetBytes("# Größe\n\nStatus: proposed\n"));
        latin.Problems[0].ShouldBe(new DocumentProblem(1, "Expected UTF-8, found other bytes; read as Latin-1."));
        latin
            .Set("status", "accepted")
            .Bytes.ToArray()
            .ShouldBe(Encoding.Latin1.GetBytes("# Größe\n\nStatus: accepted\n"));
        Should.Throw<Refusal>(() => latin.Set("title", "Ärger"));
    }

    [Fact]
    public void The_place_of_a_field_is_told_in_bytes()
    {
        var record = Records.Of("\uFEFF# Größe\n\nStatus: proposed\n");
        record.BytesOf("status").ShouldBe((22, 8));
        Encoding.UTF8.GetString(record.Bytes.Span.Slice(22, 8)).ShouldBe("proposed");
    }

    [Theory]
    [InlineData(
        "madr",
        "---\nstatus: accepted\n---\n# X\n",
        "---\nstatus: superseded by [ADR-0008](0008-y.md)\n---\n# X\n"
    )]
    [InlineData(
        "madr",
        "---\nstatus: \"superseded by [ADR-0009](0009-z.md)\"\n---\n# X\n",
        "---\nstatus: \"superseded by [ADR-0009](0009-z.md) and [ADR-0008](0008-y.md)\"\n---\n# X\n"
    )]
    [InlineData(
        "nygard",
        "# 7. X\n\n## Status\n\nAccepted\n\nAmends [1. W](0001-w.md)\n\n## Context\n",
        "# 7. X\n\n## Status\n\nSuperseded by [8. Y](0008-y.md)\n\nAmends [1. W](0001-w.md)\n\n## Context\n"
    )]
    [InlineData(
        "nygard",
        "# 7. X\n\n## Status\n\nSuperseded by [9. Z](0009-z.md)\n\n## Context\n",
        "# 7. X\n\n## Status\n\nSuperseded by [9. Z](0009-z.md)\n\nSuperseded by [8. Y](0008-y.md)\n\n## Context\n"
    )]
    [InlineData(
        "list",
        "# X\n\n* Status: accepted\n* Date: 2020-01-01\n",
        "# X\n\n* Status: superseded by [ADR-0008](0008-y.md)\n* Date: 2020-01-01\n"
    )]
    public void A_decision_says_what_supersedes_it(string form, string before, string after)
    {
        var body = form == "nygard" ? "\n## Decision\n\nText.\n" : Body;
        var older = Records.Of(before + body);
        var younger = Records.Of("# 8. Y\n", "/x/adr/0008-y.md");
        var changed = older.SupersededBy([younger], LinkWords.Usual);
        changed.Text().ShouldBe(after + body);
        changed.Status.ShouldBe(DecisionStatus.Superseded);
        changed.SupersededBy([younger], LinkWords.Usual).ShouldBeSameAs(changed);
    }

    [Theory]
    [InlineData(
        "# 8. Y\n\n## Status\n\nAccepted\n\n## Context\n\nText.\n",
        "# 8. Y\n\n## Status\n\nAccepted\n\nSupersedes [6. W](0006-w.md)\n\nSupersedes [7. X](0007-x.md)\n\n## Context\n\nText.\n"
    )]
    [InlineData(
        "---\nstatus: accepted\n---\n# Y\n" + Body,
        "---\nstatus: accepted\n---\n# Y\n"
            + Body
            + "\n## More Information\n\nSupersedes [ADR-0006](0006-w.md).\n\nSupersedes [ADR-0007](0007-x.md).\n"
    )]
    [InlineData(
        "# Y\n\n- Status: accepted\n" + Body + "\n## Links\n\n- See [this](https://example.org)\n",
        "# Y\n\n- Status: accepted\n"
            + Body
            + "\n## Links\n\n- See [this](https://example.org)\n- Supersedes [ADR-0006](0006-w.md)\n- Supersedes [ADR-0007](0007-x.md)\n"
    )]
    [InlineData(
        "---\nsupersedes: [0005-v.md]\n---\n# Y\n",
        "---\nsupersedes: [0005-v.md, \"[ADR-0006](0006-w.md)\", \"[ADR-0007](0007-x.md)\"]\n---\n# Y\n"
    )]
    public void A_decision_says_what_it_supersedes(string before, string after)
    {
        var younger = Records.Of(before, "/x/adr/0008-y.md");
        DecisionText[] older = [Records.Of("# 6. W\n", "/x/adr/0006-w.md"), Records.Of("# 7. X\n", "/x/adr/0007-x.md")];
        var changed = younger.Supersede(older, LinkWords.Usual);
        changed.Text().ShouldBe(after);
        changed.Supersede(older, LinkWords.Usual).ShouldBeSameAs(changed);
        changed.Links.Where(link => !link.IsBy).Select(link => link.Name).ShouldContain("0007-x.md");
    }
}
