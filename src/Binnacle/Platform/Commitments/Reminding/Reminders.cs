namespace Binnacle.Platform.Commitments;

public enum ReminderKind
{
    /// <summary>Once a week at most: what is overdue and what comes due.</summary>
    Digest,
    DayBefore,
    DayAfter,
}

/// <summary>A promise as reminding sees it.</summary>
public sealed record OpenPromise(
    Guid Id,
    int Number,
    string Title,
    Guid OwnerId,
    DateOnly DueOn,
    bool IsClosed = false
);

/// <summary>One message to one owner.</summary>
public sealed record Reminder(ReminderKind Kind, Guid OwnerId, IReadOnlyList<OpenPromise> Promises);

/// <summary>
/// Who is reminded of what today; pure. Few: one digest an owner and week, and one message on the last working day before a due date
/// and one on the first after it. A day with a digest has no other. None on weekends, none for what is closed.
/// </summary>
public static class Reminders
{
    /// <summary>How far ahead the digest looks.</summary>
    private const int DaysAhead = 14;

    public static IReadOnlyList<Reminder> Due(
        IReadOnlyCollection<OpenPromise> promises,
        DateOnly today,
        IReadOnlyCollection<SentReminder> sent
    )
    {
        if (IsWeekend(today))
            return [];
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var found = new List<Reminder>();
        foreach (var own in promises.Where(row => !row.IsClosed).GroupBy(row => row.OwnerId).OrderBy(own => own.Key))
        {
            var sentHere = sent.Where(row => row.OwnerId == own.Key).ToList();
            var open = own.OrderBy(row => row.DueOn).ThenBy(row => row.Number).ToList();
            var pressing = open.FindAll(row => row.DueOn <= today.AddDays(DaysAhead));
            if (pressing.Count == 0)
                continue;
            if (!sentHere.Exists(row => row.Kind is ReminderKind.Digest && row.SentOn >= monday && row.SentOn <= today))
            {
                found.Add(new(ReminderKind.Digest, own.Key, pressing));
                continue;
            }
            // The digest of today, on a second run, stands for them too.
            if (sentHere.Exists(row => row.Kind is ReminderKind.Digest && row.SentOn == today))
                continue;
            Add(ReminderKind.DayBefore, open.FindAll(row => LastWorkdayBefore(row.DueOn) == today));
            Add(ReminderKind.DayAfter, open.FindAll(row => FirstWorkdayAfter(row.DueOn) == today));

            void Add(ReminderKind kind, List<OpenPromise> rows)
            {
                rows.RemoveAll(row =>
                    sentHere.Exists(done => done.Kind == kind && done.CommitmentId == row.Id && done.SentOn == today)
                );
                if (rows.Count > 0)
                    found.Add(new(kind, own.Key, rows));
            }
        }
        return found;
    }

    private static DateOnly LastWorkdayBefore(DateOnly day)
    {
        do day = day.AddDays(-1);
        while (IsWeekend(day));
        return day;
    }

    private static DateOnly FirstWorkdayAfter(DateOnly day)
    {
        do day = day.AddDays(1);
        while (IsWeekend(day));
        return day;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
