using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Growth;

internal static class GrowthChecks
{
    public static readonly Check Ladders = new(
        "growth.ladders",
        "Career ladders are published",
        "Career ladder documents found in repositories. At risk when one is found but holds fewer than 100 words.",
        "Needs a career ladder document in a repository, and the roles it must cover",
        EvaluateLadders
    )
    {
        Answers = ["ladders"],
        PerTeam = false,
        EdgeCases =
        [
            "No document found is unknown: ladders often live elsewhere.",
            "Roles are not known, so whether each role has a ladder is not judged.",
        ],
    };

    public static readonly Check Pairings = new(
        "growth.pairings",
        "People have mentors",
        "Mentor pairings that met in the last 30 days ÷ pairings agreed.",
        "Needs mentor pairings",
        States.NotTold("Who has a mentor", "Ask each manager to name the pairings that met this month")
    )
    {
        Answers = ["ladders"],
    };

    public static readonly Check Assessments = new(
        "growth.assessments",
        "Growth is assessed twice a year",
        "People whose last assessment, their own and their manager's, is at most 180 days old ÷ people.",
        "Needs assessments",
        States.NotTold("When growth was last assessed", "Agree on the two months of the year in which it is done")
    );

    private static CheckResult EvaluateLadders(CheckRecords records, Scope scope, DateOnly date)
    {
        var ladders = records.Documents(DocumentKind.Ladder, scope, date);
        if (ladders.Count == 0)
        {
            return RepositoriesInScope
                .Of(records, scope, date)
                .NotFound("career ladder", "Publish the ladder, or point Binnacle at the repository that holds it");
        }
        const int words = 100;
        var full = ladders.Where(ladder => ladder.Facts is not ProseFacts { Words: < words }).ToList();
        var newest = ladders.MaxBy(ladder => ladder.Version.At);
        return new CheckResult(
            full.Count > 0 ? CheckState.Pass : CheckState.Warn,
            Words.Count(ladders.Count, "document"),
            full.Count > 0
                ? $"{Words.Count(full.Count, "career ladder document")} {Words.Verb(full.Count, "is", "are")} published in {scope.Name}"
                : $"The career ladder of {scope.Name} holds fewer than {words} words",
            full.Count > 0 ? "" : "Write down what each step of the ladder asks"
        )
        {
            Number = ladders.Count,
            Unit = "count",
            Target = "a ladder for each role; roles are not known",
            Sample = new Sample(ladders.Count, "documents"),
            NewestAt = newest.Version.At,
            NewestWhat = newest.Record.Path,
            Evidence =
            [
                .. ladders
                    .OrderBy(ladder => ladder.Version.At)
                    .Select(ladder => ladder.AsEvidence(ladder.Facts.Title))
                    .Take(States.MostEvidence),
            ],
        };
    }
}
