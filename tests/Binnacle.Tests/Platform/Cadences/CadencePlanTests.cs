using Binnacle.Platform.Cadences;

namespace Binnacle.Tests.Platform.Cadences;

public sealed class CadencePlanTests
{
    private static readonly DateOnly Start = new(2026, 12, 1);

    [Fact]
    public void A_holiday_takes_an_occurrence_away_or_moves_it_by_rule()
    {
        var off = CadenceSamples.Off(("2026-12-22", "Break"), ("2026-12-23", "Break"), ("2026-12-29", "Break"));
        Days(OnHoliday.Skip).ShouldBe("1 8 15");
        // The 22nd is followed by a second day off, the 29th by a working day.
        Days(OnHoliday.NextWorkday).ShouldBe("1 8 15 24 30");
        Days(OnHoliday.Keep).ShouldBe("1 8 15 22 29");

        string Days(OnHoliday rule) =>
            string.Join(
                ' ',
                CadenceSamples
                    .Weekly(Start, onHoliday: rule)
                    .Between(off, Start, new(2026, 12, 31))
                    .Select(planned => planned.On.Day)
            );
    }

    [Fact]
    public void A_new_rule_leaves_what_was_planned_before()
    {
        var cadence = CadenceSamples.Weekly(Start);
        cadence = cadence with
        {
            Rules =
            [
                .. cadence.Rules,
                new(
                    2,
                    new(2026, 12, 16),
                    RecurrenceText.Read("FREQ=WEEKLY;BYDAY=TH"),
                    "Europe/Berlin",
                    540,
                    30,
                    CadenceSamples.Long
                ),
            ],
            EndedOn = new(2026, 12, 31),
            EndedAt = CadenceSamples.Long,
        };
        var planned = cadence.Between(Holidays.None, Start, new(2027, 2, 1)).ToList();
        string.Join(' ', planned.Select(row => row.On.Day)).ShouldBe("1 8 15 17 24");
        planned[^1].StartMinute.ShouldBe(540);
        // A day on which the second rule and the end were not written yet.
        var then = cadence with
        {
            Rules = [cadence.Rules[0], cadence.Rules[1] with { MadeAt = CadenceSamples.Long.AddDays(9) }],
            EndedAt = CadenceSamples.Long.AddDays(9),
        };
        then.Between(Holidays.None, new(2027, 1, 1), new(2027, 1, 31), CadenceSamples.Long.AddDays(1))
            .Count()
            .ShouldBe(4);
    }

    [Fact]
    public void What_nobody_told_is_neither_kept_nor_missed()
    {
        var cadence = CadenceSamples.Weekly(
            Start,
            marks:
            [
                CadenceSamples.Mark(new(2026, 12, 1), MarkState.Kept),
                CadenceSamples.Mark(new(2026, 12, 8), MarkState.Moved, new(2026, 12, 10)),
                CadenceSamples.Mark(new(2026, 12, 15), MarkState.Missed),
                CadenceSamples.Mark(new(2026, 12, 22), MarkState.Cancelled),
            ]
        );
        var all = cadence
            .Occurrences(Holidays.None, Start, new(2027, 1, 10), new DateTime(2027, 1, 2, 0, 0, 0, DateTimeKind.Utc))
            .ToList();
        string.Join(' ', all.Select(row => row.State)).ShouldBe("Kept Moved Missed Cancelled Unknown Planned");
        all[1].StartsAt.ShouldBe(new DateTime(2026, 12, 10, 13, 0, 0, DateTimeKind.Utc));
        var adherence = Adherence.Of(all);
        (adherence.Kept, adherence.Moved, adherence.Told, adherence.Over).ShouldBe((2, 1, 4, 5));
        Adherence.Of(all.Skip(4)).Share.ShouldBeNull();
    }

    [Fact]
    public void The_newest_word_counts_and_a_move_that_was_kept_stays_a_move()
    {
        var day = new DateOnly(2026, 12, 1);
        var cadence = CadenceSamples.Weekly(
            Start,
            marks: [CadenceSamples.Mark(day, MarkState.Moved, day.AddDays(1)), CadenceSamples.Mark(day, MarkState.Kept)]
        );
        cadence.Occurrences(Holidays.None, day, day).Single().State.ShouldBe(OccurrenceState.Moved);
    }

    [Fact]
    public void Hosts_take_turns_and_who_pauses_keeps_the_next_turn()
    {
        Guid[] people = [Person(1), Person(2), Person(3)];
        var days = CadenceSamples.Weekly(Start).Occurrences(Holidays.None, Start, Start.AddDays(60)).ToList();
        Hosts(new(Start, people, [], [])).ShouldBe("1 2 3 1 2 3 1 2 3");
        // Two pauses on the 8th: three takes it, and is in turn on the 15th again.
        Hosts(new(Start, people, [(people[1], new(2026, 12, 7), new(2026, 12, 9))], [])).ShouldBe("1 3 3 1 2 3 1 2 3");
        Hosts(new(Start, people, [], [(new(2026, 12, 15), people[0])])).ShouldBe("1 2 1 1 2 3 1 2 3");
        Hosts(new(new(2026, 12, 8), people, [], [])).ShouldBe("0 1 2 3 1 2 3 1 2");
        Hosts(new(Start, [], [], [])).ShouldBe("0 0 0 0 0 0 0 0 0");

        string Hosts(HostRotation rotation) =>
            string.Join(' ', rotation.Of(days).Select(row => row.Host is { } id ? id.ToString()[^1] : '0'));
    }

    private static Guid Person(int number) => new($"019a0000-0000-7000-8000-00000000000{number}");
}
