using System.Text.RegularExpressions;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>Words of our trade, and how words are counted.</summary>
public static partial class Vocabulary
{
    /// <summary>Those that one who ships a product with engineers need not know.</summary>
    public static readonly IReadOnlyList<string> Engineering =
    [
        "adr",
        "api",
        "apis",
        "backend",
        "blob",
        "branch",
        "branches",
        "bugfix",
        "cache",
        "ci",
        "cd",
        "cli",
        "codebase",
        "commit",
        "commits",
        "compiler",
        "container",
        "containers",
        "cron",
        "css",
        "database",
        "databases",
        "daemon",
        "deadlock",
        "docker",
        "dora",
        "endpoint",
        "endpoints",
        "frontend",
        "git",
        "graphql",
        "grpc",
        "hash",
        "hotspot",
        "hotspots",
        "html",
        "http",
        "https",
        "idempotent",
        "index",
        "javascript",
        "json",
        "kafka",
        "kubernetes",
        "latency",
        "linter",
        "log4brains",
        "madr",
        "merge",
        "merged",
        "microservice",
        "microservices",
        "middleware",
        "migration",
        "migrations",
        "monolith",
        "mutex",
        "nginx",
        "npm",
        "nuget",
        "orm",
        "p50",
        "p75",
        "p90",
        "p95",
        "p99",
        "payload",
        "pipeline",
        "pipelines",
        "postgres",
        "postgresql",
        "pr",
        "prs",
        "prometheus",
        "protobuf",
        "queue",
        "redis",
        "refactor",
        "refactored",
        "refactoring",
        "regex",
        "repo",
        "repos",
        "repositories",
        "repository",
        "rest",
        "rpc",
        "runbook",
        "runbooks",
        "sarif",
        "sbom",
        "schema",
        "sdk",
        "sharding",
        "shard",
        "slo",
        "slos",
        "sql",
        "sqlite",
        "ssl",
        "stacktrace",
        "tls",
        "thread",
        "threads",
        "toml",
        "typescript",
        "webhook",
        "webhooks",
        "xml",
        "yaml",
    ];

    /// <summary>Those that one who does not follow delivery day by day need not know.</summary>
    public static readonly IReadOnlyList<string> Delivery =
    [
        "backlog",
        "burndown",
        "burn-rate",
        "canary",
        "changelog",
        "cherry-pick",
        "deploy",
        "deployed",
        "deployment",
        "deployments",
        "flaky",
        "kanban",
        "mttr",
        "percentile",
        "postmortem",
        "postmortems",
        "retro",
        "retros",
        "rollback",
        "scrum",
        "sprint",
        "sprints",
        "standup",
        "story-points",
        "throughput",
        "velocity",
        "wip",
        "wsjf",
        "cd3",
    ];

    public static readonly IReadOnlySet<string> OfEngineers = new HashSet<string>(Engineering, StringComparer.Ordinal);
    public static readonly IReadOnlySet<string> OfDelivery = new HashSet<string>(Delivery, StringComparer.Ordinal);

    /// <summary>What is read of a Markdown text: without addresses of links, marks and headings' signs.</summary>
    public static string Read(string markdown) =>
        Marks().Replace(Escapes().Replace(Target().Replace(markdown, "]"), "$1"), " ");

    /// <summary>Words as a person counts them: what holds a letter or a digit, between spaces.</summary>
    public static int Count(string markdown) =>
        Read(markdown)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.Any(char.IsLetterOrDigit));

    internal static IEnumerable<string> WordsOf(string markdown) =>
        Read(markdown)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '“', '”', '"', '\'', '…'))
            .Where(word => word.Length > 0);

    /// <summary>A file, a path, an id of a check, a number of a change, a name as programs have it: never a word of a language.</summary>
    internal static bool IsIdentifier(string word) => Identifier().IsMatch(word);

    [GeneratedRegex(@"\]\([^)\s]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+\-.:!<>|~&@])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escapes();

    [GeneratedRegex(@"[\[\]`*>]|^\s*#+|^\s*[-+]\s", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(
        """
            ^(?:
                [\w.-]*/[\w.-]+/[\w./-]+        # a path
              | [\w/-]+/[\w-]+\.\w+             # folder/file.ext
              | [A-Za-z]\w+\.[A-Za-z]\w*        # file.ext, check.id, Type.Member
              | \w+_\w+                         # snake_case
              | [a-z]{2,}[A-Z]\w*               # camelCase
              | (?:[A-Z][a-z0-9]+){2,}\(\)      # Call()
              | \#\d+                           # a change or an issue
              | [A-Z][A-Z0-9]+-\d+              # ABC-123
              | v\d+\.\d+\S*                    # a version
              | (?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}  # a commit
            )$
            """,
        RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Identifier();
}
