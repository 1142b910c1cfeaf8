using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

/// <summary>What one does with a cadence; each leaves an event on the Timeline.</summary>
public static class CadenceVerbs
{
    public static bool MayChange(this Viewer viewer, Cadence cadence) => viewer.RoleIn(cadence.TeamId) >= Role.Member;

    /// <summary>Ready to be changed; null where there is none or the viewer may not see it.</summary>
    public static Task<Cadence?> CadenceAsync(this AppDb db, int number, CancellationToken cancellation = default) =>
        db.Set<Cadence>()
            .Include(row => row.Rules)
            .Include(row => row.Hosts)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Number == number, cancellation);

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<Cadence> AddCadenceAsync(
        this AppDb db,
        CadenceDraft draft,
        CancellationToken cancellation = default
    )
    {
        var values = CheckedCadence.Of(draft);
        var team = await ScopeAsync(db, draft.Scope, cancellation);
        var isPrivate = draft.Kind is CadenceKind.OneOnOne;
        if (isPrivate && db.Viewer.AccountId is null)
            throw new Refusal("kind", "One-on-ones belong to an account. Sign in to write one down.");
        var cadence = new Cadence
        {
            Number = (int)await db.TakeNumbersAsync("cadences", 1, cancellation),
            Kind = draft.Kind,
            TeamId = team?.Id,
            DataClass = isPrivate ? DataClass.Private : DataClass.Open,
            OwnerAccountId = isPrivate ? db.Viewer.AccountId : null,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        Set(cadence, values, draft, db);
        cadence.Rules.Add(Rule(cadence, values, 1, db));
        db.Add(cadence);
        db.Record("cadence.planned", cadence.Name, cadence.Url, Told(values), cadence);
        await db.SaveChangesAsync(cancellation);
        return cadence;
    }

    /// <summary>A new rule, hour or time zone holds from the day given; what was planned before stays.</summary>
    public static async Task ChangeAsync(
        this AppDb db,
        Cadence cadence,
        CadenceDraft draft,
        CancellationToken cancellation = default
    )
    {
        RequireOpen(db, cadence);
        var values = CheckedCadence.Of(draft with { Kind = cadence.Kind });
        var team = await ScopeAsync(db, draft.Scope, cancellation);
        var before = cadence.Rule;
        var isNewRule =
            before.Text != values.Rule
            || before.Zone != values.Zone
            || before.StartMinute != values.StartMinute
            || before.Minutes != values.Minutes;
        if (isNewRule && values.StartsOn < db.Today)
            throw new Refusal("startsOn", $"A new rule holds from today or later, {Words.Date(db.Today)}.");
        var changes = new Changes()
            .Add("name", cadence.Name, values.Name)
            .Add("team", await db.TeamNameAsync(cadence.TeamId, cancellation), team?.Name)
            .Add("rule", isNewRule ? Told(before) : "", isNewRule ? Told(values) : "")
            .Add("place", cadence.Place, values.Place)
            .Add("on holidays", cadence.OnHoliday.ToString(), draft.OnHoliday.ToString())
            .Add(
                "agenda",
                cadence.Agenda is null ? null : "was written",
                values.Agenda == cadence.Agenda
                    ? cadence.Agenda is null
                        ? null
                        : "was written"
                    : "is written anew"
            )
            .Add("events by title", cadence.MatchTitle, values.MatchTitle)
            .Add("events by organizer", cadence.MatchOrganizer, values.MatchOrganizer)
            .Add("events by UID", cadence.MatchUid, values.MatchUid);
        if (!changes.Any)
            return;
        Set(cadence, values, draft, db);
        cadence.TeamId = team?.Id;
        cadence.Sequence++;
        if (isNewRule)
            db.Add(Rule(cadence, values, before.Version + 1, db));
        db.Record("cadence.changed", cadence.Name, cadence.Url, changes.Told, cadence);
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task EndAsync(
        this AppDb db,
        Cadence cadence,
        DateOnly? on,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        RequireOpen(db, cadence);
        if (on is not { } day || day < db.Today)
            throw new Refusal("endsOn", "Give the first day without it: today or later.");
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500)
            throw new Refusal("endReason", "Say in up to 500 characters why it ends, for those who come to look.");
        (cadence.EndedOn, cadence.EndedAt, cadence.EndedBy) = (day, db.Now, db.Viewer.Name);
        cadence.ChangedAt = db.Now;
        cadence.Sequence++;
        db.Record("cadence.ended", cadence.Name, cadence.Url, $"From {Words.Date(day)}: {reason.Trim()}", cadence);
        await db.SaveChangesAsync(cancellation);
    }

    internal static void RequireMember(AppDb db, Cadence cadence)
    {
        if (!db.Viewer.MayChange(cadence))
            throw new NotAllowed("Only members of its team, or of the organization, may change this cadence.");
    }

    private static void RequireOpen(AppDb db, Cadence cadence)
    {
        RequireMember(db, cadence);
        if (cadence.EndedAt is { } at)
            throw new Refusal("", $"This cadence was ended on {Words.Date(at)} by {cadence.EndedBy}.");
    }

    private static async Task<Team?> ScopeAsync(AppDb db, string? scope, CancellationToken cancellation)
    {
        var team = await db.TeamOfScopeAsync(scope, "scope", cancellation: cancellation);
        return db.Viewer.RoleIn(team?.Id) >= Role.Member
            ? team
            : throw new Refusal(
                "scope",
                team is null
                    ? "Your role does not cover the whole organization. Choose a team of yours."
                    : "Your role does not cover this team. Choose a team of yours."
            );
    }

    private static void Set(Cadence cadence, CheckedCadence values, CadenceDraft draft, AppDb db)
    {
        cadence.Name = values.Name;
        cadence.Place = values.Place;
        cadence.OnHoliday = draft.OnHoliday;
        cadence.Agenda = values.Agenda;
        cadence.MatchTitle = values.MatchTitle;
        cadence.MatchOrganizer = values.MatchOrganizer;
        cadence.MatchUid = values.MatchUid;
        cadence.ChangedAt = db.Now;
    }

    private static CadenceRule Rule(Cadence cadence, CheckedCadence values, int version, AppDb db) =>
        new()
        {
            CadenceId = cadence.Id,
            Version = version,
            StartsOn = values.StartsOn,
            Text = values.Rule,
            Zone = values.Zone,
            StartMinute = values.StartMinute,
            Minutes = values.Minutes,
            MadeAt = db.Now,
            MadeBy = db.Viewer.Name,
        };

    private static string Told(CheckedCadence values) =>
        Told(values.Rule, values.StartsOn, values.StartMinute, values.Minutes, values.Zone);

    public static string Told(this CadenceRule rule) =>
        Told(rule.Text, rule.StartsOn, rule.StartMinute, rule.Minutes, rule.Zone);

    /// <summary>"every Tuesday at 10:00 Europe/Berlin, 60 min, from 3 Mar 2026"</summary>
    private static string Told(string text, DateOnly starts, int minute, int minutes, string zone) =>
        $"{RecurrenceText.Read(text).InWords(starts)} at {LocalTime.Clock(minute)} {zone}, {minutes} min, from {Words.Date(starts)}";
}
