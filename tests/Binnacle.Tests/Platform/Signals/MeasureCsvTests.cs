using System.Globalization;
using Binnacle.Platform.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Signals;

public sealed class MeasureCsvTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("date,value\n2026-03-31,12.5\n2026-04-01,-3\n")]
    [InlineData("2026-03-31,12.5\r\n2026-04-01,-3")]
    [InlineData("\uFEFFDate,Value\n\n \"2026-03-31\",\"12.5\"\n2026-04-01, -3\n\n")]
    [InlineData("date;value\n2026-03-31;12,5\n2026-04-01;-3\n")]
    [InlineData("date\tvalue\n2026-03-31\t12.5\n2026-04-01\t-3\n")]
    public void Forms_that_spreadsheets_write_are_read(string text)
    {
        var read = MeasureCsv.Read(text, Today);
        read.Problems.ShouldBeEmpty();
        read.Rows.Select(row => (row.Measure, row.Date, row.Value))
            .ShouldBe([(null, new DateOnly(2026, 3, 31), 12.5), (null, new DateOnly(2026, 4, 1), -3.0)]);
    }

    [Theory]
    [InlineData("", "Line 1, column 1: expected points as date,value, found nothing.")]
    [InlineData("date,value\n", "Line 1, column 1: expected points as date,value, found nothing.")]
    [InlineData("hello", "Line 1, column 1: expected 2 columns (date,value) or 3 (measure,date,value), found 1.")]
    [InlineData("date,value\n31.3.2026,4", "Line 2, column 1: expected a day as 2026-03-31, found “31.3.2026”.")]
    [InlineData("date,value\n2026-03-31,many", "Line 2, column 2: expected a number as 12.5, found “many”.")]
    [InlineData("date,value\n2026-03-31,", "Line 2, column 2: expected a number as 12.5, found nothing.")]
    [InlineData("date,value\n2026-03-31,NaN", "Line 2, column 2: expected a number as 12.5, found “NaN”.")]
    [InlineData("date,value\n2026-03-31,1e999", "Line 2, column 2: expected a number as 12.5, found “1e999”.")]
    [InlineData(
        "date,value\n2026-12-24,1",
        "Line 2, column 1: expected a day from 1970-01-01 to 2026-11-21, found “2026-12-24”."
    )]
    [InlineData(
        "date,value\n2026-03-31,1\n\n2026-03-31,2",
        "Line 4, column 1: expected each day once, found 2026-03-31 again, as on line 2."
    )]
    [InlineData("date,value\n2026-03-31,1,2", "Line 2, column 3: expected 2 columns, found 3.")]
    [InlineData(
        "measure,date,value\n,2026-03-31,1",
        "Line 2, column 1: expected the name of a measure, found nothing."
    )]
    public void What_cannot_be_read_is_told_with_its_place(string text, string expected)
    {
        var read = MeasureCsv.Read(text, Today);
        read.Problems.Select(problem => problem.InWords).ShouldBe([expected]);
        read.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_of_nonsense_is_told_of_twenty_times_at_most() =>
        MeasureCsv
            .Read("date,value\n" + string.Concat(Enumerable.Repeat("x,y\n", 5000)), Today)
            .Problems.Count.ShouldBeInRange(20, 21);

    [Fact]
    public void What_is_written_is_read_again() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(ushort Day, NormalFloat Value)[]>(),
                points =>
                {
                    var days = points
                        .DistinctBy(point => point.Day % 20_000)
                        .Select(point =>
                            (Date: new DateOnly(1970, 1, 1).AddDays(point.Day % 20_000), Value: point.Value.Get)
                        )
                        .ToList();
                    var text = string.Concat(
                        days.Select(day =>
                            string.Create(CultureInfo.InvariantCulture, $"orders,{day.Date:yyyy-MM-dd},{day.Value:R}\n")
                        )
                    );
                    var read = MeasureCsv.Read(text, Today);
                    return days.Count == 0
                        ? read.Problems.Count == 1
                        : read.Rows.Select(row => (row.Date, row.Value)).SequenceEqual(days);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_read_or_told_of_and_never_throws() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>(),
                text =>
                {
                    var read = MeasureCsv.Read(text ?? "", Today);
                    return read.Rows.Count > 0 != read.Problems.Count > 0;
                }
            )
            .QuickCheckThrowOnFailure();
}
