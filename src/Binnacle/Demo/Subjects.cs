using System.Globalization;
using Binnacle.History;

namespace Binnacle.Demo;

/// <summary>Subjects of commits from a small grammar: what people write, in the way that each repository writes it.</summary>
internal static class Subjects
{
    /// <summary>When something breaks, and for whom something is made: other words where other work is done.</summary>
    private static readonly Dictionary<string, (string[] Conditions, string[] Markets, string[] Packages)> Talk = new(
        StringComparer.Ordinal
    )
    {
        [".kt"] = (
            ["after a retry", "at midnight UTC", "when two requests meet", "after a failover", "for orders in JPY"],
            ["for Sweden", "for the Netherlands", "for business accounts", "for new merchants", "for partners"],
            ["jackson-databind", "kotlinx-coroutines", "ktor-server", "flyway-core"]
        ),
        [".ts"] = (
            [
                "after a retry",
                "on an empty page",
                "on slow networks",
                "for guests",
                "after a deploy",
                "in old browsers",
            ],
            ["for guests", "for business accounts", "behind a flag", "for Poland", "for the pilot group"],
            ["typescript", "vite", "zod", "playwright", "eslint"]
        ),
        [".go"] = (
            ["on empty pages", "after a reindex", "for German", "on slow shards", "after a deploy"],
            ["for Swedish", "by brand", "by market", "behind a flag", "for long queries"],
            ["grpc-go", "zap", "opensearch-go", "protobuf"]
        ),
        [".py"] = (
            [
                "when the clock changes",
                "after a backfill",
                "on empty days",
                "for orders in JPY",
                "when files come late",
            ],
            ["by market", "by day", "for returns", "for the board", "by category"],
            ["numpy", "pandas", "pydantic", "sqlalchemy"]
        ),
        [".cs"] = (
            ["after a restart", "when two sessions meet", "on new devices", "after a merge of accounts"],
            ["for partners", "for business accounts", "on new devices", "in the console", "behind a flag"],
            ["npgsql", "opentelemetry", "fido2-net-lib"]
        ),
        [".tf"] = (
            ["after a failover", "when a node drains", "on the second apply", "for previews", "after an upgrade"],
            ["in Frankfurt", "by team", "for previews", "by service", "for the new cluster"],
            ["provider-aws", "provider-helm", "cert-manager"]
        ),
        [".swift"] = (
            ["after rotation", "on slow networks", "on old phones", "when offline"],
            ["for guests", "for business accounts", "on tablets", "for the pilot group"],
            ["alamofire", "okhttp"]
        ),
    };

    private static readonly Dictionary<WorkKind, (string Type, string[] Forms)> Conventional = new()
    {
        [WorkKind.Feature] = (
            "feat",
            [
                "show {0} {m}",
                "accept {0} {m}",
                "return {0} in the response",
                "let support filter {0}",
                "keep {0} {m}",
                "list {0} {m}",
            ]
        ),
        [WorkKind.Fix] = (
            "fix",
            [
                "wrong {0} {c}",
                "{0} lost {c}",
                "do not send {0} twice",
                "stale {0} {c}",
                "missing {0} {c}",
                "order of {0} {c}",
            ]
        ),
        [WorkKind.Debt] = (
            "refactor",
            [
                "split {0} into reading and writing",
                "one path for {0}",
                "move {0} out of the controller",
                "drop the old {0}",
                "name {0} as the business does",
            ]
        ),
        [WorkKind.Reliability] = (
            "perf",
            ["batch reads of {0}", "cache {0} for a minute", "avoid a second query for {0}", "stream {0}"]
        ),
        [WorkKind.Security] = ("security", ["check permissions on {0}", "mask {0} in logs", "limit who sees {0}"]),
        [WorkKind.Upkeep] = ("chore", ["fixtures for {0}", "tidy imports around {0}", "sample data for {0}"]),
    };

    private static readonly string[] UpkeepTypes = ["test", "docs", "chore", "test", "ci", "build"];

    private static readonly Dictionary<WorkKind, string[]> Free = new()
    {
        [WorkKind.Feature] =
        [
            "Add {0} {m}",
            "Support {0} {m}",
            "Allow {0} {m}",
            "Implement {0}",
            "Expose {0} to partners",
        ],
        [WorkKind.Fix] =
        [
            "Fix {0} {c}",
            "Fix wrong {0} {c}",
            "{0}: fix the count {c}",
            "Bug: {0} {c}",
            "Hotfix for {0}",
        ],
        [WorkKind.Debt] =
        [
            "Simplify {0}",
            "Remove unused {0}",
            "Refactor {0}",
            "Clean up {0}",
            "Consolidate {0}",
            "Untangle {0}",
        ],
        [WorkKind.Reliability] =
        [
            "Retry {0} with backoff",
            "Timeouts around {0}",
            "Alert when {0} stall",
            "Health checks for {0}",
            "Rate limit {0}",
        ],
        [WorkKind.Security] = ["Sanitize {0}", "Security: narrow access to {0}"],
        [WorkKind.Upkeep] = ["Update tests of {0}", "Docs for {0}", "Lint {0}", "Typo in {0}", "More tests for {0}"],
        [WorkKind.Uncategorised] =
        [
            "{0} as agreed with operations",
            "{0}, second half",
            "Use the measured values for {0}",
            "Tune {0}",
        ],
    };

    private static readonly string[] Terse =
    [
        "{0}",
        "{0} on small screens",
        "{0}, second try",
        "More {0}",
        "WIP {0}",
        "{0} as agreed with design",
        "{0} behind the flag",
        "Use the new {0}",
        "{0} after feedback",
        "Polish {0}",
    ];

    public static string Write(RepositoryPlan repository, AreaPlan area, WorkKind kind, Draw draw)
    {
        var (thing, style) = (draw.Of(area.Things), repository.Style);
        if (style is SubjectStyle.Conventional && Conventional.TryGetValue(kind, out var said))
        {
            var type = kind is WorkKind.Upkeep ? draw.Of(UpkeepTypes) : said.Type;
            return $"{type}({area.Short.ToLowerInvariant()}): {Fill(draw.Of(said.Forms), thing, repository, draw)}";
        }
        var forms = style is SubjectStyle.Terse && draw.In(0.68) ? Terse : Free[kind];
        return Sentence(Fill(draw.Of(forms), thing, repository, draw));
    }

    public static string Bump(RepositoryPlan repository, Draw draw)
    {
        var (major, minor, patch) = (draw.Between(1, 9), draw.Below(20), draw.Below(9));
        var change =
            $"bump {draw.Of(Talk[repository.Extension].Packages)} from {major}.{minor}.{patch} to {major}.{minor}.{patch + 1 + draw.Below(3)}";
        return repository.Style is SubjectStyle.Conventional ? $"build(deps): {change}" : Sentence(change);
    }

    public static string Release(SubjectStyle style, string tag) =>
        style is SubjectStyle.Conventional ? $"chore(release): {tag}" : $"Release {tag}";

    public static string Sentence(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];

    private static string Fill(string form, string thing, RepositoryPlan repository, Draw draw) =>
        form.Replace("{0}", thing, StringComparison.Ordinal)
            .Replace("{m}", draw.Of(Talk[repository.Extension].Markets), StringComparison.Ordinal)
            .Replace("{c}", draw.Of(Talk[repository.Extension].Conditions), StringComparison.Ordinal);
}
