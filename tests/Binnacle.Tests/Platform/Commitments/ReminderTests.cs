using Binnacle.Platform.Commitments;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Commitments;

public sealed class ReminderTests
{
    private static readonly Guid Ada = Guid.CreateVersion7();
    private static readonly DateOnly Monday = new(2026, 11, 16);

    [Fact]
    public void One_digest_a_week_names_what_is_late_and_what_comes()
    {
        OpenPromise[] promises = [Due(-3), Due(5), Due(40), Due(2) with { IsClosed = true }];
        var digest = Reminders.Due(promises, Monday, []).ShouldHaveSingleItem();
        digest.Kind.ShouldBe(ReminderKind.Digest);
        digest.Promises.ShouldBe([promises[0], promises[1]]);
        var sent = new[] { Sent(ReminderKind.Digest, Monday) };
        Reminders.Due(promises, Monday, sent).ShouldBeEmpty();
        Reminders.Due(promises, Monday.AddDays(1), sent).ShouldBeEmpty();
        Reminders.Due(promises, Monday.AddDays(7), sent).ShouldHaveSingleItem().Kind.ShouldBe(ReminderKind.Digest);
    }

    [Theory]
    // Due on Wednesday; on Monday, which is told on Friday; on Saturday, told on Friday, and on Monday in the digest.
    [InlineData(2, 1, ReminderKind.DayBefore)]
    [InlineData(2, 3, ReminderKind.DayAfter)]
    [InlineData(7, 4, ReminderKind.DayBefore)]
    [InlineData(5, 4, ReminderKind.DayBefore)]
    public void The_day_before_and_the_day_after_are_working_days(int due, int today, ReminderKind kind)
    {
        var promise = Due(due);
        var sent = new[] { Sent(ReminderKind.Digest, Monday) };
        var told = Reminders.Due([promise], Monday.AddDays(today), sent).ShouldHaveSingleItem();
        (told.Kind, told.Promises.Single()).ShouldBe((kind, promise));
        var twice = sent.Append(Sent(kind, Monday.AddDays(today), promise.Id)).ToList();
        Reminders.Due([promise], Monday.AddDays(today), twice).ShouldBeEmpty();
    }

    [Fact]
    public void Weekends_are_quiet() =>
        Enumerable.Range(5, 2).SelectMany(day => Reminders.Due([Due(day)], Monday.AddDays(day), [])).ShouldBeEmpty();

    [Fact]
    public void Nobody_hears_more_than_five_times_in_a_week_or_twice_on_a_day() =>
        Prop.ForAll(
                ArbMap.Default.GeneratorFor<int[]>().Select(days => days.Take(12).ToArray()).ToArbitrary(),
                offsets =>
                {
                    var promises = offsets.Select(offset => Due(offset % 30)).ToList();
                    var sent = new List<SentReminder>();
                    for (var day = 0; day < 28; day++)
                    {
                        var today = Monday.AddDays(day);
                        var found = Reminders.Due(promises, today, sent);
                        found.Count(reminder => reminder.Kind is ReminderKind.Digest).ShouldBeLessThanOrEqualTo(1);
                        found.Count.ShouldBeLessThanOrEqualTo(2);
                        foreach (var reminder in found)
                        {
                            if (reminder.Kind is ReminderKind.Digest)
                                sent.Add(Sent(ReminderKind.Digest, today));
                            else
                                sent.AddRange(reminder.Promises.Select(row => Sent(reminder.Kind, today, row.Id)));
                        }
                        Reminders.Due(promises, today, sent).ShouldBeEmpty();
                    }
                    sent.GroupBy(row => (row.Kind, row.CommitmentId, row.CommitmentId is null ? row.SentOn : default))
                        .ShouldAllBe(group => group.Count() == 1);
                    sent.Count(row => row.Kind is ReminderKind.Digest).ShouldBeLessThanOrEqualTo(4);
                }
            )
            .QuickCheckThrowOnFailure();

    private static OpenPromise Due(int inDays) => new(Guid.CreateVersion7(), 1, "Keep it", Ada, Monday.AddDays(inDays));

    private static SentReminder Sent(ReminderKind kind, DateOnly on, Guid? commitment = null) =>
        new()
        {
            OwnerId = Ada,
            Kind = kind,
            SentOn = on,
            CommitmentId = commitment,
        };
}
