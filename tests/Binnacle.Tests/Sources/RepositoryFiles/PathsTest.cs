using Binnacle.Platform.Documents;
using Files = Binnacle.Sources.RepositoryFiles.RepositoryFiles;

namespace Binnacle.Tests.Sources.RepositoryFiles;

public sealed class PathsTest
{
    [Theory]
    [InlineData("SECURITY.md", DocumentKind.SecurityPolicy)]
    [InlineData(".github/SECURITY.md", DocumentKind.SecurityPolicy)]
    [InlineData("docs/dev/contributing.rst", DocumentKind.Contributing)]
    [InlineData("HACKING", DocumentKind.Onboarding)]
    [InlineData("docs/onboarding/first-week.md", DocumentKind.Onboarding)]
    [InlineData("docs/developers/getting-started.md", DocumentKind.Onboarding)]
    [InlineData("docs/roadmap.md", DocumentKind.Vision)]
    [InlineData("docs/vision/2026.md", DocumentKind.Vision)]
    [InlineData("docs/working-agreement.md", DocumentKind.WorkingAgreement)]
    [InlineData("docs/career-ladder.md", DocumentKind.Ladder)]
    [InlineData("CHANGELOG.md", DocumentKind.Changelog)]
    [InlineData("charts/ledger/CHANGELOG.md", DocumentKind.Changelog)]
    [InlineData("README.rst", DocumentKind.Readme)]
    [InlineData("docs/CODEOWNERS", DocumentKind.Ownership)]
    [InlineData(".github/workflows/ci.yml", DocumentKind.Pipeline)]
    [InlineData("ci/Jenkinsfile", DocumentKind.Pipeline)]
    [InlineData(".azure-pipelines/build.yml", DocumentKind.Pipeline)]
    [InlineData(".github/dependabot.yml", DocumentKind.DependencyUpdates)]
    [InlineData(".editorconfig", DocumentKind.Convention)]
    [InlineData(".pre-commit-config.yaml", DocumentKind.Convention)]
    [InlineData("Makefile", DocumentKind.Convention)]
    [InlineData("justfile", DocumentKind.Convention)]
    [InlineData("Dockerfile", DocumentKind.Convention)]
    [InlineData(".github/renovate.json5", DocumentKind.DependencyUpdates)]
    [InlineData(".devcontainer/devcontainer.json", DocumentKind.Environment)]
    [InlineData(".devcontainer/go/devcontainer.json", DocumentKind.Environment)]
    [InlineData("docker-compose.dev.yml", DocumentKind.Environment)]
    [InlineData("dev/compose.yaml", DocumentKind.Environment)]
    [InlineData(".tool-versions", DocumentKind.Environment)]
    [InlineData("services/billing/catalog-info.yaml", DocumentKind.Catalogue)]
    [InlineData("docs/adr/0001-use-postgres.md", DocumentKind.Decision)]
    [InlineData("src/cache/keep-it-small.adr.md", DocumentKind.Decision)]
    [InlineData("runbooks/disk-full.md", DocumentKind.Runbook)]
    [InlineData("docs/queue-runbook.md", DocumentKind.Runbook)]
    public void A_path_decides(string path, DocumentKind kind)
    {
        Files.KindByPath(path).ShouldBe(kind);
        Files.IsCandidate(path).ShouldBeTrue();
    }

    [Theory]
    [InlineData("docs/decisions/use-postgres.md")]
    [InlineData("docs/adr/notes.md")]
    [InlineData("incidents/2025-02-01-outage.md")]
    [InlineData("monitoring/alerts.yml")]
    [InlineData("api/openapi.json")]
    [InlineData("proto/billing.proto")]
    public void Content_decides(string path)
    {
        Files.KindByPath(path).ShouldBeNull();
        Files.IsCandidate(path).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("src/main.go")]
    [InlineData("src/security/SECURITY.md")]
    [InlineData("vendor/x/SECURITY.md")]
    [InlineData("testdata/.github/workflows/ci.yml")]
    [InlineData("examples/docker-compose.yml")]
    [InlineData("node_modules/x/catalog-info.yaml")]
    [InlineData("docs/adr/README.md")]
    [InlineData("docs/adr/index.md")]
    [InlineData("docs/adr/0000-template.md")]
    [InlineData("docs/adr/templates/madr.md")]
    [InlineData("docs/decisions/adr-template-minimal.md")]
    [InlineData("runbooks/_index.md")]
    [InlineData("runbooks/template.md")]
    [InlineData("postmortems/postmortem-template.md")]
    [InlineData("charts/app/templates/alerts.yaml")]
    [InlineData("package.json")]
    [InlineData("pnpm-lock.yaml")]
    [InlineData("docs/algorithms/montgomery-ladder.md")]
    public void Nothing_of_ours(string path)
    {
        Files.KindByPath(path).ShouldBeNull();
        Files.IsCandidate(path).ShouldBeFalse();
        Reading.Of(path, "# Title\n\nStatus: Accepted\n").ShouldBeNull();
    }

    [Fact]
    public void A_record_about_templates_is_a_record() =>
        Files.KindByPath("docs/adr/0012-use-a-template-engine.md").ShouldBe(DocumentKind.Decision);
}
