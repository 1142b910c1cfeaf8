using Binnacle.Platform.Documents;

namespace Binnacle.Tests.Platform.Documents;

public sealed class FactWordsTests
{
    private static readonly DecisionFacts Proposed = new(
        "Use SQLite",
        "madr",
        "12",
        DecisionStatus.Proposed,
        "proposed",
        null,
        false,
        null,
        [],
        []
    );

    [Fact]
    public void A_decision_that_was_accepted_says_so() =>
        FactWords
            .Changes(
                Proposed,
                Proposed with
                {
                    Status = DecisionStatus.Accepted,
                    StatusText = "accepted",
                    Date = new(2026, 3, 12),
                }
            )
            .ShouldBe(["Status: proposed → accepted", "Decided: no date → 12 Mar 2026"]);

    [Fact]
    public void First_and_last_versions_and_those_of_equal_facts_are_told_apart()
    {
        FactWords.Changes(null, Proposed).ShouldBe(["First seen"]);
        FactWords.Changes(Proposed, null).ShouldBe(["Removed"]);
        FactWords.Changes(Proposed, Proposed with { }).ShouldBeEmpty();
    }

    [Fact]
    public void Superseding_is_told_with_what_took_its_place() =>
        FactWords
            .Changes(
                Proposed,
                Proposed with
                {
                    Status = DecisionStatus.Superseded,
                    StatusText = "superseded",
                    SupersededBy = ["14"],
                }
            )
            .ShouldBe(["Status: proposed → superseded", "Superseded by: none → 14"]);
}
