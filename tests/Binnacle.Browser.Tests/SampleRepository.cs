using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Binnacle.Browser.Tests;

/// <summary>
/// Two years of a small repository with two teams: decisions, runbooks, alerts, a postmortem, pipelines and release tags,
/// and one document that cannot be read. Days are counted back from today, for the Review looks at what is recent.
/// </summary>
internal static class SampleRepository
{
    private static readonly (string Name, string Folder)[] People =
    [
        ("Ada Berg", "ledger"),
        ("Bo Lindgren", "ledger"),
        ("Cleo Marsh", "ledger"),
        ("Dia Nunes", "gateway"),
        ("Emil Sato", "gateway"),
    ];

    private static readonly string[] Subjects =
    [
        "Fix rounding of refunds",
        "Add limits per customer",
        "Refactor how entries are written",
        "Update dependencies",
        "Fix a time-out at the bank",
        "Document how to replay a day",
    ];

    public static async Task<string> MakeAsync(string parent)
    {
        var folder = Path.Combine(parent, "harbour");
        Directory.CreateDirectory(folder);
        await GitAsync(folder, "", "init", "-q", "-b", "main");
        await GitAsync(folder, Stream(TimeProvider.System.GetUtcNow()), "fast-import", "--quiet");
        return folder;
    }

    private static string Stream(DateTimeOffset now)
    {
        var text = new StringBuilder();
        for (var week = 104; week >= 1; week--)
        {
            foreach (var (name, folder) in People)
            {
                // The one who knows the gateway best left it to the other for the last year.
                if (name == "Dia Nunes" && week < 52)
                    continue;
                var subject = Subjects[(week + name.Length) % Subjects.Length];
                var files = new Dictionary<string, string>
                {
                    [$"{folder}/part{week % 7}.cs"] = Code(folder, week),
                    [$"{folder}/{name[..2].ToLowerInvariant()}.cs"] = Code(name, week),
                };
                if (week == 104 && name == People[0].Name)
                    Add(files, Founding);
                if (week == 20 && name == People[0].Name)
                    Add(files, Recent(now.AddDays(-140)));
                Commit(text, name, now.AddDays(-7 * week).AddHours(name.Length), subject, files);
            }
            if (week % 4 == 0)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"reset refs/tags/v1.{26 - week / 4}.0\nfrom refs/heads/main\n\n"
                );
        }
        return text.ToString();
    }

    private static void Add(Dictionary<string, string> files, (string Path, string Text)[] more)
    {
        foreach (var (path, text) in more)
            files[path] = text;
    }

    private static string Code(string of, int week) =>
        string.Concat(Enumerable.Range(0, 30).Select(line => $"// {of} {line} as of week {week / (1 + line % 5)}\n"))
        + "// TODO: split this file\n";

    private static void Commit(
        StringBuilder text,
        string name,
        DateTimeOffset at,
        string subject,
        Dictionary<string, string> files
    )
    {
        var mail = name.ToLowerInvariant().Replace(' ', '.') + "@harbour.example";
        var who = $"{name} <{mail}> {at.ToUnixTimeSeconds()} +0000";
        text.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nauthor {who}\ncommitter {who}\n");
        Data(text, subject);
        foreach (var (path, content) in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\n");
            Data(text, content);
        }
        text.Append('\n');
    }

    private static void Data(StringBuilder text, string content) =>
        text.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(content)}\n{content}\n");

    private static readonly (string Path, string Text)[] Founding =
    [
        ("README.md", "# Harbour\n\nTakes payments for ports.\n"),
        (
            ".github/CODEOWNERS",
            "* @harbour/payments\n/ledger/ @harbour/payments\n/gateway/ @harbour/platform\n/monitoring/ @harbour/platform\n"
        ),
        (
            ".github/workflows/ci.yml",
            "name: ci\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: dotnet test\n"
        ),
        (
            "docs/decisions/0001-keep-entries-append-only.md",
            "---\nstatus: accepted\ndate: 2024-03-01\n---\n# Keep entries append-only\n\n## Context and problem statement\n\nAuditors ask for every change.\n\n## Decision outcome\n\nEntries are never changed.\n"
        ),
        (
            "docs/runbooks/ledger-lag.md",
            "# Ledger lag\n\n## When it fires\n\nEntries wait longer than a minute.\n\n1. Look at the queue.\n2. Restart the writer.\n"
        ),
        ("SECURITY.md", "# Security\n\nWrite to security@harbour.example.\n"),
        ("CONTRIBUTING.md", "# Contributing\n\nRun the tests before you push.\n"),
    ];

    private static (string Path, string Text)[] Recent(DateTimeOffset day) =>
        [
            (
                "docs/decisions/0002-move-the-gateway-to-http3.md",
                $"---\nstatus: proposed\ndate: {day:yyyy-MM-dd}\n---\n# Move the gateway to HTTP/3\n\n## Context and problem statement\n\nConnections from ships break often.\n"
            ),
            (
                "monitoring/alerts.yml",
                """
                groups:
                  - name: harbour
                    rules:
                      - alert: LedgerLag
                        expr: ledger_lag_seconds > 60
                        for: 5m
                        annotations:
                          runbook_url: https://harbour.example/docs/runbooks/ledger-lag.md
                      - alert: GatewayErrors
                        expr: rate(gateway_errors_total[5m]) > 1
                        for: 5m

                """
            ),
            ("monitoring/broken-alerts.yml", "groups:\n  - name: broken\n    rules:\n  - alert: [unclosed\n"),
            (
                $"docs/postmortems/{day:yyyy-MM-dd}-double-refunds.md",
                $"# Double refunds\n\nDate: {day:yyyy-MM-dd}\n\n## Impact\n\n14 customers were refunded twice.\n\n## Action items\n\n- [ ] Check the idempotency key (Ada, {day.AddDays(30):yyyy-MM-dd})\n- [x] Alert on refunds per minute\n"
            ),
        ];

    private static async Task GitAsync(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        await git.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input));
        git.StandardInput.Close();
        await git.WaitForExitAsync();
        git.ExitCode.ShouldBe(0, await error);
    }
}
