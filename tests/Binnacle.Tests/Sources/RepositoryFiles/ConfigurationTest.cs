using Binnacle.Platform.Documents;

namespace Binnacle.Tests.Sources.RepositoryFiles;

public sealed class ConfigurationTest
{
    [Theory]
    [InlineData("name: CI\non: push\njobs:\n  build:\n    steps:\n      - run: make test\n", true, false, "")]
    [InlineData("\"name\": \"CI\"\n\"jobs\":\n  \"test\":\n    \"steps\": []\n", true, false, "")]
    [InlineData(
        "name: CI\njobs:\n  a:\n    steps:\n      # - run: go test ./...\n      - run: go vet ./...\n",
        false,
        false,
        ""
    )]
    [InlineData(
        "name: CI\njobs:\n  deploy:\n    environment: production\n    steps:\n      - run: kubectl apply -f k8s\n",
        false,
        true,
        ""
    )]
    [InlineData(
        "name: CI\njobs:\n  a:\n    permissions:\n      deployments: read\n    steps:\n      - run: echo latest\n",
        false,
        false,
        ""
    )]
    [InlineData(
        "name: CI\njobs:\n  a:\n    steps:\n      - uses: github/codeql-action/upload-sarif@v3\n      - uses: aquasecurity/trivy-action@0.1\n      - run: npm audit\n",
        false,
        false,
        "Trivy,npm audit"
    )]
    [InlineData(
        "name: CI\njobs:\n  a:\n    steps:\n      - uses: github/codeql-action/init@v3\n",
        false,
        false,
        "CodeQL"
    )]
    public void Reads_a_workflow(string content, bool tests, bool deploys, string tools)
    {
        var (facts, problems) = Reading.Facts<PipelineFacts>(".github/workflows/ci.yml", content);
        problems.ShouldBeEmpty();
        (facts.Title, facts.System, facts.RunsTests, facts.Deploys).ShouldBe(("CI", "GitHub Actions", tests, deploys));
        string.Join(',', facts.SecurityTools).ShouldBe(tools);
    }

    [Theory]
    [InlineData(".gitlab-ci.yml", "unit-test:\n  script:\n    - pytest -q\n", "GitLab CI")]
    [InlineData("Jenkinsfile", "pipeline { stages { stage('Test') { steps { sh 'mvn verify' } } } }", "Jenkins")]
    [InlineData("azure-pipelines.yml", "name: $(Date)\nsteps:\n  - script: dotnet test\n", "Azure Pipelines")]
    [InlineData(".circleci/config.yml", "version: 2.1\njobs:\n  test:\n    docker: []\n", "CircleCI")]
    [InlineData(
        "ci/tekton.yaml",
        "apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata:\n  name: x\nspec:\n  tasks:\n    - name: test\n",
        "Tekton"
    )]
    public void Reads_other_pipelines(string path, string content, string system)
    {
        var (facts, problems) = Reading.Facts<PipelineFacts>(path, content);
        problems.ShouldBeEmpty();
        (facts.System, facts.RunsTests).ShouldBe((system, true));
    }

    [Theory]
    [InlineData(".github/workflows/ci.yml", "name: CI\njobs:\n  a: [\n", 4)]
    [InlineData(".github/workflows/ci.yml", "name: CI\non: push\n", 1)]
    [InlineData(".github/workflows/ci.yml", "name: CI\nname: CI\njobs:\n  a: {}\n", 2)]
    [InlineData(".github/dependabot.yml", "version: 2\nupdates:\n  - directory: /\n", 3)]
    [InlineData(".devcontainer/devcontainer.json", "{\n  \"name\": \"x\",\n  oops\n}", 3)]
    [InlineData("catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nspec:\n  owner: a\n", 1)]
    [InlineData(
        "slo/x.yaml",
        "apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: x\nspec:\n  objectives:\n    - target: 99.9\n",
        7
    )]
    [InlineData("slo/x.yaml", "version: prometheus/v1\nservice: x\nslos:\n  - name: a\n    objective: high\n", 5)]
    [InlineData("alerts.yml", "groups:\n  - name: a\n    rules:\n      - alert: X\n", 4)]
    [InlineData("openapi.yaml", "openapi: 3.1.0\ninfo:\n  title: A\n  version: '1'\npaths:\n\t/a: {}\n", 6)]
    public void What_is_malformed_is_said_with_its_line(string path, string content, int line) =>
        Reading.Of(path, content).ShouldNotBeNull().Problems.Select(p => p.Line).ShouldContain(line);

    [Theory]
    [InlineData("config/broken.yaml", "a: [\n")]
    [InlineData("config/app.yaml", "alert: true\nrules: []\n")]
    [InlineData("rules/recording.yml", "groups:\n  - name: a\n    rules:\n      - record: x\n        expr: alert:y\n")]
    [InlineData(
        "chart/alerts.yaml",
        "{{- if .Values.on }}\ngroups:\n  - name: a\n    rules:\n      - alert: X\n{{- end }}\n"
    )]
    [InlineData("slo/service.yaml", "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: a\n")]
    [InlineData("software/x.yaml", "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\n")]
    [InlineData("docs/settings.yaml", "swagger: 2\nother: yes\n")]
    public void Other_yaml_is_nobodys_business(string path, string content) => Reading.Of(path, content).ShouldBeNull();

    [Theory]
    [InlineData(".devcontainer/devcontainer.json", "// ours\n{ \"name\": \"Harbour\", }", "devcontainer", "Harbour")]
    [InlineData("flake.nix", "{ }", "nix", "flake.nix")]
    [InlineData("compose.yaml", "services: {}\n", "compose", "compose.yaml")]
    [InlineData(".nvmrc", "22\n", "toolchain", ".nvmrc")]
    public void Reads_an_environment(string path, string content, string style, string title)
    {
        var (facts, problems) = Reading.Facts<EnvironmentFacts>(path, content);
        problems.ShouldBeEmpty();
        (facts.Style, facts.Title).ShouldBe((style, title));
    }

    [Fact]
    public void Reads_dependency_updates()
    {
        var (dependabot, _) = Reading.Facts<DependencyUpdateFacts>(
            ".github/dependabot.yml",
            "version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n  - package-ecosystem: gomod\n    directory: /\n"
        );
        dependabot.Ecosystems.ShouldBe(["npm", "gomod"]);
        var (renovate, problems) = Reading.Facts<DependencyUpdateFacts>(
            "renovate.json5",
            "{ // ours\n enabledManagers: ['npm', 'nuget'],\n}"
        );
        problems.ShouldBeEmpty();
        (renovate.Tool, string.Join(',', renovate.Ecosystems)).ShouldBe(("Renovate", "npm,nuget"));
    }

    [Theory]
    [InlineData(
        "api/x.yaml",
        "openapi: 3.0.3\ninfo:\n  title: Orders\n  version: 1.2.0\npaths: {}\n",
        "openapi",
        "Orders",
        "1.2.0"
    )]
    [InlineData(
        "api/x.json",
        "{ \"swagger\": \"2.0\", \"info\": { \"title\": \"Orders\", \"version\": \"1\" } }",
        "openapi",
        "Orders",
        "1"
    )]
    [InlineData("events.yml", "asyncapi: 3.0.0\ninfo:\n  title: Events\n  version: '2'\n", "asyncapi", "Events", "2")]
    [InlineData(
        "proto/x.proto",
        "syntax = \"proto3\"; // service Old {}\npackage shop.orders.v2;\nservice Orders {\n}\n",
        "protobuf",
        "Orders",
        "v2"
    )]
    [InlineData("schema.graphql", "type Query {\n  a: Int\n}\n", "graphql", "schema.graphql", null)]
    public void Reads_a_contract(string path, string content, string style, string title, string? version)
    {
        var (facts, problems) = Reading.Facts<ContractFacts>(path, content);
        problems.ShouldBeEmpty();
        (facts.Style, facts.Title, facts.Version).ShouldBe((style, title, version));
    }

    [Fact]
    public void Reads_service_levels_as_shares()
    {
        var (open, _) = Reading.Facts<ServiceLevelFacts>(
            "slo/a.yaml",
            "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: shop\n---\napiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: search\nspec:\n  service: shop\n  timeWindow:\n    - duration: 28d\n  objectives:\n    - displayName: good\n      target: 0.99\n    - targetPercent: 99.9\n"
        );
        open.Objectives.ShouldBe([
            new("search: good", "shop", 0.99, "28d", 15),
            new("search: 2", "shop", 0.999, "28d", 17),
        ]);
        var (sloth, _) = Reading.Facts<ServiceLevelFacts>(
            "slo/b.yaml",
            "version: \"prometheus/v1\"\nservice: \"shop\"\nslos:\n  - name: availability\n    objective: 99.9\n    sli:\n      events:\n        error_query: rate(x[{{.window}}])\n"
        );
        sloth.Objectives.ShouldBe([new("availability", "shop", 0.999, null, 4)]);
        var (pyrra, _) = Reading.Facts<ServiceLevelFacts>(
            "slo/c.yaml",
            "apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata:\n  name: errors\n  labels:\n    pyrra.dev/service: shop\nspec:\n  target: \"99.5\"\n  window: 4w\n"
        );
        pyrra.Objectives.ShouldBe([new("errors", "shop", 0.995, "4w", 1)]);
    }

    [Theory]
    [InlineData(
        "groups:\n- name: disk\n  rules:\n  - record: a\n    expr: b\n  - alert: DiskFull\n    expr: x > 1\n    labels: { severity: page }\n    annotations:\n      runbook_url: https://example.org/disk\n      summary: '{{ $labels.x }}'\n",
        6
    )]
    [InlineData(
        "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n  - name: disk\n    rules:\n    - alert: DiskFull\n      expr: x > 1\n      labels: { severity: page }\n      annotations: { runbook: https://example.org/disk }\n",
        7
    )]
    public void Reads_alert_rules(string content, int line)
    {
        var (facts, problems) = Reading.Facts<AlertRuleFacts>("monitoring/disk.yaml", content);
        problems.ShouldBeEmpty();
        facts.Rules.ShouldBe([new("DiskFull", "disk", "https://example.org/disk", "page", line)]);
    }

    [Fact]
    public void Reads_a_catalogue()
    {
        var (facts, problems) = Reading.Facts<CatalogueFacts>(
            "org/all.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\nspec:\n  type: service\n  owner: group:crew\n  lifecycle: production\n  system: sales\n---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: crew\n  title: The crew\n"
        );
        problems.ShouldBeEmpty();
        facts.Entities.ShouldBe([
            new("component", "shop", null, "service", "group:crew", "production", "sales", 1),
            new("group", "crew", "The crew", null, null, null, null, 11),
        ]);
    }
}
