using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Agreements;

internal static class AgreementsChecks
{
    private static readonly Threshold ReviewDays = new(
        "agreements.review-days",
        "Days after which a working agreement must be looked at again",
        180,
        "days",
        7,
        730
    );

    private static readonly FreshDocument Document = new(
        "working agreement",
        DocumentKind.WorkingAgreement,
        "Add WORKING_AGREEMENT.md, or point Binnacle at the repository that holds the agreements",
        "Go through the agreement with the team, and change it or write in it that nothing changed"
    );

    public static readonly Check Reviewed = new(
        "agreements.reviewed",
        "Working agreement reviewed in half a year",
        "Days since the newest working agreement found in repositories last changed. At risk past the limit, not kept past twice the limit.",
        "Needs a working agreement in a repository, such as WORKING_AGREEMENT.md",
        (records, scope, date) => Document.Evaluate(records, scope, date, ReviewDays.DaysFor(records, scope, date))
    )
    {
        Answers = ["norms"],
        Thresholds = [ReviewDays],
        EdgeCases =
        [
            "No document found is unknown: an agreement may live elsewhere.",
            "A change stands for a review: a review that changed nothing leaves no trace in a repository.",
        ],
    };

    public static readonly Check PerTeam = new(
        "agreements.per-team",
        "Every team has a working agreement",
        "Teams with a working agreement found in a repository they own ÷ teams.",
        "Needs teams in the catalogue, and a working agreement in a repository that each team owns",
        EvaluatePerTeam
    )
    {
        Answers = ["norms"],
        PerTeam = false,
        EdgeCases =
        [
            "Unknown when no agreement of any team is found: agreements may live elsewhere.",
            "A repository without a team can hold agreements of many; they count for none.",
        ],
    };

    public static readonly Check Acknowledged = new(
        "agreements.acknowledged",
        "Working agreement acknowledged",
        "People who acknowledged the version in force ÷ people of the team; the aim is 80 %.",
        "Needs acknowledgements by people",
        States.NotTold("Who acknowledged the working agreement", "Read the agreement aloud in the next team meeting")
    );

    private static CheckResult EvaluatePerTeam(CheckRecords records, Scope scope, DateOnly date)
    {
        var agreements = records.Documents(DocumentKind.WorkingAgreement, scope, date);
        if (agreements.Count == 0)
            return RepositoriesInScope.Of(records, scope, date).NotFound("working agreement", Document.WhenMissing);
        var teams = records.Of<TeamRecord>().OrderBy(team => team.Name, StringComparer.Ordinal).ToList();
        if (teams.Count == 0)
            return CheckResult.Unknown($"No team of {scope.Name} is known", "Confirm the teams in the catalogue");
        var held = agreements.ToLookup(agreement => agreement.Record.TeamId);
        var without = teams.FindAll(team => !held.Contains(team.Id));
        var have = teams.Count - without.Count;
        if (have == 0)
        {
            return CheckResult.Unknown(
                $"{Words.Count(agreements.Count, "working agreement")} of {scope.Name} found, none in a repository that a team owns",
                "Say in the catalogue which repositories each team owns"
            );
        }
        var newest = agreements.MaxBy(agreement => agreement.Version.At);
        return new CheckResult(
            States.OfShare(have, teams.Count),
            $"{have} of {teams.Count}",
            without.Count == 0
                ? $"Every team of {scope.Name} has a working agreement"
                : $"No working agreement found for {Words.Count(without.Count, "team")} of {scope.Name}",
            without.Count == 0 ? "" : $"Write the working agreement of {without[0].Name} together"
        )
        {
            Number = (double)have / teams.Count,
            Unit = "share",
            Target = "all teams",
            Sample = new Sample(teams.Count, "teams"),
            NewestAt = newest.Version.At,
            NewestWhat = newest.Record.Path,
            Evidence =
            [
                .. without.Select(team => new Evidence(team.Name, "none found", State: CheckState.Fail)),
                .. agreements
                    .Where(agreement => agreement.Record.TeamId is not null)
                    .Select(agreement => agreement.AsEvidence(agreement.Facts.Title, state: CheckState.Pass)),
            ],
        };
    }
}
