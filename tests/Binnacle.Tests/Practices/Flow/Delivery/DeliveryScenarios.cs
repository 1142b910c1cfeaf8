namespace Binnacle.Tests.Practices.Flow.Delivery;

/// <summary>
/// Every edge of the delivery measures as a small history with the numbers worked out by hand. docs/measures.md prints them, a test plays
/// them (<see cref="DeliveryScenarioTests"/>). The week begins on Monday, 2 March 2026; times are UTC unless they say otherwise.
/// </summary>
internal static class DeliveryScenarios
{
    public static readonly IReadOnlyList<DeliveryScenario> All =
    [
        new(
            "A usual change",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 11:00 open #7; Mon 12:00 a colleague looks at #7; Mon 15:00 merge #7; Mon 19:00 deploy #7",
            "#7: coding 2 h, pickup 1 h, review 3 h, deploy 4 h, in all 10 h"
        ),
        new(
            "The first deployment that is observed",
            "Mon 08:00 commit A; Mon 10:00 deploy A; Tue 08:00 commit B; Tue 12:00 deploy B",
            "A: no lead time, it came before what is observed; B: coding 0 h, pickup unknown, review unknown, deploy 4 h, in all 4 h"
        ),
        new(
            "A direct push has no review",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 11:00 deploy A",
            "A: coding 0 h, pickup unknown, review unknown, deploy 2 h, in all 2 h"
        ),
        new(
            "A squash, told by the code host",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 commit B for #7; Mon 11:00 open #7; Mon 12:00 a colleague looks at #7; Mon 14:00 squash #7; Mon 18:00 deploy #7",
            "#7: coding unknown, pickup 1 h, review 2 h, deploy 4 h, in all 7 h"
        ),
        new(
            "A squash, and the code host tells the first commit",
            "Mon 08:00 deploy root; Mon 11:00 open #7 begun Mon 09:00; Mon 12:00 a colleague looks at #7; Mon 14:00 squash #7; Mon 18:00 deploy #7",
            "#7: coding 2 h, pickup 1 h, review 2 h, deploy 4 h, in all 9 h"
        ),
        new(
            "A rebase keeps the day of its first commit",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 commit B for #7; Mon 11:00 open #7; Mon 12:00 a colleague looks at #7; Mon 14:00 rebase #7; Mon 18:00 deploy #7",
            "#7: coding 2 h, pickup 1 h, review 2 h, deploy 4 h, in all 9 h"
        ),
        new(
            "A cherry-pick to a release branch reaches production before the main line",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 10:00 pick A to the release branch as C; Mon 11:00 deploy C; Tue 09:00 deploy A",
            "A: coding 0 h, pickup unknown, review unknown, deploy 24 h, in all 24 h"
        ),
        new(
            "A hotfix that is deployed from its branch before it is merged",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 09:30 open #7; Mon 10:00 deploy the branch of #7; Mon 11:00 a colleague looks at #7; Mon 12:00 merge #7; Mon 13:00 deploy #7",
            "#7: coding 0.5 h, pickup unknown, review unknown, deploy 0.5 h, in all 1 h"
        ),
        new(
            "A fix while an incident is open is a repair",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 10:00 deploy A; Mon 11:00 an incident begins; Mon 12:00 commit B as a fix; Mon 13:00 deploy B; Mon 13:00 the incident ends",
            "A: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h; B: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h; the deployment of A failed (nearest before an incident), back after 3 h; the deployment of B is a repair (a fix while an incident was open)"
        ),
        new(
            "A rollback: an older version again",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 10:00 deploy A; Mon 10:30 deploy root; Mon 12:00 commit B; Mon 13:00 deploy B",
            "A: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h; B: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h; the deployment of A failed (rolled back), back after 0.5 h; the third deployment, of root, is a repair (a step back)"
        ),
        new(
            "The same version deployed twice is no rollback",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 10:00 deploy A; Mon 11:00 deploy A",
            "A: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h"
        ),
        new(
            "A revert in a later deployment",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 10:00 deploy A; Mon 11:00 commit B that reverts A; Mon 12:00 deploy B",
            "A: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h; B: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h; the deployment of A failed (a change of it was reverted), back after 2 h; the deployment of B is a repair (takes a change back)"
        ),
        new(
            "A revert before anything was deployed harmed nobody",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 11:00 commit B that reverts A; Mon 12:00 deploy B",
            "A: coding 0 h, pickup unknown, review unknown, deploy 3 h, in all 3 h; B: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h"
        ),
        new(
            "A draft waits for nobody until it is ready",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 open #7 as a draft; Mon 14:00 ready #7; Mon 15:00 a colleague looks at #7; Mon 16:00 merge #7; Mon 18:00 deploy #7",
            "#7: coding 5 h, pickup 1 h, review 1 h, deploy 2 h, in all 9 h"
        ),
        new(
            "A look at a draft: it is picked up when it is ready",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 open #7 as a draft; Mon 11:00 a colleague looks at #7; Mon 14:00 ready #7; Mon 16:00 merge #7; Mon 18:00 deploy #7",
            "#7: coding 5 h, pickup 0 h, review 2 h, deploy 2 h, in all 9 h"
        ),
        new(
            "A look at one's own change is no review",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 open #7; Mon 11:00 the author looks at #7; Mon 14:00 merge #7; Mon 16:00 deploy #7",
            "#7: coding 1 h, pickup unknown, review 4 h, deploy 2 h, in all 7 h"
        ),
        new(
            "A bot's look is no review",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 open #7; Mon 10:01 a bot looks at #7; Mon 13:00 a colleague looks at #7; Mon 14:00 merge #7; Mon 16:00 deploy #7",
            "#7: coding 1 h, pickup 3 h, review 1 h, deploy 2 h, in all 7 h"
        ),
        new(
            "A look behind the merge kept nobody waiting",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 open #7; Mon 12:00 merge #7; Mon 13:00 a colleague looks at #7; Mon 16:00 deploy #7",
            "#7: coding 1 h, pickup unknown, review 2 h, deploy 4 h, in all 7 h"
        ),
        new(
            "Reopened: it waits from the first opening",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 open #7; Mon 11:00 close #7; Tue 10:00 reopen #7; Tue 11:00 a colleague looks at #7; Tue 12:00 merge #7; Tue 14:00 deploy #7",
            "#7: coding 1 h, pickup 25 h, review 1 h, deploy 2 h, in all 29 h"
        ),
        new(
            "Given up",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 open #7; Mon 11:00 close #7",
            "#7: given up after 1 h"
        ),
        new(
            "Merged, not deployed yet",
            "Mon 08:00 deploy root; Mon 09:00 commit A for #7; Mon 10:00 open #7; Mon 11:00 a colleague looks at #7; Mon 12:00 merge #7",
            "#7: coding 1 h, pickup 1 h, review 1 h, deploy unknown, in all 3 h, waits for production"
        ),
        new(
            "Merged where nothing is ever deployed",
            "Mon 09:00 commit A for #7; Mon 10:00 open #7; Mon 11:00 a colleague looks at #7; Mon 12:00 merge #7",
            "#7: coding 1 h, pickup 1 h, review 1 h, deploy unknown, in all 3 h, no deployment is known"
        ),
        new(
            "A deployment that went wrong brings nothing",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 10:00 deploy A in vain; Mon 12:00 deploy A",
            "A: coding 0 h, pickup unknown, review unknown, deploy 3 h, in all 3 h"
        ),
        new(
            "Time zones: moments are compared, not clocks",
            "Mon 08:00 deploy root; Mon 18:00+09:00 commit A for #7; Mon 06:00-05:00 open #7; Mon 13:00+01:00 a colleague looks at #7; Mon 15:00 merge #7; Mon 14:00-05:00 deploy #7",
            "#7: coding 2 h, pickup 1 h, review 3 h, deploy 4 h, in all 10 h"
        ),
        new(
            "Over a weekend, with working hours from 9 to 17",
            "Thu 08:00 deploy root; Fri 14:00 commit A for #7; Fri 16:00 open #7; Mon+1 10:00 a colleague looks at #7; Mon+1 11:00 merge #7; Mon+1 12:00 deploy #7",
            "#7: coding 2 h, pickup 66 h, review 1 h, deploy 1 h, in all 70 h; of work: coding 2 h, pickup 2 h, review 1 h, deploy 1 h, in all 6 h"
        )
        {
            IsOfWork = true,
        },
        new(
            "Two services in one repository: each has its own deployments",
            "Mon 07:00 cart is in cart/; Mon 07:00 search is in search/; Mon 08:00 deploy root of cart; Mon 08:00 deploy root of search; Mon 09:00 commit A in cart/; Mon 10:00 commit B in no folder; Mon 12:00 deploy B of cart; Tue 12:00 deploy B of search",
            "A: coding 0 h, pickup unknown, review unknown, deploy 3 h, in all 3 h, reached cart; B: coding 0 h, pickup unknown, review unknown, deploy 2 h, in all 2 h, reached cart, search after 26 h"
        ),
        new(
            "Two environments of a service: the first that has it counts",
            "Mon 08:00 deploy root to eu; Mon 08:00 deploy root to us; Mon 09:00 commit A; Mon 11:00 deploy A to us; Tue 09:00 deploy A to eu",
            "A: coding 0 h, pickup unknown, review unknown, deploy 2 h, in all 2 h"
        ),
        new(
            "Two deployments within five minutes before an incident: neither is counted",
            "Mon 08:00 deploy root to eu; Mon 08:00 deploy root to us; Mon 09:00 commit A; Mon 11:00 deploy A to us; Mon 11:03 deploy A to eu; Mon 12:00 an incident begins; Mon 13:00 the incident ends",
            "A: coding 0 h, pickup unknown, review unknown, deploy 2 h, in all 2 h; the incident is attributed to none: 2 deployments came within five minutes of each other before it"
        ),
        new(
            "A day and an hour after the last deployment, an incident has another cause",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 10:00 deploy A; Tue 11:00 an incident begins; Tue 12:00 the incident ends",
            "A: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h"
        ),
        new(
            "What an incident names holds against a nearer one",
            "Mon 08:00 deploy root; Mon 09:00 commit A; Mon 10:00 deploy A; Mon 11:00 commit B; Mon 12:00 deploy B; Mon 13:00 an incident begins, caused by the deployment of A; Mon 14:00 the incident ends",
            "A: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h; B: coding 0 h, pickup unknown, review unknown, deploy 1 h, in all 1 h; the deployment of A failed (named by an incident), back after 4 h"
        ),
    ];
}
