using Binnacle.Platform.Api;
using Binnacle.Practices.Flow.Delivery;

namespace Binnacle.Tests.Platform.Api;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    public void Text_is_quoted_and_never_a_formula(string text, string cell) =>
        Csv.Write([text], [("value", row => row)]).ShouldBe($"value\r\n{cell}\r\n");

    [Fact]
    public void Numbers_days_and_times_are_written_the_same_everywhere() =>
        Csv.Write(
                [0],
                [
                    ("number", _ => -1.5),
                    ("day", _ => new DateOnly(2026, 3, 2)),
                    ("at", _ => new DateTime(2026, 3, 2, 9, 5, 0, DateTimeKind.Utc)),
                    ("none", _ => null),
                ]
            )
            .ShouldBe("number,day,at,none\r\n-1.5,2026-03-02,2026-03-02T09:05:00Z,\r\n");

    [Fact]
    public void Words_of_a_list_are_those_of_JSON() =>
        Csv.Write([FailureCause.RolledBack], [("cause", row => row)]).ShouldBe("cause\r\nrolled-back\r\n");

    [Fact]
    public void A_list_in_memory_goes_on_at_its_place()
    {
        var seen = new List<int>();
        string? cursor = null;
        do
        {
            var part = Cursor.Part([1, 2, 3, 4, 5], new(cursor, 2));
            seen.AddRange(part.Items);
            cursor = part.Next;
        } while (cursor is not null);
        seen.ShouldBe([1, 2, 3, 4, 5]);
    }
}
