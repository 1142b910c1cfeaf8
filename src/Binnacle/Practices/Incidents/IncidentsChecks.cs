using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Incidents.Actions;

namespace Binnacle.Practices.Incidents;

internal static class IncidentsChecks
{
    private const string Needs = "Needs incidents: from the pager, from alerts, or written by hand";

    private static readonly Threshold VerifyDays = new(
        "incidents.verify-days",
        "Days after their due date until actions of incidents are looked at",
        90,
        "days",
        7,
        365
    );

    private static readonly Threshold NoticedShare = new(
        "incidents.noticed-share",
        "Share of incidents that customers may notice first",
        0.1,
        "share",
        0,
        1
    );

    private static readonly Threshold WindowDays = new(
        "incidents.window-days",
        "Days back over which postmortems are looked at",
        365,
        "days",
        30,
        1460
    );

    public static readonly Check Postmortems = new(
        "incidents.postmortems",
        "Blameless postmortem within 10 days",
        "Severe incidents with a postmortem published within 10 days ÷ severe incidents.",
        Needs,
        (records, scope, date) =>
            RegisterChecks.Postmortems(records, scope, date, WindowDays.DaysFor(records, scope, date))
            ?? FileChecks.Postmortems(records, scope, date),
        Version: 2
    )
    {
        Answers = ["postmortems"],
        Source = "Beyer et al. (2016), Site reliability engineering, chapter 15",
        Thresholds = [WindowDays],
        EdgeCases =
        [
            "Published is when it was shared here, or first stood in a repository where it is linked, whichever was first.",
            "An incident of the last 10 days counts once it has its postmortem.",
            "Incidents that nobody judged are not severe and not well: with one of them it is at risk at best.",
            "A window without a severe incident has no answer, where incidents are recorded at all.",
        ],
    };

    public static readonly Check Actions = new(
        "incidents.actions",
        "Postmortem actions have owner and date",
        "Actions with an owner and a due date ÷ actions, in postmortems of the last 365 days. At risk when one lacks them or when a postmortem has no action, not kept when more than half lack them.",
        "Needs incidents with actions, or postmortems in a repository with actions that name an owner and a date",
        (records, scope, date) => FileChecks.Actions(records, scope, date, WindowDays.DaysFor(records, scope, date)),
        Version: 2
    )
    {
        Answers = ["postmortems"],
        Thresholds = [WindowDays, ActionPolicy.SevereDays, ActionPolicy.OtherDays],
        EdgeCases =
        [
            "The day of a postmortem is the one written in it, else that of the file's first version.",
            "Owners and dates are counted per file: the smaller of the two counts as both.",
            "Actions that were decided here always have both, or say why nothing is done; they count beside those of files.",
            "No postmortem in the window is unknown: whether there were incidents is not known.",
        ],
    };

    public static readonly Check OnTime = new(
        "incidents.on-time",
        "Postmortem actions are done on time",
        "Actions done by their due date ÷ actions that were due in the window.",
        "Needs actions as commitments with dates",
        (records, scope, date) =>
            RegisterChecks.OnTime(records, scope, date, WindowDays.DaysFor(records, scope, date))
            ?? FileChecks.OnTime(records, scope, date),
        Version: 2
    )
    {
        Answers = ["postmortems"],
        Thresholds = [WindowDays],
        EdgeCases =
        [
            "An action that was dropped with a reason by its day counts for neither.",
            "Due is the day that holds now; the commitment keeps the days before.",
        ],
    };

    public static readonly Check Noticed = new(
        "incidents.noticed",
        "Incidents are noticed before customers do",
        "Incidents that a customer reported first ÷ incidents of the last 92 days.",
        Needs,
        (records, scope, date) => RegisterChecks.Noticed(records, scope, date, NoticedShare.For(records, scope, date)),
        Version: 2
    )
    {
        Thresholds = [NoticedShare],
        EdgeCases =
        [
            "A pager's own record does not say who made it ring, so who noticed is unknown until somebody says.",
            "Known of fewer than half of the incidents is unknown; known of not all of them is at risk at best.",
        ],
    };

    public static readonly Check Verified = new(
        "incidents.verified",
        "Incident actions are verified",
        "Actions whose expected effect was looked at after their due date ÷ actions done.",
        Needs,
        (records, scope, date) =>
            RegisterChecks.Verified(
                records,
                scope,
                date,
                VerifyDays.DaysFor(records, scope, date),
                WindowDays.DaysFor(records, scope, date)
            ),
        Version: 3
    )
    {
        Thresholds = [VerifyDays, WindowDays],
        EdgeCases =
        [
            "Looked at is what somebody wrote down after the due date, or that the alert of a detection gap really fired.",
            "Actions done lately are left out: it is too early to tell.",
        ],
    };
}
