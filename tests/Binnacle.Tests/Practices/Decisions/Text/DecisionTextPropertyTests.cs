using System.Diagnostics;
using System.Text;
using Binnacle.Platform;
using Binnacle.Practices.Decisions.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Decisions.Text;

/// <summary>Whatever the bytes are: nothing is lost, nothing throws, and a change stays within its field.</summary>
public sealed class DecisionTextPropertyTests
{
    private static readonly string[] Bits =
    [
        "---\n",
        "+++\n",
        "status: accepted\n",
        "status: \"proposed\"\n",
        "status: [a, b]\n",
        "date: 2020-01-02\n",
        "title: X\n",
        "# X\n",
        "# 7. X\n",
        "X\n===\n",
        "## Status\n",
        "Status\n---\n",
        "\nAccepted\n",
        "\nSuperseded by [8](0008-y.md)\n",
        "* Status: accepted\n",
        "- Date: 2020-01-02\n",
        "**Status:** Proposed\n",
        "| Status | Accepted |\n|---|---|\n",
        "## Context\n",
        "## Context and Problem Statement\n",
        "## Decision\n",
        "## Decision Outcome\n",
        "## Links\n",
        "```\n",
        "~~~\n",
        "> # q\n",
        "<!-- # c -->\n",
        "<!--",
        "\r\n",
        "\r",
        "\n",
        "\0",
        "\uFEFF",
        "ü€😀",
        "\u2028",
        "\f",
        "    code\n",
        "- a\n  - b\n",
        "{",
        "[",
        "'",
        "\"",
        ":",
        "#",
        "*",
    ];

    private static readonly Gen<byte[]> AnyBytes = Gen.OneOf(
        Gen.ArrayOf(Gen.Elements(Bits)).Select(bits => Encoding.UTF8.GetBytes(string.Concat(bits))),
        Gen.ArrayOf(Gen.Elements(Bits))
            .Select(bits =>
                Encoding.UTF8.GetBytes(string.Concat(bits).Replace("\n", "\r\n", StringComparison.Ordinal))
            ),
        Gen.ArrayOf(Gen.Elements(Bits))
            .Select(bits => Encoding.BigEndianUnicode.GetBytes("\uFEFF" + string.Concat(bits))),
        Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))
    );

    private static readonly (string Field, string Value)[] Changes =
    [
        ("status", "accepted"),
        ("status", "rejected"),
        ("status", "on hold"),
        ("date", "2024-05-06"),
        ("title", "Another title"),
        ("decision-makers", "Ada, Grace"),
        ("consulted", "Alan: he knows"),
        ("tags", "[x]"),
    ];

    [Fact]
    public void Reading_loses_nothing() =>
        Prop.ForAll(
                AnyBytes.ToArbitrary(),
                bytes => DecisionText.Parse("/x/adr/0001-x.md", bytes).Bytes.Span.SequenceEqual(bytes)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_change_stays_within_its_field_and_is_made_once() =>
        Prop.ForAll(
                AnyBytes.ToArbitrary(),
                Gen.Elements(Changes).ToArbitrary(),
                (bytes, change) =>
                {
                    var record = DecisionText.Parse("/x/adr/0001-x.md", bytes);
                    DecisionText changed;
                    try
                    {
                        changed = record.Set(change.Field, change.Value);
                    }
                    catch (Refusal)
                    {
                        return true;
                    }
                    // Where the field stood, what is before and what is after it are byte for byte the same.
                    if (
                        record.BytesOf(change.Field) is { } place
                        && change.Field != "status"
                        && !ReferenceEquals(changed, record)
                    )
                    {
                        var tail = bytes.Length - place.Offset - place.Length;
                        if (
                            !changed.Bytes.Span[..place.Offset].SequenceEqual(bytes.AsSpan(0, place.Offset))
                            || !changed.Bytes.Span[^tail..].SequenceEqual(bytes.AsSpan(bytes.Length - tail))
                        )
                            return false;
                    }
                    return IsOneChange(bytes, changed.Bytes.Span)
                        && changed.Set(change.Field, change.Value).Bytes.Span.SequenceEqual(changed.Bytes.Span);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Hostile_files_are_told_and_do_not_take_long()
    {
        string[] hostile =
        [
            new string('#', 1_000_000),
            "---\n" + new string('[', 1_000_000),
            "---\nstatus: " + new string('"', 1_000_000) + "\n---\n",
            string.Concat(Enumerable.Repeat("> ", 500_000)),
            string.Concat(Enumerable.Repeat("* ", 300_000)),
            "# X\n\n## Status\n\n" + string.Concat(Enumerable.Repeat("Superseded by [", 60_000)),
            "# X\n\nStatus: " + new string('*', 1_000_000),
            new string('\0', 1_000_000),
            "# X\n" + string.Concat(Enumerable.Repeat("| a ", 200_000)),
            string.Concat(Enumerable.Repeat("- Status: accepted\n", 50_000)),
            "# X\n\nStatus: <!--" + string.Concat(Enumerable.Repeat("<!-- ", 200_000)),
        ];
        foreach (var text in hostile)
        {
            var watch = Stopwatch.StartNew();
            var record = Records.Of(text);
            record.Bytes.Length.ShouldBe(Encoding.UTF8.GetByteCount(text));
            try
            {
                record.Set("status", "accepted");
            }
            catch (Refusal) { }
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), text[..Math.Min(20, text.Length)]);
        }
        Records
            .Of("# X\n\na\0b\n")
            .Problems.ShouldContain(problem => problem.Line == 3 && problem.What.Contains("NUL"));
    }

    /// <summary>What differs is one stretch: removing the common beginning and end leaves a short piece.</summary>
    private static bool IsOneChange(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var start = before.CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        return after.Length - start - end < 200;
    }
}
