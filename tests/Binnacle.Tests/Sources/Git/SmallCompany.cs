using Binnacle.History.Tests;
using static Binnacle.Tests.Sources.Git.HistoryScript;

namespace Binnacle.Tests.Sources.Git;

/// <summary>Two years of a small repository with all that the scan knows: renames, merges, bots, releases, owners, documents that change.</summary>
internal static class SmallCompany
{
    public static TestRepository Create()
    {
        var repository = new TestRepository();
        var script = new HistoryScript();
        script.Commit(
            "2023-01-10",
            "feat: first ledger",
            Write("src/ledger/Book.cs", Lines("book", 30)),
            Write("src/ledger/Page.cs", Lines("page", 30)),
            Write("vendor/json/json.c", Lines("json", 30)),
            Write("gen/api.pb.go", Lines("gen", 30)),
            Write(".gitattributes", "gen/** linguist-generated\nvendor/** linguist-vendored\n"),
            Write(".mailmap", "Grace Hopper <grace@example.org> <g.hopper@old.example>\n"),
            Write("docs/adr/0001-use-sql.md", Decision("Use SQL", "proposed"))
        );
        script.Author = "Grace H <g.hopper@old.example>";
        var accepted = script.Commit(
            "2023-03-10",
            "docs: accept the first decision",
            Write("docs/adr/0001-use-sql.md", Decision("Use SQL", "accepted"))
        );
        script.Tag("v1.0.0", accepted);
        script.Author = "Grace Hopper <grace@example.org>";
        script.Commit("2023-04-01", "refactor: move pages", Rename("src/ledger/Page.cs", "src/paper/Page.cs"));
        var moved = script.Commit(
            "2023-05-01",
            "fix: owners",
            Write("CODEOWNERS", "* @acme/core\n/src/paper/ @acme/paper-team\n"),
            Write("ops/alerts.yaml", Alerts("https://runbooks.example.org/down")),
            Write("docs/runbooks/restart.md", "# Restart\n\n1. Stop it\n2. Start it\n")
        );
        script.Tag("v1.1.0-rc.1", moved);
        script.Author = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>";
        var bumped = script.Commit(
            "2023-06-01",
            "chore(deps): bump json",
            Write("vendor/json/json.c", Lines("json2", 30))
        );
        script.Tag("v1.1.0", bumped);
        script.Author = "Ada Example <ada@example.org>";
        script.StartBranch("topic", bumped);
        var topic = script.Commit(
            "2023-07-01",
            "feat: topic",
            Write("src/paper/Topic.cs", Lines("topic", 20)),
            Write("docs/adr/0002-queue.md", Decision("Use a queue", "proposed"))
        );
        script.Branch = "main";
        script.Commit("2023-07-02", "fix: main goes on", Write("src/ledger/Book.cs", Lines("book", 31)));
        // The merge itself decides what no parent says, and drops the runbook.
        script.Merge(
            "2023-07-10",
            "Merge branch 'topic'",
            [topic],
            Write("src/paper/Topic.cs", Lines("topic", 20)),
            Write("docs/adr/0002-queue.md", Decision("Use a queue", "accepted")),
            Remove("docs/runbooks/restart.md")
        );
        script.Commit("2023-09-01", "docs: rename the alerts", Rename("ops/alerts.yaml", "ops/prometheus/alerts.yaml"));
        script.Commit(
            "2024-01-10",
            "docs: security policy",
            Write("SECURITY.md", "# Security policy\n\nWrite to us.\n")
        );
        script.Commit("2024-02-10", "docs: no policy", Remove("SECURITY.md"));
        var last = script.Commit(
            "2024-06-10",
            "docs: policy again",
            Write("SECURITY.md", "# Security policy\n\nWrite to us at once.\n")
        );
        script.Tag("nightly", last);
        repository.Import(script.Stream);
        return repository;
    }

    public static string Decision(string title, string status) =>
        $"---\nstatus: {status}\ndate: 2023-01-10\n---\n# {title}\n\n## Context and Problem Statement\n\nWhy.\n\n## Considered Options\n\n* one\n* two\n\n## Decision Outcome\n\nChosen option: one.\n";

    public static string Lines(string word, int count) =>
        string.Concat(Enumerable.Range(1, count).Select(line => $"{word} line {line}\n"));

    private static string Alerts(string runbook) =>
        $"groups:\n- name: ledger\n  rules:\n  - alert: LedgerDown\n    expr: up == 0\n    annotations:\n      runbook_url: {runbook}\n";
}
