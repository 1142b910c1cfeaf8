using System.Text.Json;
using System.Text.RegularExpressions;
using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Review;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices;

public sealed partial class AllChecksTests
{
    private static readonly Scope[] Scopes =
    [
        World.Organization,
        World.Team(World.Payments),
        World.Team(World.Search),
        new(ScopeKind.Repository, World.Number(1), "ledger", "ledger"),
    ];

    [Fact]
    public void Every_practice_of_the_product_is_there_in_the_order_of_its_room() =>
        World
            .Practices.All.Select(practice => practice.Id)
            .ShouldBe([
                "direction",
                "outcomes",
                "decisions",
                "communication",
                "flow",
                "debt",
                "guardrails",
                "incidents",
                "readiness",
                "service-levels",
                "security",
                "safety",
                "agreements",
                "hiring",
                "onboarding",
                "growth",
                "learning",
            ]);

    [Fact]
    public void Ids_are_unique_and_begin_with_their_practice()
    {
        World.Practices.Checks.Select(check => check.Id).ShouldBeUnique();
        foreach (var practice in World.Practices.All)
        {
            foreach (var check in practice.Checks)
                check.Id.ShouldMatch($"^{practice.Id}\\.[a-z]+(-[a-z]+)*$");
        }
    }

    [Fact]
    public void Every_item_of_the_checklists_is_answered_and_no_other()
    {
        var answered = World.Practices.Checks.SelectMany(check => check.Answers).Distinct();
        answered.Order().ShouldBe(Checklist.Items.Select(item => item.Id).Order());
    }

    [Fact]
    public void Thresholds_have_one_definition_a_key_and_a_default_inside_their_bounds()
    {
        foreach (var group in World.Practices.Checks.SelectMany(check => check.Thresholds).GroupBy(each => each.Key))
        {
            group.Distinct().Count().ShouldBe(1, group.Key);
            var threshold = group.First();
            threshold.Default.ShouldBeInRange(threshold.Min, threshold.Max, threshold.Key);
            threshold.Unit.ShouldBeOneOf("share", "days", "minutes", "count");
            ShouldBeSentence(threshold.Words, threshold.Key);
        }
    }

    [Fact]
    public void Texts_are_well_formed()
    {
        foreach (var practice in World.Practices.All)
        {
            ShouldBeSentences(practice.Purpose, practice.Id);
            ShouldBeSentences(practice.Asks, practice.Id);
        }
        foreach (var check in World.Practices.Checks)
        {
            ShouldBeSentence(check.Title, check.Id);
            ShouldBeSentence(check.Unlocks, check.Id);
            ShouldBeSentences(check.Rule, check.Id);
            foreach (var edge in check.EdgeCases)
                ShouldBeSentences(edge, check.Id);
        }
    }

    [Fact]
    public void Without_records_every_check_is_unknown_and_says_what_to_do()
    {
        foreach (var check in World.Practices.Checks)
        {
            foreach (var scope in Scopes)
            {
                var result = check.Evaluate(new CheckRecords(), scope, World.Today);
                ShouldReadWell(result, scope, check.Id);
                // Some things are said of teams and the organization alone, whatever is known.
                if (scope.Kind is ScopeKind.Repository && result.State is CheckState.NotApplicable)
                    continue;
                result.State.ShouldBe(CheckState.Unknown, check.Id);
                result.NextStep.ShouldNotBeEmpty(check.Id);
            }
        }
    }

    [Fact]
    public void Random_records_give_well_formed_results_that_do_not_hang_on_what_came_later() =>
        ForRandomWorlds(
            (world, date) =>
            {
                var all = world.Records(null);
                var then = world.Records(date);
                foreach (var scope in Scopes)
                {
                    foreach (var check in World.Practices.Checks)
                    {
                        var result = check.Evaluate(all, scope, date);
                        ShouldReadWell(result, scope, check.Id);
                        Json(check.Evaluate(then, scope, date)).ShouldBe(Json(result), check.Id);
                    }
                }
            }
        );

    [Fact]
    public void The_order_of_records_changes_nothing() =>
        ForRandomWorlds(
            (world, date) =>
            {
                var one = world.Records(null);
                var other = world.Records(null, isReversed: true);
                foreach (var scope in Scopes)
                {
                    foreach (var check in World.Practices.Checks)
                        Json(check.Evaluate(other, scope, date))
                            .ShouldBe(Json(check.Evaluate(one, scope, date)), check.Id);
                }
            }
        );

    private static void ForRandomWorlds(Action<RandomWorld, DateOnly> body) =>
        Prop.ForAll(
                Gen.Choose(0, 1_000_000).ToArbitrary(),
                Gen.Choose(0, 900).ToArbitrary(),
                (seed, ago) =>
                {
                    body(new RandomWorld(seed), World.Today.AddDays(-ago));
                    return true;
                }
            )
            .QuickCheckThrowOnFailure();

    private static string Json(CheckResult result) => JsonSerializer.Serialize(result);

    private static void ShouldReadWell(CheckResult result, Scope scope, string id)
    {
        ShouldBeSentence(result.Headline, id);
        result.Headline.ShouldContain(scope.Name, customMessage: id);
        result.Text.Length.ShouldBeInRange(1, 20, $"{id}: {result.Text}");
        (result.Number is null or >= 0).ShouldBeTrue($"{id}: {result.Number}");
        result.NewestAt.ShouldBe(
            result.NewestAt is { } at && at > DateTime.MinValue ? at : null,
            $"{id}: a time that is not known must be left out"
        );
        (result.NextStep.Length > 0).ShouldBe(
            result.State is CheckState.Warn or CheckState.Fail or CheckState.Unknown,
            $"{id}: {result.State} with the next step \"{result.NextStep}\""
        );
        if (result.NextStep.Length > 0)
            ShouldBeSentence(result.NextStep, id);
        if (result.Coverage is { } coverage)
            coverage.Known.ShouldBeInRange(0, coverage.Total, id);
        if (result.State is CheckState.Unknown && result.Text is "unknown")
            result.Number.ShouldBeNull(id);
        if (result.State is CheckState.Pass)
            result.NewestAt.ShouldNotBeNull($"{id}: alive without evidence");
    }

    /// <summary>Begins with a capital or a number and has no full stop, as it stands alone.</summary>
    private static void ShouldBeSentence(string text, string id)
    {
        text.ShouldNotBeNullOrWhiteSpace(id);
        (
            char.IsUpper(text[0])
            || char.IsAsciiDigit(text[0])
            || text.StartsWith("ledger", StringComparison.Ordinal)
            || text[0] is '<'
        ).ShouldBeTrue($"{id}: {text}");
        text[^1].ShouldNotBe('.', $"{id}: {text}");
        ShouldBePlain(text, id);
    }

    private static void ShouldBeSentences(string text, string id)
    {
        text.ShouldNotBeNullOrWhiteSpace(id);
        char.IsUpper(text[0]).ShouldBeTrue($"{id}: {text}");
        text[^1].ShouldBe('.', $"{id}: {text}");
        ShouldBePlain(text, id);
    }

    private static void ShouldBePlain(string text, string id)
    {
        text.ShouldNotContain("!", customMessage: id);
        text.ShouldNotContain("  ", customMessage: id);
        text.Trim().ShouldBe(text, id);
        Shouting().IsMatch(text).ShouldBeFalse($"{id}: {text}");
        WrongNumber().IsMatch(text).ShouldBeFalse($"{id}: {text}");
    }

    [GeneratedRegex(@"\b(KPI|pull request|action item|please|failed to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Shouting();

    [GeneratedRegex(@"\b1 (\w+ )?(repositories|changes|decisions|days|hours|alerts|services|areas|runbooks)\b")]
    private static partial Regex WrongNumber();
}
