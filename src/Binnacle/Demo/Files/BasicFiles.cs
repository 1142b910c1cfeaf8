namespace Binnacle.Demo.Files;

/// <summary>What most repositories hold: readme, guide, owners, security policy, CI, environment, updates, contracts.</summary>
internal static class BasicFiles
{
    private const string Policy = """
        # Security policy

        Write to security@northwind.example, in any language. We answer within two working days and tell you what we do.
        Please give us 30 days before you write about it in public. We thank everybody who reports in good faith.
        """;

    private const string Guide = """
        # Contributing

        1. Open the folder in the development container.
        2. Run the tests once before you change anything.
        3. Ask for a review from a second person of the owning team; small changes get one the same day.
        4. Say in the description what a customer notices.
        """;

    private const string Tasks = "build:\n\tbin/build\n\ntest: build\n\tbin/test\n";

    private const string Hooks =
        "repos:\n  - repo: https://git.northwind.example/northwind/hooks\n    rev: v3\n    hooks:\n      - id: format\n      - id: secrets\n";

    private const string Container = """{ "name": "Northwind development", "image": "northwind/devcontainer:12" }""";

    public static IEnumerable<FilePlan> All() => [.. Repositories.All.SelectMany(Of), .. Contracts()];

    private static IEnumerable<FilePlan> Of(RepositoryPlan repository)
    {
        var slug = repository.Slug;
        yield return new(
            slug,
            "README.md",
            Calendar.Days - 1,
            "Describe what this is",
            $"# {slug}\n\nOwned by engineering at Northwind.\n"
        );
        yield return new(slug, "CONTRIBUTING.md", Calendar.Days - 1, "Write down how to contribute", Guide);
        if (GuideChanged(slug) is { } changed)
            yield return new(
                slug,
                "CONTRIBUTING.md",
                changed,
                "Say how to start with the container",
                Guide + "\nNew here? Take an issue marked first.\n"
            );
        yield return new(
            slug,
            ".github/CODEOWNERS",
            Calendar.Days - 2,
            "Name the owners",
            Owners(repository, isNew: false)
        );
        if (slug is "commerce")
            yield return new(
                slug,
                ".github/CODEOWNERS",
                470,
                "Give the payment widget to Payments",
                Owners(repository, isNew: true)
            );
        if (SecurityPolicyAdded(slug) is { } policy)
            yield return new(slug, "SECURITY.md", policy, "Say where to report security issues", Policy);
        yield return new(
            slug,
            ".github/workflows/ci.yml",
            Calendar.Days - 2,
            "Build and test every change",
            Workflow(repository, scanner: null)
        );
        if (Scanner(slug) is { } scanner)
            yield return new(
                slug,
                ".github/workflows/ci.yml",
                scanner.Ago,
                $"Run {scanner.Tool} on every change",
                Workflow(repository, scanner.Tool)
            );
        if (ContainerAdded(slug) is { } container)
            yield return new(slug, ".devcontainer/devcontainer.json", container, "Develop in a container", Container);
        if (UpdatesAdded(slug) is { } updates)
            yield return Updates(repository, updates);
        if (TasksAdded(slug) is { } tasks)
            yield return new(slug, "Makefile", tasks, "One way to build and test", Tasks);
        if (HooksAdded(slug) is { } hooks)
            yield return new(slug, ".pre-commit-config.yaml", hooks, "Format before the commit", Hooks);
    }

    private static int? GuideChanged(string slug) =>
        slug switch
        {
            "payments-core" => 198,
            "commerce" => 111,
            "search-engine" => 302,
            "identity" => 325,
            "platform-infra" => 96,
            "data-pipeline" => 71,
            "handbook" => 240,
            _ => null,
        };

    private static int? SecurityPolicyAdded(string slug) =>
        slug switch
        {
            "mobile-app" or "mobile-bff" => null,
            "data-pipeline" => 286,
            "ranking" => 344,
            "handbook" => 610,
            _ => 780,
        };

    private static (int Ago, string Tool)? Scanner(string slug) =>
        slug switch
        {
            "payments-core" => (655, "semgrep"),
            "identity" => (655, "semgrep"),
            "commerce" => (501, "codeql-action/analyze"),
            "platform-infra" => (367, "checkov"),
            "search-engine" => (5, "govulncheck"),
            _ => null,
        };

    private static int? ContainerAdded(string slug) =>
        slug switch
        {
            "payments-core" => 540,
            "commerce" => 505,
            "identity" => 433,
            "search-engine" => 390,
            "platform-infra" => 220,
            "data-pipeline" => 68,
            "mobile-bff" => 305,
            _ => null,
        };

    /// <summary>Platform wrote the first in a week of learning; the others took it over.</summary>
    private static int? HooksAdded(string slug) =>
        slug switch
        {
            "platform-infra" => 288,
            "identity" => 271,
            "payments-core" => 143,
            "commerce" => 97,
            "mobile-bff" => 44,
            "search-engine" => 26,
            _ => null,
        };

    private static int? TasksAdded(string slug) =>
        slug switch
        {
            "platform-infra" or "search-engine" or "data-pipeline" => 760,
            "payments-core" => 412,
            _ => null,
        };

    private static int? UpdatesAdded(string slug) =>
        slug switch
        {
            "mobile-app" or "mobile-bff" or "handbook" => null,
            "data-pipeline" => 174,
            "ranking" => 390,
            _ => 770,
        };

    private static FilePlan Updates(RepositoryPlan repository, int ago) =>
        repository.Bot is "renovate[bot]"
            ? new(
                repository.Slug,
                "renovate.json",
                ago,
                "Let Renovate propose updates",
                """{ "extends": ["config:recommended"], "enabledManagers": ["gomod", "pip_requirements", "terraform"] }"""
            )
            : new(
                repository.Slug,
                ".github/dependabot.yml",
                ago,
                "Let Dependabot propose updates",
                "version: 2\nupdates:\n  - package-ecosystem: gradle\n    directory: /\n    schedule: { interval: weekly }\n  - package-ecosystem: github-actions\n    directory: /\n    schedule: { interval: weekly }\n"
            );

    private static string Owners(RepositoryPlan repository, bool isNew)
    {
        if (repository.Slug is "handbook")
            return "* @northwind/leads\n"
                + string.Concat(
                    Northwind.Teams.Select(team =>
                        $"/teams/{team.Slug}/ @{team.Handle}\n/teams/vision/{team.Slug}.md @{team.Handle}\n"
                    )
                );
        var lines = $"* @northwind/{repository.Team}\n";
        return isNew ? lines + "/services/payment-widget/ @northwind/payments\n" : lines;
    }

    private static string Workflow(RepositoryPlan repository, string? scanner) =>
        $"""
            name: {repository.Slug}
            on: [push, pull_request]
            jobs:
              test:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v4
                  - run: make test
            {(
                scanner is null ? ""
                : scanner.Contains('/', StringComparison.Ordinal) ? $"      - uses: github/{scanner}@v3"
                : $"      - run: {scanner} scan"
            )}
            """;

    private static IEnumerable<FilePlan> Contracts()
    {
        yield return OpenApi("payments-core", "api/openapi.yaml", 840, "Payments API", "3.2.0");
        yield return OpenApi("payments-core", "api/openapi.yaml", 410, "Payments API", "3.5.0");
        yield return OpenApi("payments-core", "api/openapi.yaml", 83, "Payments API", "3.7.0");
        yield return OpenApi("commerce", "services/checkout/openapi.yaml", 520, "Checkout", "1.4.0");
        yield return OpenApi("commerce", "services/cart/openapi.yaml", 515, "Cart", "1.1.0");
        yield return OpenApi("search-engine", "query/openapi.yaml", 700, "Search API", "2.0.0");
        yield return OpenApi("identity", "openapi.yaml", 690, "Identity", "1.9.0");
        yield return new(
            "platform-infra",
            "gateway/routes.proto",
            600,
            "Contract of the gateway's control interface",
            "syntax = \"proto3\";\npackage northwind.gateway.v1;\nservice Routes { rpc Put (Route) returns (Route); }\nmessage Route { string host = 1; }\n"
        );
        yield return OpenApi("mobile-bff", "openapi.yaml", 130, "Mobile backend", "0.9.0");
    }

    private static FilePlan OpenApi(string repository, string path, int ago, string title, string version) =>
        new(
            repository,
            path,
            ago,
            $"Contract of {title} {version}",
            $"openapi: 3.1.0\ninfo:\n  title: {title}\n  version: {version}\npaths:\n  /v1/status:\n    get:\n      responses:\n        '200': {{ description: ok }}\n"
        );
}
