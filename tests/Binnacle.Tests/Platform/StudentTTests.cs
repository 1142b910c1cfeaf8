using Binnacle.Platform;

namespace Binnacle.Tests.Platform;

/// <summary>Against the tables in NIST's handbook of statistical methods, 1.3.6.7.2.</summary>
public sealed class StudentTTests
{
    [Theory]
    [InlineData(1, 0.975, 12.7062047)]
    [InlineData(2, 0.975, 4.3026527)]
    [InlineData(5, 0.975, 2.5705818)]
    [InlineData(10, 0.975, 2.2281389)]
    [InlineData(30, 0.975, 2.0422725)]
    [InlineData(1000, 0.975, 1.9623391)]
    [InlineData(10, 0.8, 0.8790578)]
    [InlineData(10, 0.025, -2.2281389)]
    [InlineData(3, 0.5, 0)]
    public void Quantiles_are_those_of_the_tables(double freedom, double share, double expected) =>
        StudentT.Quantile(share, freedom).ShouldBe(expected, 1e-6);

    [Theory]
    [InlineData(1)]
    [InlineData(7.5)]
    [InlineData(240)]
    public void A_quantile_is_where_that_share_lies_below(double freedom)
    {
        foreach (var share in (double[])[0.01, 0.1, 0.4, 0.6, 0.95, 0.999])
            StudentT.Below(StudentT.Quantile(share, freedom), freedom).ShouldBe(share, 1e-9);
    }
}
