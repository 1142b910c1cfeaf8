using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Files = Binnacle.Sources.RepositoryFiles.RepositoryFiles;

namespace Binnacle.Tests.Sources.RepositoryFiles;

/// <summary>The bytes of strangers: nothing throws, nothing takes long.</summary>
public sealed class HostileFilesTest
{
    private static readonly (string Path, string Content)[] Valid =
    [
        (
            "docs/adr/0001-x.md",
            "---\nstatus: accepted\ndate: 2024-01-02\n---\n# 1. X\n\n* Status: superseded by [2](0002-y.md)\n\n## Status\n\nAccepted\n\n| a | b |\n|---|---|\n| c | d |\n"
        ),
        ("docs/proposals/x.md", "# X\n\n**Status:** Draft\n\nRevisit on 2026-01-01\n"),
        ("runbooks/x.md", "# X\n\n## Steps\n\n1. a\n   - b\n\n```sh\nls\n```\n<h1>x</h1>\n"),
        (
            "postmortems/x.md",
            "# X\n\nDate: 2024-02-03\n\n## Impact\n\n## Action items\n\n- [x] do @a due 2024-03-03\n\n| Action | Owner |\n|---|---|\n| x | @b |\n"
        ),
        ("CODEOWNERS", "* @a\n[S][2] @b\n/x\\ y/ c@example.org # z\n"),
        (
            ".github/workflows/x.yml",
            "name: x\non: push\njobs:\n  test: &a\n    steps:\n      - run: |\n          make test\n  b: *a\n"
        ),
        ("Jenkinsfile", "pipeline { stage('Test') { sh 'make' } } // x\n"),
        (".github/dependabot.yml", "version: 2\nupdates:\n  - package-ecosystem: npm\n"),
        ("renovate.json5", "{ enabledManagers: ['npm'] }"),
        (".devcontainer/devcontainer.json", "{ \"name\": \"x\" }"),
        ("api/x.yaml", "openapi: 3.0.0\ninfo:\n  title: x\n  version: '1'\npaths: {}\n"),
        ("api/x.json", "{ \"openapi\": \"3.0.0\", \"info\": { \"title\": \"x\" } }"),
        ("x.proto", "package a.v1;\nservice S {\n rpc A(B) returns (C);\n}\n"),
        (
            "slo.yaml",
            "apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: x\nspec:\n  objectives:\n    - target: 0.9\n"
        ),
        ("alerts.yaml", "groups:\n  - name: a\n    rules:\n      - alert: X\n        expr: y\n"),
        (
            "catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: x\nspec:\n  owner: a\n"
        ),
        ("README.rst", "Title\n=====\n\nText\n"),
        ("README.md", "# Title\n\nText [a](b)\n"),
    ];

    private static readonly byte[][] Splices =
    [
        [0],
        [0xFF, 0xFE],
        [0xC3, 0x28],
        "\t"u8.ToArray(),
        "{{ x }}"u8.ToArray(),
        "[[[["u8.ToArray(),
        "&a [*a]"u8.ToArray(),
        "```\n"u8.ToArray(),
        "\n---\n"u8.ToArray(),
        "<!--"u8.ToArray(),
        "| | |"u8.ToArray(),
        "> > > - - 1. "u8.ToArray(),
        "\r"u8.ToArray(),
        ": : "u8.ToArray(),
    ];

    [Fact]
    public void Random_bytes_never_throw() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                Gen.Elements(Valid.Select(v => v.Path).ToArray()).ToArbitrary(),
                (bytes, path) => Files.Read(path, bytes, bytes.Length % 2 == 0) is null or { Problems: not null }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Random_mutations_never_throw_and_stay_fast()
    {
        var edits = Gen.Zip(Gen.Choose(0, 1_000), Gen.Choose(0, Splices.Length + 2)).ListOf();
        Prop.ForAll(
                Gen.Elements(Valid).ToArbitrary(),
                edits.ToArbitrary(),
                (file, list) =>
                {
                    var bytes = Encoding.UTF8.GetBytes(file.Content).ToList();
                    foreach (var (where, what) in list)
                    {
                        var at = bytes.Count == 0 ? 0 : where % bytes.Count;
                        if (what < Splices.Length)
                            bytes.InsertRange(at, Splices[what]);
                        else if (bytes.Count > 0 && what == Splices.Length)
                            bytes.RemoveAt(at);
                        else
                            bytes.AddRange(bytes[at..Math.Min(bytes.Count, at + 50)]);
                    }
                    var watch = Stopwatch.StartNew();
                    var document = Files.Read(file.Path, bytes.ToArray(), false);
                    return watch.Elapsed < TimeSpan.FromSeconds(2)
                        && (document is null || document.Problems.All(p => p.Line is null or > 0 && p.What.Length > 0));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    public static TheoryData<string, string> Bombs()
    {
        var data = new TheoryData<string, string>();
        var aliases =
            "apiVersion: backstage.io/v1alpha1\nkind: Component\na0: &a0 [x, x]\n"
            + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));
        data.Add("catalog-info.yaml", aliases);
        foreach (
            var open in new[]
            {
                "[",
                "{",
                "- ",
                "? ",
                "{a: ",
                "> ",
                "* ",
                "(",
                "[a](",
                "**",
                "`",
                "<a ",
                "|",
                "\\",
                "a: ",
                "&a ",
                "!!",
                "#",
                "1. ",
                "~~",
                "<!--",
                "\t",
                "'",
                "\"",
            }
        )
        {
            foreach (
                var path in new[]
                {
                    "catalog-info.yaml",
                    ".github/workflows/x.yml",
                    "docs/adr/0001-x.md",
                    "README.md",
                    "postmortems/x.md",
                    "runbooks/x.md",
                    "CODEOWNERS",
                    "renovate.json",
                    "Jenkinsfile",
                }
            )
                data.Add(path, Repeat(open, open is "[" or "{" ? 100_000 : 20_000));
        }
        data.Add("docs/adr/0001-x.md", "# X\n\n## Status\n\n" + Repeat("Superseded by [x](y) ", 20_000));
        data.Add("docs/adr/0001-x.md", "# X\n\n" + Repeat("* Status: a\n  b\n", 20_000));
        data.Add(
            "postmortems/x.md",
            "# X\n\nDate: 2024-01-01\n\n## Impact\n\n## Actions\n\n" + Repeat("- [ ] do this by then @a\n", 10_000)
        );
        data.Add("x.proto", Repeat("/* ", 300_000) + "\nmessage A {\n}\n");
        data.Add("alerts.yaml", "groups:\n- name: a\n  rules:\n" + Repeat("  - alert: X\n    expr: y\n", 60_000));
        data.Add("api/openapi.yaml", "openapi: 3.0.0\n" + Repeat("x: {a: [1, 2, 3], b: c}\n", 200_000));
        return data;
    }

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public void Bombs_cost_little(string path, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var before = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        Files.Read(path, bytes, false);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), content[..20]);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(2_000_000_000L, content[..20]);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Other_encodings_are_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("* @a\r\n/x/ @b\r\n")];
        var document = Files.Read("CODEOWNERS", bytes, false).ShouldNotBeNull();
        document.Problems.ShouldBeEmpty();
        document.Facts.ShouldBeOfType<Binnacle.Platform.Documents.OwnershipFacts>().Rules.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xE9, (byte)'t', 0xE9 }, 2, "Latin-1")]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', (byte)'b', 0, (byte)'c' }, 2, "NUL")]
    public void Bytes_that_are_no_text_are_said_with_their_line(byte[] bytes, int line, string what)
    {
        var problem = Files.Read("SECURITY.md", bytes, false).ShouldNotBeNull().Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(line);
        problem.What.ShouldContain(what);
    }

    [Fact]
    public void The_end_of_a_cut_file_is_not_held_against_it()
    {
        var cut = "name: CI\njobs:\n  test:\n    steps:\n      - run: \"go te"u8.ToArray();
        Files
            .Read(".github/workflows/ci.yml", cut, true)
            .ShouldNotBeNull()
            .Problems.ShouldAllBe(p => p.What.Contains("longer"));
    }

    private static string Repeat(string text, int times) =>
        new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
