using Binnacle.Platform;
using Binnacle.Practices.Direction.Roadmap;

namespace Binnacle.Tests.Practices.Direction;

public sealed class TargetSpanTests
{
    [Theory]
    [InlineData("2027-03-15", null, "15 Mar 2027", "2027-03-15")]
    [InlineData("2027-03", null, "Mar 2027", "2027-03")]
    [InlineData("2027-Q2", null, "Q2 2027", "2027-Q2")]
    [InlineData("q2 2027", null, "Q2 2027", "2027-Q2")]
    [InlineData("2027-03-15", 2.0, "between 1 Mar and 29 Mar 2027", "2027-03-01 to 2027-03-29")]
    [InlineData("2027-12-20 to 2028-01-10", null, "between 20 Dec 2027 and 10 Jan 2028", "2027-12-20 to 2028-01-10")]
    [InlineData("2027-Q2", 3.0, "Q2 2027 ± 3 weeks", "2027-03-11 to 2027-07-21")]
    [InlineData("2028-02", 1.0, "Feb 2028 ± 1 week", "2028-01-25 to 2028-03-07")]
    [InlineData("2027-Q4", 52.0, "Q4 2027 ± 52 weeks", "2026-10-02 to 2028-12-29")]
    [InlineData("2027-Q2", 0.5, "between 28 Mar and 4 Jul 2027", "2027-03-28 to 2027-07-04")]
    public void It_is_read_as_sure_as_it_is_said(string text, double? weeks, string words, string typed)
    {
        var span = TargetSpan.Read(text, weeks);
        (span.Words, span.Typed).ShouldBe((words, typed));
        TargetSpan.Read(span.Typed).ShouldBe(span);
    }

    [Theory]
    [InlineData("soon", null, "target")]
    [InlineData("", null, "target")]
    [InlineData("2027-Q5", null, "target")]
    [InlineData("1900-01-01", null, "target")]
    [InlineData("2027-04-01 to 2027-03-01", null, "target")]
    [InlineData("2027-04-01", -1.0, "giveOrTake")]
    public void What_is_no_target_is_refused(string text, double? weeks, string field) =>
        Should.Throw<Refusal>(() => TargetSpan.Read(text, weeks)).Field.ShouldBe(field);
}
