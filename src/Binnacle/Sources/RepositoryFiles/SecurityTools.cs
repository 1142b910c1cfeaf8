using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Scanners that a pipeline calls, known by the names of their commands and actions.</summary>
internal static class SecurityTools
{
    private static readonly (string Name, string[] Marks)[] Known =
    [
        // Uploading results goes through the same action and scans nothing.
        (
            "CodeQL",
            ["codeql-action/init", "codeql-action/analyze", "codeql database", "codeql-analysis", "codeql analyze"]
        ),
        ("Trivy", ["trivy"]),
        ("Semgrep", ["semgrep"]),
        ("Snyk", ["snyk"]),
        ("gosec", ["gosec"]),
        ("Bandit", ["bandit"]),
        ("govulncheck", ["govulncheck"]),
        ("OSV-Scanner", ["osv-scanner"]),
        ("Scorecard", ["ossf/scorecard", "scorecard-action"]),
        ("Grype", ["grype", "anchore/scan-action"]),
        ("Dependency Review", ["dependency-review"]),
        ("zizmor", ["zizmor"]),
        ("gitleaks", ["gitleaks"]),
        ("TruffleHog", ["trufflehog"]),
        ("cargo-audit", ["cargo audit", "cargo-audit", "rustsec/audit-check"]),
        ("cargo-deny", ["cargo deny", "cargo-deny"]),
        ("npm audit", ["npm audit", "pnpm audit", "yarn audit", "yarn npm audit"]),
        ("pip-audit", ["pip-audit"]),
        ("Safety", ["safety check", "safety scan"]),
        ("Checkov", ["checkov"]),
        ("tfsec", ["tfsec"]),
        ("KICS", ["checkmarx/kics"]),
        ("SonarQube", ["sonarqube", "sonarcloud", "sonar-scanner", "sonarsource"]),
        ("Coverity", ["coverity"]),
        ("OWASP Dependency-Check", ["dependency-check"]),
        ("ZAP", ["zaproxy", "zap-baseline", "zap-full-scan"]),
        ("FOSSA", ["fossa"]),
        ("Brakeman", ["brakeman"]),
        ("bundler-audit", ["bundler-audit", "bundle audit"]),
        ("Clair", ["clair-scanner"]),
        ("Mend", ["whitesource", "mend-for-github"]),
        ("Veracode", ["veracode"]),
        ("GitLab SAST", ["sast.gitlab-ci.yml"]),
        ("GitLab Dependency Scanning", ["dependency-scanning.gitlab-ci.yml"]),
        ("GitLab Secret Detection", ["secret-detection.gitlab-ci.yml"]),
        ("GitLab Container Scanning", ["container-scanning.gitlab-ci.yml"]),
    ];

    public static IReadOnlyList<string> In(string code) =>
        [.. Known.Where(k => k.Marks.Any(m => Stands(code, m))).Select(k => k.Name)];

    // As a word: "bandit" is not in "banditry", nor "snyk" in somebody's longer name.
    private static bool Stands(string code, string mark)
    {
        var at = -1;
        while ((at = code.IndexOf(mark, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            var end = at + mark.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(code[at - 1]))
                && (end == code.Length || !char.IsLetterOrDigit(code[end]))
            )
                return true;
        }
        return false;
    }
}
