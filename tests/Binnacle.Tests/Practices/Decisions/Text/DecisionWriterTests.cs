using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Decisions.Text;

public sealed class DecisionWriterTests
{
    private static readonly string[] Lines =
    [
        "Plain words.",
        "- an item",
        "  indented",
        "# not a heading",
        "## Decision",
        "\\# escaped",
        "---",
        "===",
        "",
        "",
        "```",
        "~~~~",
        "```sh",
        "1. one",
        "> quoted",
        "| a | b |",
        "#### deeper",
        "Status: rejected",
        "ü € 😀",
        "<b>x</b>",
        "\\\\## twice",
        "    code",
        "`# code`",
        "* * *",
    ];

    private static readonly Gen<string?> Prose = Gen.Frequency(
        (1, Gen.Constant<string?>(null)),
        (4, Gen.ArrayOf(Gen.Elements(Lines)).Select(lines => (string?)string.Join('\n', lines)))
    );

    private static readonly Gen<string> Phrase = Gen.Elements(
        "Use queues",
        "Keep it",
        "Rows, not files",
        "Pay: once",
        "A \"quoted\" one",
        "It's fine",
        "C# first",
        "true"
    );

    private static readonly Gen<IReadOnlyList<string>> Phrases = Gen.ArrayOf(Phrase)
        .Select(all => (IReadOnlyList<string>)[.. all.Take(3)]);

    private static readonly Gen<WrittenOption> Options =
        from title in Phrase
        from text in Gen.Elements<string?>(null, "Some text.", "Two\n\nparagraphs")
        from good in Phrases
        from bad in Phrases
        select new WrittenOption(
            title,
            text,
            [
                .. good.Select(one => new WrittenArgument(ArgumentKind.Good, one)),
                .. bad.Select(one => new WrittenArgument(ArgumentKind.Bad, one)),
            ]
        );

    private static readonly Gen<WrittenDecision> Decisions =
        from title in Phrase
        from status in Gen.Elements(
            Enum.GetValues<DecisionStatus>().Where(one => one is not DecisionStatus.Unknown).ToArray()
        )
        from date in Gen.Choose(0, 20_000).Select(days => new DateOnly(1980, 1, 1).AddDays(days))
        from makers in Gen.ArrayOf(Gen.Elements("Ada Lovelace", "Grace Hopper", "O'Neil"))
        from context in Prose
        from drivers in Prose
        from options in Gen.ArrayOf(Options)
        from outcome in Prose
        from consequences in Prose
        from confirmation in Prose
        from principles in Phrases
        from advice in Gen.ArrayOf(Phrase.Select(text => new WrittenAdvice("Alan T.", text)))
        from more in Prose
        from other in Prose
        select new WrittenDecision
        {
            Title = title,
            Status = status,
            Date = date,
            DecisionMakers = makers,
            Context = context,
            Drivers = drivers,
            Options = options,
            Outcome = outcome,
            Consequences = consequences,
            Confirmation = confirmation,
            Principles = principles,
            Advice = advice,
            MoreInformation = more,
            Others = other is null ? [] : [new WrittenSection("Constraints", other)],
        };

    [Theory]
    [InlineData("madr")]
    [InlineData("nygard")]
    [InlineData("log4brains")]
    public void What_is_written_reads_back_the_same(string format)
    {
        var habit = DecisionHabit.Usual(Enum.Parse<DecisionFormat>(format, true));
        Prop.ForAll(
                Decisions.ToArbitrary(),
                decision =>
                {
                    var expected = decision.Normalised();
                    var record = DecisionWriter.Write(
                        decision,
                        habit,
                        habit.IsDated ? "/x/adr/20240506-x.md" : "/x/adr/0007-x.md",
                        habit.IsDated ? null : 7
                    );
                    var read = DecisionSections.Of(record).Normalised();
                    Show(read).ShouldBe(Show(expected), record.Text());
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void A_record_reads_like_the_format()
    {
        var decision = new WrittenDecision
        {
            Title = "Use queues",
            Status = DecisionStatus.Accepted,
            Date = new(2024, 5, 6),
            DecisionMakers = ["Ada", "Grace"],
            Context = "Bursts.",
            Options = [new("Queues", null, [new(ArgumentKind.Good, "they wait")]), new("Nothing", null, [])],
            Outcome = "Chosen option: \"Queues\".",
            Consequences = "* Good, because calm.",
        };
        DecisionWriter
            .Write(decision, DecisionHabit.Usual(DecisionFormat.Madr), "/x/0007-use-queues.md", 7)
            .Text()
            .ShouldBe(
                """
                ---
                status: accepted
                date: 2024-05-06
                decision-makers: Ada, Grace
                ---
                # Use queues

                ## Context and Problem Statement

                Bursts.

                ## Considered Options

                * Queues
                * Nothing

                ## Decision Outcome

                Chosen option: "Queues".

                ### Consequences

                * Good, because calm.

                ## Pros and Cons of the Options

                ### Queues

                * Good, because they wait

                ### Nothing

                """
            );
        DecisionWriter
            .Write(
                decision with
                {
                    Options = [],
                },
                DecisionHabit.Usual(DecisionFormat.Nygard),
                "/x/0007-use-queues.md",
                7
            )
            .Text()
            .ShouldStartWith(
                "# 7. Use queues\n\nDate: 2024-05-06\n\nDeciders: Ada, Grace\n\n## Status\n\nAccepted\n\n## Context\n\nBursts.\n\n## Decision\n"
            );
        DecisionWriter
            .Write(
                decision with
                {
                    Options = [],
                },
                DecisionHabit.Usual(DecisionFormat.Log4brains),
                "/x/20240506-use-queues.md",
                null
            )
            .Text()
            .ShouldStartWith(
                "# Use queues\n\n- Status: accepted\n- Deciders: Ada, Grace\n- Date: 2024-05-06\n\n## Context and Problem Statement\n"
            );
    }

    [Fact]
    public void A_habit_is_learned_from_the_folder()
    {
        var madr = DecisionFolder.Load(Path.Combine(Records.Testdata, "madr"));
        var habit = madr.Habit();
        (habit.Format, madr.NextNumber).ShouldBe((DecisionFormat.Madr, 14));
        var written = madr.Add(new WrittenDecision { Title = "Größe zählt", Context = "A" }, habit, new(2024, 5, 6));
        Path.GetFileName(written.Path).ShouldBe("0014-groesse-zaehlt.md");
        written
            .Text()
            .ShouldStartWith(
                "---\nparent: Decisions\nnav_order: 14\nstatus: proposed\n---\n# Größe zählt\n\n## Context and Problem Statement\n"
            );

        var nygard = DecisionFolder.Load(Path.Combine(Records.Testdata, "nygard"));
        var next = nygard.Add(
            new WrittenDecision { Title = "Next", Status = DecisionStatus.Accepted },
            nygard.Habit(),
            new(2024, 5, 6)
        );
        Path.GetFileName(next.Path).ShouldBe("0010-next.md");
        next.Text().ShouldBe("# 10. Next\n\n## Status\n\nAccepted\n");

        var brains = DecisionFolder.Load(Path.Combine(Records.Testdata, "log4brains"));
        Path.GetFileName(brains.Add(new WrittenDecision { Title = "Next" }, brains.Habit(), new(2024, 5, 6)).Path)
            .ShouldBe("20240506-next.md");

        DecisionText[] own =
        [
            Records.Of(
                "# ADR-003: A\r\n\r\n* Status: Accepted\r\n\r\n## Context and problem statement\r\n",
                "/x/ADR-003_A_b.md"
            ),
            Records.Of(
                "# ADR-004: B\r\n\r\n* Status: Accepted\r\n\r\n## Context and problem statement\r\n",
                "/x/ADR-004_C.md"
            ),
        ];
        var folder = DecisionFolder.Of("/nowhere/adr", own);
        var fifth = folder.Add(
            new WrittenDecision { Title = "Some Thing", Context = "A" },
            folder.Habit(),
            new(2024, 5, 6)
        );
        Path.GetFileName(fifth.Path).ShouldBe("ADR-005_Some_Thing.md");
        fifth
            .Text()
            .ShouldBe(
                "# ADR-005: Some Thing\r\n\r\n* Status: Proposed\r\n\r\n## Context and problem statement\r\n\r\nA\r\n"
            );
    }

    private static string Show(WrittenDecision decision) => System.Text.Json.JsonSerializer.Serialize(decision);
}
