using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Cadences;

/// <summary>The hours and days on which the organization, or a team, works. Setting them adds a row; the newest holds.</summary>
public sealed class WorkingWeek : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? TeamId { get; init; }
    public string Zone { get; init; } = "UTC";
    public int StartMinute { get; init; }
    public int EndMinute { get; init; }

    /// <summary>One bit a day, Sunday the lowest, as <see cref="DayOfWeek"/> counts.</summary>
    public int Days { get; init; }

    public DateTime SetAt { get; init; }
    public string SetBy { get; init; } = "";

    public IReadOnlyList<DayOfWeek> DaysOfWeek =>
        [.. Enum.GetValues<DayOfWeek>().Where(day => (Days & (1 << (int)day)) != 0)];

    public static int Bits(IEnumerable<DayOfWeek> days) => days.Aggregate(0, (bits, day) => bits | (1 << (int)day));

    /// <summary>"9:00 to 17:00, Mon Tue Wed Thu Fri, Europe/Berlin"</summary>
    public string InWords =>
        $"{LocalTime.Clock(StartMinute)} to {LocalTime.Clock(EndMinute)}, {string.Join(' ', DaysOfWeek.OrderBy(day => ((int)day + 6) % 7).Select(day => day.ToString()[..3]))}, {Zone}";
}

internal sealed class WorkingWeekConfiguration : IEntityTypeConfiguration<WorkingWeek>
{
    public void Configure(EntityTypeBuilder<WorkingWeek> builder)
    {
        builder.ToTable("cadences_working_weeks");
        builder.Ignore(row => row.DaysOfWeek);
        builder.Ignore(row => row.InWords);
        builder.Property(row => row.Zone).HasMaxLength(64);
        builder.Property(row => row.SetBy).HasMaxLength(200);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The calendars of all teams: a team's own hours, else the organization's, else the usual ones; with the holidays of both.</summary>
/// <param name="mark">Another one after each change of hours or holidays.</param>
public sealed class WorkingCalendars(IEnumerable<WorkingWeek> weeks, Holidays holidays, string mark)
{
    /// <summary>Until somebody says when work is done here: Monday to Friday, 9:00 to 17:00 UTC.</summary>
    private static readonly WorkingWeek Usual = new()
    {
        StartMinute = 540,
        EndMinute = 1020,
        Days = WorkingWeek.Bits(WorkingCalendar.MondayToFriday),
    };

    private readonly ILookup<Guid, WorkingWeek> known = weeks
        .OrderBy(week => week.SetAt)
        .ThenBy(week => week.Id)
        .ToLookup(week => week.TeamId ?? Guid.Empty);
    private readonly Dictionary<Guid, WorkingCalendar> made = [];

    public string Mark => mark;

    /// <summary>False where nobody said when work is done, and the usual hours are taken.</summary>
    public bool IsSet(Guid? teamId) => known.Contains(Guid.Empty) || (teamId is { } team && known.Contains(team));

    public WorkingWeek WeekOf(Guid? teamId) =>
        (teamId is { } team ? known[team].LastOrDefault() : null) ?? known[Guid.Empty].LastOrDefault() ?? Usual;

    public WorkingCalendar Of(Guid? teamId)
    {
        lock (made)
        {
            if (made.TryGetValue(teamId ?? Guid.Empty, out var calendar))
                return calendar;
            var week = WeekOf(teamId);
            return made[teamId ?? Guid.Empty] = new(
                LocalTime.ZoneOrNull(week.Zone) ?? TimeZoneInfo.Utc,
                week.StartMinute,
                week.EndMinute,
                week.DaysOfWeek,
                day => holidays.NameOf(day, teamId) is not null
            );
        }
    }
}

public static class WorkingWeekVerbs
{
    public static async Task<WorkingCalendars> WorkingCalendarsAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var weeks = await db.Set<WorkingWeek>().AsNoTracking().ToListAsync(cancellation);
        var holidays = await db.Set<Holiday>()
            .AsNoTracking()
            .Select(row => new HolidayRecord(row.TeamId, row.On, row.Name, row.AddedAt))
            .ToListAsync(cancellation);
        return new(
            weeks,
            new Holidays(holidays),
            $"{weeks.Count} {weeks.Max(row => (DateTime?)row.SetAt):O} {holidays.Count} {holidays.Max(row => (DateTime?)row.AddedAt):O}"
        );
    }

    /// <param name="start">As 9:00.</param>
    public static async Task SetWorkingWeekAsync(
        this AppDb db,
        string? teamSlug,
        string? zone,
        string? start,
        string? end,
        IReadOnlyCollection<DayOfWeek> days,
        CancellationToken cancellation = default
    )
    {
        var team = await db.TeamOrNobodyAsync(teamSlug, cancellation);
        db.Viewer.RequireLeader(team?.Id);
        var week = new WorkingWeek
        {
            TeamId = team?.Id,
            Zone = LocalTime.Zone(zone).Id,
            StartMinute = Minute("start", start),
            EndMinute = Minute("end", end),
            Days = WorkingWeek.Bits(days.Where(Enum.IsDefined)),
            SetAt = db.Now,
            SetBy = db.Viewer.Name,
        };
        if (week.EndMinute <= week.StartMinute)
            throw new Refusal("end", "Work ends later on the same day than it begins.");
        if (week.Days == 0)
            throw new Refusal("days", "Choose at least one day on which work is done.");
        var before = (await db.WorkingCalendarsAsync(cancellation)).WeekOf(team?.Id);
        if (before.InWords == week.InWords && before.TeamId == week.TeamId && before.SetBy.Length > 0)
            return;
        db.Add(week);
        db.Record(
            "working-hours.set",
            team?.Name ?? "Organization",
            "/cadences/hours",
            $"{before.InWords} → {week.InWords}"
        );
        await db.SaveChangesAsync(cancellation);
    }

    private static int Minute(string field, string? text) =>
        TimeOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time)
            ? (int)time.ToTimeSpan().TotalMinutes
            : throw new Refusal(field, $"“{text}” is not a time of the day. Write it as 09:00.");
}
