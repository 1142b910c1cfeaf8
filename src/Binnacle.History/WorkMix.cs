using System.Buffers;
using System.Text.RegularExpressions;

namespace Binnacle.History;

/// <summary>What a change was for. A change is of exactly one kind.</summary>
public enum WorkKind
{
    /// <summary>Nothing in the subject told.</summary>
    Uncategorised,

    /// <summary>Something users could not do before.</summary>
    Feature,

    /// <summary>Something that was wrong; reverts count here.</summary>
    Fix,

    /// <summary>Better code that does the same.</summary>
    Debt,

    /// <summary>Staying up, being seen to be up, being fast enough.</summary>
    Reliability,

    /// <summary>Closing or preventing a hole.</summary>
    Security,

    /// <summary>Dependencies, documents, tests, builds, releases.</summary>
    Upkeep,
}

/// <summary>What told the kind, strongest first.</summary>
public enum DecidedBy
{
    /// <summary>No rule applied.</summary>
    Nothing,

    /// <summary>A type such as <c>feat:</c> in front.</summary>
    ConventionalCommit,

    /// <summary>It undoes an earlier change.</summary>
    Revert,

    /// <summary>Words in the subject.</summary>
    Words,
}

/// <summary>A kind with its evidence.</summary>
/// <param name="Evidence">The part of the subject that decided; empty when nothing did.</param>
public sealed record WorkClassification(WorkKind Kind, DecidedBy By, string Evidence);

/// <summary>
/// Classifies changes by their subject: a conventional-commit type first (conventionalcommits.org), then a revert, then words. Word rules
/// of this sort reach about three quarters on labelled commits (Levin and Yehudai 2017): show the share decided by each means, and the
/// uncategorised share.
/// </summary>
public static partial class WorkMix
{
    /// <summary>In the order they are asked, each with parts of words of which one is in whatever it matches: most subjects hold none.</summary>
    internal static IReadOnlyList<(WorkKind Kind, Regex Words, SearchValues<string> Parts)> Rules { get; } =
    [
        (
            WorkKind.Security,
            Security(),
            Any("cve", "ghsa", "vulnerab", "security", "saniti", "xss", "csrf", "ssrf", "injection", "traversal")
        ),
        (WorkKind.Upkeep, Releases(), Any("bump", "upgrade", "update", "release", ".")),
        (WorkKind.Reliability, Flaky(), Any("flak")),
        (
            WorkKind.Upkeep,
            Wording(),
            Any("typo", "spell", "changelog", "release notes", "readme", "doc", "broken link")
        ),
        (
            WorkKind.Fix,
            Fix(),
            Any(
                "fix",
                "bug",
                "crash",
                "regression",
                "panic",
                "fault",
                "lock",
                "race",
                "leak",
                "-by-",
                "null",
                "npe",
                "around"
            )
        ),
        (
            WorkKind.Debt,
            Debt(),
            Any(
                "refactor",
                "clean",
                "remove",
                "drop",
                "delete",
                "deprecat",
                "simplif",
                "dead code",
                "debt",
                "todo",
                "fixme",
                "duplicat",
                "moderni",
                "structure",
                "organi",
                "consolid",
                "decoupl",
                "tangle"
            )
        ),
        (
            WorkKind.Reliability,
            Reliability(),
            Any(
                "retr",
                "backoff",
                "time",
                "alert",
                "monitor",
                "breaker",
                "failover",
                "graceful",
                "health",
                "liveness",
                "readiness",
                "rate limit",
                "runbook",
                "observab",
                "resilien"
            )
        ),
        (
            WorkKind.Upkeep,
            Upkeep(),
            Any(
                "lint",
                "format",
                "gofmt",
                "whitespace",
                "copyright",
                "licen",
                "maintainer",
                "codeowner",
                "action",
                "ci",
                "makefile",
                "ignore",
                "dependabot",
                "renovate",
                "translation",
                "l10n",
                "test"
            )
        ),
        (
            WorkKind.Feature,
            Feature(),
            Any(
                "add",
                "implement",
                "introduce",
                "allow",
                "support",
                "enable",
                "create",
                "provide",
                "expose",
                "extend",
                "new",
                "teach",
                "initial"
            )
        ),
    ];

    /// <summary>Never fails; a subject may hold anything. Letter case does not matter.</summary>
    public static WorkClassification Classify(string subject)
    {
        if (Conventional().Match(subject) is { Success: true } type && OfType(type) is { } kind)
            return new(kind, DecidedBy.ConventionalCommit, type.Value.TrimEnd(' ', ':'));
        if (Revert().Match(subject) is { Success: true } revert)
            return new(WorkKind.Fix, DecidedBy.Revert, revert.Value);
        foreach (var (ruleKind, words, parts) in Rules)
            if (subject.ContainsAny(parts) && words.Match(subject) is { Success: true } match)
                return new(ruleKind, DecidedBy.Words, match.Groups["w"] is { Success: true } w ? w.Value : match.Value);
        return new(WorkKind.Uncategorised, DecidedBy.Nothing, "");
    }

    private static SearchValues<string> Any(params ReadOnlySpan<string> parts) =>
        SearchValues.Create(parts, StringComparison.OrdinalIgnoreCase);

    private static WorkKind? OfType(Match match)
    {
        if (Dependencies().IsMatch(match.Groups["scope"].Value))
            return WorkKind.Upkeep;
        return match.Groups["type"].Value.ToLowerInvariant() switch
        {
            "feat" or "feature" => WorkKind.Feature,
            "fix" or "bugfix" or "hotfix" or "revert" => WorkKind.Fix,
            "refactor" or "cleanup" => WorkKind.Debt,
            "perf" => WorkKind.Reliability,
            "security" => WorkKind.Security,
            "docs" or "doc" or "style" or "chore" or "build" or "ci" or "deps" or "test" or "tests" or "release" =>
                WorkKind.Upkeep,
            _ => null,
        };
    }

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The verb stands first, or after "area:" and "[tag]".
    private const string Start = @"^(\[[^\]]{1,40}\]\s*|[^\s:]{1,60}(, [^\s:]{1,40})*:\s+)*";

    [GeneratedRegex(@"^(?<type>[a-z]+)(\((?<scope>[^)]*)\))?!?:\s+", Options)]
    private static partial Regex Conventional();

    [GeneratedRegex(@"\b(deps|deps-dev|dependencies|dependency|dev-deps)\b", Options)]
    private static partial Regex Dependencies();

    [GeneratedRegex(@"^(revert\b|back out\b|rollback\b|roll back\b)", Options)]
    private static partial Regex Revert();

    [GeneratedRegex(
        @"\b(CVE-\d{4}-\d+|CVEs?|GHSA-[\w-]+|vulnerab(le|ility|ilities)|security|sanitiz(e|es|ed|ing)|saniti[sz]ation|XSS|CSRF|SSRF|SQL injection|path traversal)\b",
        Options
    )]
    private static partial Regex Security();

    [GeneratedRegex(
        Start
            + @"(?<w>bump(s|ed|ing)?\b|upgrade\b.*\bdependenc(y|ies)\b|(upgrade|update)\b.*\bto v?\d|update\b.*\b(dependenc(y|ies)|module|lock ?file|vendor)\b"
            + @"|(prepare|cut|tag)\b.*\brelease\b|release\b|v?\d+\.\d+(\.\d+)*(-\w[\w.]*)?$)",
        Options
    )]
    private static partial Regex Releases();

    [GeneratedRegex(@"\b(flaky|flakes?|flakiness)\b", Options)]
    private static partial Regex Flaky();

    [GeneratedRegex(
        @"\b(typos?|misspell(ed|ing|ings)?|spelling|changelog|release notes|readme|docs?|documentation|broken links?)\b",
        Options
    )]
    private static partial Regex Wording();

    [GeneratedRegex(
        @"\b(fix(e[sd]|ing|ups?)?|hot-?fix(es)?|bug-?fix(es)?|bugs?|crash(e[sd]|ing)?|regressions?|panics?|segfaults?|deadlocks?|races? conditions?|data races?|memory leaks?|leaks?|off-by-one|null pointer|NPE|work ?around)\b",
        Options
    )]
    private static partial Regex Fix();

    [GeneratedRegex(
        @"\b(refactor(s|ed|ing)?|clean(s|ed|ing)?[ -]?ups?|clean up|(remove|removes|removed|drop|delete)s? (unused|dead|obsolete|old|deprecated|unneeded|unnecessary|redundant|legacy)"
            + @"|deprecat(e|es|ed|ing|ion)|simplif(y|ies|ied|ication)|dead code|technical debt|tech debt|TODOs?|FIXMEs?|de-?duplicat(e|es|ed|ion)|moderni[sz]e|restructure|reorgani[sz]e|consolidate|decouple|untangle)\b",
        Options
    )]
    private static partial Regex Debt();

    [GeneratedRegex(
        @"\b(retry|retries|retrying|backoff|time-?outs?|alerts?|alerting|monitor(s|ing)?|circuit breakers?|failover|graceful(ly)?|health ?checks?|liveness|readiness|rate limit(s|ing)?|runbooks?|observability|resilien(t|ce|cy))\b",
        Options
    )]
    private static partial Regex Reliability();

    [GeneratedRegex(
        @"\b(lint(s|er|ing)?|reformat|gofmt|whitespace|copyright|licen[sc]e|maintainers|CODEOWNERS|github actions?|CI|makefile|gitignore|dependabot|renovate|translations?|l10n)\b|"
            + Start
            + @"(?<w>(add|improve|extend|update|more|adjust)\b.*\btests?\b)",
        Options
    )]
    private static partial Regex Upkeep();

    [GeneratedRegex(
        Start
            + @"(?<w>(add|implement|introduce|allow|support|enable|create|provide|expose|extend)(s|e?d|ing)?\b|new\b|teach(es)?\b|initial (support|implementation|version)\b)|\b(?<w>(add|adds|added) support|first implementation)\b",
        Options
    )]
    private static partial Regex Feature();
}
