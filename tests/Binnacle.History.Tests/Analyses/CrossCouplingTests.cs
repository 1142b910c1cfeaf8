using Binnacle.History.Analyses;
using static Binnacle.History.Tests.Analyses.SmallHistory;

namespace Binnacle.History.Tests.Analyses;

public sealed class CrossCouplingTests
{
    private static readonly CouplingThresholds Lowest = new()
    {
        MinRevisions = 0,
        MinSharedRevisions = 1,
        MinDegree = 0,
    };

    [Fact]
    public void Work_of_one_author_on_one_day_is_one_change_set()
    {
        var coupling = new CrossCoupling(Start.AddDays(-1));
        void Add(int day, string author, string repository, params string[] components) =>
            coupling.Add(
                At(Start.AddDays(day), author),
                author,
                [.. components.Select(component => new Place(repository, component))]
            );
        Add(0, "a", "one", "x", "y");
        Add(0, "a", "two", "z");
        Add(0, "a", "two", "z");
        Add(0, "b", "two", "z");
        Add(1, "a", "one", "x");
        Add(-1, "a", "one", "x");
        var days = coupling.ByAuthorDay();
        (days.Count, days.Across).ShouldBe((3, 1));
        // x and z twice each and once together; y once, z twice, once together; x and y are of one repository.
        days.Components(Lowest)
            .ShouldBe([
                new(new("one", "y"), new("two", "z"), 66, 2, 1),
                new(new("one", "x"), new("two", "z"), 50, 2, 1),
            ]);
        days.Repositories(Lowest).ShouldBe([new(new("one", ""), new("two", ""), 50, 2, 1)]);
        days.Components(Lowest with { MaxChangeSetSize = 2 }).ShouldBeEmpty();
    }

    [Fact]
    public void Work_on_one_issue_is_one_change_set_whoever_did_it_when()
    {
        var coupling = new CrossCoupling(DateTime.MinValue);
        coupling.Add(Said(Start, "a", "ABC-1: begin"), "a", [new("one", "x")]);
        coupling.Add(Said(Start.AddDays(90), "b", "Finish abc (ABC-1)"), "b", [new("two", "z")]);
        coupling.Add(Said(Start, "a", "Fix #1"), "a", [new("one", "x")]);
        coupling.Add(Said(Start, "a", "Fix #1"), "a", [new("two", "z")]);
        coupling.ByIssue().Components(Lowest).ShouldBe([new(new("one", "x"), new("two", "z"), 100, 1, 1)]);
        coupling.ByIssue().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ABC-123 and ABC-123, then X2-7", "ABC-123 X2-7")]
    [InlineData("[ABC-1][DEF-2] both", "ABC-1 DEF-2")]
    [InlineData("See Owner/Repo#12 and owner/repo#12.", "OWNER/REPO#12")]
    [InlineData("Fix #12", "")]
    [InlineData("Use UTF-8, SHA-256, CVE-2024-1234 and x-ABC-1", "")]
    [InlineData("abc-12, ABC-0, ABC-1.5, release-ABC-1 and A-1", "")]
    [InlineData("ABC-1.", "ABC-1")]
    public void Keys_mean_the_same_everywhere(string subject, string keys) =>
        string.Join(' ', IssueKeys.In(subject)).ShouldBe(keys);
}
