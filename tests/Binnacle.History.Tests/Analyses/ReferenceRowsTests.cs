using Binnacle.History.Analyses;
using static Binnacle.History.Tests.Analyses.SmallHistory;

namespace Binnacle.History.Tests.Analyses;

/// <summary>The two commits of the reference tool's own end-to-end tests, with the rows it is said to print for them.</summary>
public sealed class ReferenceRowsTests
{
    private const string Connection = "/Infrastrucure/Network/Connection.cs";
    private const string Presenter = "/Presentation/Status/ClientPresenter.cs";

    private static readonly ChangeHistory History = Of(
        At(new(2013, 2, 8, 0, 0, 0, DateTimeKind.Utc), "APT", Changed(Connection, 1, 2), Changed(Presenter, 3, 4)),
        At(new(2013, 2, 7, 0, 0, 0, DateTimeKind.Utc), "XYZ", Changed(Connection, 18, 2))
    );

    [Fact]
    public void Revisions_are_counted() => Revisions.Of(History).ShouldBe([new(Connection, 2), new(Presenter, 1)]);

    [Fact]
    public void Authors_are_counted() => Authors.Of(History).ShouldBe([new(Connection, 2, 2), new(Presenter, 1, 1)]);

    [Fact]
    public void Coupling_is_shared_by_mean_revisions() =>
        TemporalCoupling
            .Of(History, new() { MinRevisions = 1, MinSharedRevisions = 1 })
            .ShouldBe([new(Connection, Presenter, 66, 2, 2, 1, 1)]);

    [Fact]
    public void Sum_of_coupling_counts_the_other_files() =>
        SumOfCoupling.Of(History, moreThan: 0).ShouldBe([new(Presenter, 1), new(Connection, 1)]);

    [Fact]
    public void Churn_is_added_up() => Churn.Of(History).ShouldBe([new(Connection, 19, 4, 2), new(Presenter, 3, 4, 1)]);

    [Fact]
    public void Ownership_is_by_lines_of_each_author() =>
        Ownership
            .Of(History)
            .ShouldBe([new(Connection, "APT", 1, 2), new(Connection, "XYZ", 18, 2), new(Presenter, "APT", 3, 4)]);

    [Fact]
    public void Age_is_in_whole_months() =>
        CodeAge
            .Of(History, new(2015, 3, 1, 0, 0, 0, DateTimeKind.Utc))
            .ShouldBe([new(Connection, 24), new(Presenter, 24)]);

    [Theory]
    [InlineData("2024-01-31", "2024-02-29", 1)]
    [InlineData("2024-01-31", "2024-02-28", 0)]
    [InlineData("2023-12-15", "2024-12-14", 11)]
    [InlineData("2023-12-15", "2024-12-15", 12)]
    [InlineData("2024-02-29", "2025-02-28", 12)]
    public void Months_end_on_the_same_day_or_the_last(string from, string to, int months) =>
        CodeAge.Months(DateTime.Parse(from), DateTime.Parse(to)).ShouldBe(months);

    [Fact]
    public void A_day_that_has_not_begun_has_no_age()
    {
        var late = Of(At(new(2024, 5, 2, 8, 0, 0, DateTimeKind.Utc), "a", Changed("x")));
        CodeAge.Of(late, new(2024, 5, 2, 0, 0, 0, DateTimeKind.Utc)).ShouldBeEmpty();
        CodeAge.Of(late, new(2024, 5, 2, 0, 0, 1, DateTimeKind.Utc)).ShouldBe([new("x", 0)]);
    }
}
