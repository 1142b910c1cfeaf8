using Binnacle.Platform.Facts;

namespace Binnacle.Tests.Platform.Facts;

public sealed class EnvironmentsTests
{
    [Theory]
    [InlineData("prod")]
    [InlineData("Production")]
    [InlineData("PRD")]
    [InlineData("live")]
    [InlineData("eu/production")]
    [InlineData("production-eu")]
    [InlineData("k8s_prod.eu")]
    [InlineData("Production (EU)")]
    public void Production_is_known_by_its_name(string name) => Environments.IsProduction(name).ShouldBe(true);

    [Theory]
    [InlineData("preprod")]
    [InlineData("pre-prod")]
    [InlineData("non-production")]
    [InlineData("nonprod")]
    [InlineData("staging")]
    [InlineData("staging-live")]
    [InlineData("product-demo")]
    [InlineData("prod/uat")]
    [InlineData("review/feature-12")]
    public void What_comes_before_production_is_not_it(string name) => Environments.IsProduction(name).ShouldBe(false);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("—")]
    [InlineData("delivery")]
    [InlineData("eu-west-1")]
    public void Other_names_say_nothing(string? name) => Environments.IsProduction(name).ShouldBeNull();
}
