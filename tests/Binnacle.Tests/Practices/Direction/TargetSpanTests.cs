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
    [InlineData("2027-03-15", 2.0, "1 Mar to 29 Mar 2027", "2027-03-01 to 2027-03-29")]
    [InlineData("2027-12-20 to 2028-01-10", null, "20 Dec 2027 to 10 Jan 2028", "2027-12-20 to 2028-01-10")]
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
