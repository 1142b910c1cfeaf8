using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Onboarding;

internal static class OnboardingChecks
{
    private const int GuideDays = 365;
    private const int WindowDays = 365;
    private const int FewestPeople = 5;
    private const int RampChanges = 10;
    private const string Needs = "Needs joiners with their start dates";

    private static readonly Threshold RampDays = new(
        "onboarding.ramp-days",
        "Days from the first to the tenth change of a person",
        90,
        "days",
        7,
        365
    );

    private static readonly RepositoryConvention GuideConvention = new(
        "a current guide for joiners",
        "CONTRIBUTING.md or development guide",
        [DocumentKind.Contributing, DocumentKind.Onboarding],
        (document, date) => States.Age(document.Version.At, date) <= GuideDays,
        IsInherited: true
    );

    public static readonly Check Guides = new(
        "onboarding.guides",
        "Repositories tell joiners how to start",
        "Active repositories with a contributing, onboarding or development guide that changed within 365 days ÷ active repositories, those with a change by a person in 365 days. At risk when one lacks it, not kept when more than half do.",
        "Needs repositories with changes in the last 365 days",
        (records, scope, date) =>
            GuideConvention.Evaluate(
                records,
                scope,
                date,
                name => $"Let the newest person write down how they started in {name}"
            )
    )
    {
        EdgeCases = ["A guide in the organization's repository .github counts for all its repositories."],
    };

    public static readonly Check Ramp = new(
        "onboarding.ramp",
        "Newcomers find their feet",
        "Median days from the first to the tenth change of people whose first change lies in the last 365 days and who made ten. At risk past the limit, not kept past twice the limit. Never by name.",
        "Needs at least 5 people who joined in the last 365 days and made ten changes",
        EvaluateRamp
    )
    {
        Thresholds = [RampDays],
        Source = "Zhou and Mockus (2012), What make long term contributors",
        EdgeCases =
        [
            "Unknown below 5 people.",
            "People who have not made ten changes yet are counted, not timed: the median speaks of those who stayed.",
            "The first change known stands for joining; one who came back after four years counts as a newcomer.",
            "Unknown when the history does not reach back half a year before the window: then newcomers cannot be told from others.",
        ],
    };

    public static readonly Check Plans = new(
        "onboarding.plans",
        "Joiners have a plan and a mentor",
        "People who joined in the last 90 days with a ramp plan and a mentor ÷ people who joined.",
        Needs,
        States.NotTold("Who has a plan and a mentor", "Ask the newest person who their mentor is")
    );

    public static readonly Check Meeting = new(
        "onboarding.meeting",
        "First meeting within a month",
        "People who joined and met their mentor or leader within 30 days ÷ people who joined.",
        Needs,
        States.NotTold("When joiners were first met", "Meet the people who joined this month")
    );

    public static readonly Check FirstChange = new(
        "onboarding.first-change",
        "First change ships soon after the start",
        "Median days from the start date of people to their first change.",
        Needs,
        States.NotTold(
            "How long joiners take to their first change",
            "Put the start dates of the last five joiners beside their first change"
        )
    );

    /// <summary>When a person's first change went in, and the tenth; the second is null before there were ten.</summary>
    private readonly record struct Newcomer(DateTime First, DateTime? Tenth);

    private static IReadOnlyList<Newcomer> PeopleOf(CheckRecords records, Scope scope) =>
        records.Derived(
            ("ramp", scope.Key, scope.Id),
            records =>
            {
                var people = new Dictionary<int, (DateTime First, int Count, DateTime? Tenth)>();
                foreach (var change in ChangeIndex.Of(records).Changes(scope).Items)
                {
                    var (first, count, tenth) = people.GetValueOrDefault(change.Commit.Author, (change.At, 0, null));
                    count++;
                    people[change.Commit.Author] = (first, count, count == RampChanges ? change.At : tenth);
                }
                return (IReadOnlyList<Newcomer>)
                    [.. people.Values.Select(person => new Newcomer(person.First, person.Tenth))];
            }
        );

    private static CheckResult EvaluateRamp(CheckRecords records, Scope scope, DateOnly date)
    {
        var changes = ChangeIndex.Of(records).Changes(scope);
        if (changes.LastBy(date) is not { } last)
        {
            return CheckResult.Unknown(
                $"No change of {scope.Name} was known on {Words.Date(date)}",
                "Add repositories"
            );
        }
        var start = date.AddDays(1 - WindowDays);
        if (IsCut(records, changes.Items[0], start))
        {
            return CheckResult.Unknown(
                $"The history of {scope.Name} starts on {Words.Date(changes.Items[0].At)}, too late to tell newcomers from others",
                "Fetch the whole history of the repositories"
            );
        }
        var joined = PeopleOf(records, scope)
            .Where(person => States.IsBy(person.First, date) && DateOnly.FromDateTime(person.First) >= start)
            .ToList();
        var ramps = joined
            .Where(person => person.Tenth is { } tenth && States.IsBy(tenth, date))
            .Select(person => (person.Tenth!.Value - person.First).TotalDays)
            .ToList();
        var limit = RampDays.DaysFor(records, scope, date);
        if (ramps.Count < FewestPeople)
        {
            return CheckResult.Unknown(
                $"{Words.Count(ramps.Count, "person", "people")} joined {scope.Name} in {WindowDays} days and made ten changes, too few for a median",
                "Look again when more people have joined"
            ) with
            {
                Sample = new Sample(ramps.Count, "people"),
            };
        }
        var median = Statistics.Median(ramps);
        var state = States.OfAge(median, limit);
        return new CheckResult(
            state,
            Words.Days(median),
            $"Newcomers to {scope.Name} take {Words.LongDays(median)} to their tenth change, the median of {ramps.Count}",
            state is CheckState.Pass ? "" : "Ask the last three newcomers what held them up"
        )
        {
            Number = median,
            Unit = "days",
            Target =
                $"{limit} days, "
                + (RampDays.SettingFor(records, scope, date) is null ? "default until you set one" : "as set"),
            Sample = new Sample(ramps.Count, "people"),
            Coverage = new Coverage(ramps.Count, joined.Count, "people who joined"),
            NewestAt = last.At,
            NewestWhat = last.Repository.Repository,
            Facts =
            [
                new Fact("Slowest tenth", Words.LongDays(Statistics.Quantile(ramps, 0.9))),
                new Fact("Not at ten changes yet", Words.Count(joined.Count - ramps.Count, "person", "people")),
            ],
        };
    }

    /// <summary>Older history was left out, and what is there does not reach back far enough to know who was there before.</summary>
    private static bool IsCut(CheckRecords records, Change first, DateOnly start)
    {
        if (DateOnly.FromDateTime(first.At) <= start.AddDays(-180))
            return false;
        var repository = records
            .Of<RepositoryRecord>()
            .FirstOrDefault(repository => repository.Id == first.Repository.RepositoryId);
        return first.Repository.IsShallow
            || (repository?.FirstCommitAt is { } born && first.At - born > TimeSpan.FromDays(30));
    }
}
