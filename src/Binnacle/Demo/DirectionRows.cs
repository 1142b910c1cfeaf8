using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Direction.Alignment;
using Binnacle.Practices.Direction.Bets;
using Binnacle.Practices.Direction.Principles;
using Binnacle.Practices.Direction.Roadmap;
using Binnacle.Practices.Direction.Vision;
using Binnacle.Practices.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>
/// Vision, principles, roadmap, bets and initiatives. The story: most of the work serves a goal, that of Mobile serves none,
/// and the guest checkout moved twice.
/// </summary>
internal sealed class DirectionRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private readonly Draw draw = new(seed, "direction");
    private IReadOnlyList<ObjectiveChoice> objectives = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        objectives = await db.ObjectivesAsync(cancellation);
        await VisionAsync(cancellation);
        await PrinciplesAsync(cancellation);
        var milestones = await MilestonesAsync(cancellation);
        await InitiativesAsync(milestones, cancellation);
        await db.SaveChangesAsync(cancellation);
        await BetsAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        foreach (var plan in Repositories.All)
            await db.MatchAsync(catalogue.Repository(plan.Slug), cancellation);
    }

    private async Task VisionAsync(CancellationToken cancellation)
    {
        var measures = await db.Set<Measure>()
            .Where(row => row.Slug == "activated-7-days" || row.Slug == "monthly-retention")
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        foreach (var (ago, version, isChange, reason) in DirectionTales.Reviews)
        {
            var at = At(ago, 600);
            if (isChange)
            {
                var row = new VisionVersion
                {
                    Id = draw.Id(),
                    Number = version,
                    Text = DirectionTales.Visions[version - 1],
                    At = at,
                    By = Northwind.Director,
                };
                foreach (var measure in measures)
                    row.Measures.Add(new VisionMeasure { VersionId = row.Id, MeasureId = measure });
                db.Add(row);
            }
            db.Add(
                new VisionReview
                {
                    Id = draw.Id(),
                    Version = version,
                    IsChange = isChange,
                    Reason = reason,
                    At = at,
                    By = Northwind.Director,
                }
            );
            telling.Tell(
                at,
                Northwind.Director,
                isChange ? "vision.changed" : "vision.reviewed",
                $"Vision, version {version}",
                VisionVerbs.Url,
                isChange ? reason : $"No change: {reason}"
            );
        }
    }

    private async Task PrinciplesAsync(CancellationToken cancellation)
    {
        var number = (int)await db.TakeNumbersAsync("principle", DirectionTales.Principles.Length, cancellation);
        foreach (var (name, over, sentence, retiredAgo) in DirectionTales.Principles)
        {
            var row = new Principle
            {
                Id = draw.Id(),
                Number = number++,
                Name = name,
                Over = over,
                Sentence = sentence,
                AddedAt = At(404, 640),
                AddedBy = Northwind.Director,
            };
            if (objectives.Count > 0 && retiredAgo == 0)
                row.Objectives.Add(
                    new PrincipleObjective
                    {
                        PrincipleId = row.Id,
                        Objective = objectives[row.Number % objectives.Count].Number,
                    }
                );
            db.Add(row);
            telling.Tell(
                row.AddedAt,
                Northwind.Director,
                "principle.added",
                name,
                row.Url,
                $"{name}, even over {over}"
            );
            if (retiredAgo == 0)
                continue;
            var retirement = new PrincipleRetirement
            {
                Id = draw.Id(),
                PrincipleId = row.Id,
                Reason = "Nobody traded anything for it in half a year.",
                At = At(retiredAgo, 620),
                By = Northwind.Director,
            };
            db.Add(retirement);
            telling.Tell(retirement.At, Northwind.Director, "principle.retired", name, row.Url, retirement.Reason);
        }
    }

    private async Task<Dictionary<string, Milestone>> MilestonesAsync(CancellationToken cancellation)
    {
        var all = new Dictionary<string, Milestone>(StringComparer.Ordinal);
        var number = (int)await db.TakeNumbersAsync("milestone", DirectionTales.Milestones.Length, cancellation);
        foreach (var tale in DirectionTales.Milestones)
        {
            var (added, team) = (At(tale.AddedAgo, 540), catalogue.Team(tale.Team));
            var target = Span(tale.Targets[0]);
            var row = new Milestone
            {
                Id = draw.Id(),
                Number = number++,
                Title = tale.Title,
                Outcome = tale.Outcome,
                Objective = ObjectiveOf(team),
                TeamId = team?.Id,
                TargetFrom = target.From,
                TargetTo = target.To,
                AddedAt = added,
                AddedBy = tale.By,
            };
            db.Add(row);
            all[tale.Title] = row;
            if (tale.IsDraft)
            {
                telling.Tell(added, tale.By, "milestone.added", $"Draft {row.Number}", row.Url);
                continue;
            }
            row.Publication = new MilestonePublication
            {
                Id = draw.Id(),
                MilestoneId = row.Id,
                At = added.AddHours(2),
                By = tale.By,
            };
            telling.Tell(
                added.AddHours(2),
                tale.By,
                "milestone.published",
                row.Title,
                row.Url,
                $"Target {target.Words}",
                team?.Id
            );
            foreach (var (to, ago, reason) in tale.Moves)
            {
                var (was, span, at) = (row.Target, Span(to), At(ago, 610));
                db.Add(row.Move(span, reason, at, tale.By)!);
                telling.Tell(
                    at,
                    tale.By,
                    "milestone.moved",
                    row.Title,
                    row.Url,
                    $"{was.Words} → {span.Words}\n{reason}",
                    team?.Id
                );
            }
            if (tale.EndedAgo is { } ended)
            {
                row.Ending = new MilestoneEnding
                {
                    Id = draw.Id(),
                    MilestoneId = row.Id,
                    Outcome = tale.Outcomes,
                    Reason = tale.EndReason,
                    At = At(ended, 660),
                    By = tale.By,
                };
                telling.Tell(
                    row.Ending.At,
                    tale.By,
                    tale.Outcomes is MilestoneOutcome.Done ? "milestone.done" : "milestone.dropped",
                    row.Title,
                    row.Url,
                    tale.EndReason,
                    team?.Id
                );
            }
        }
        return all;
    }

    private async Task InitiativesAsync(Dictionary<string, Milestone> milestones, CancellationToken cancellation)
    {
        var number = (int)await db.TakeNumbersAsync("initiative", DirectionTales.Initiatives.Length, cancellation);
        foreach (var tale in DirectionTales.Initiatives)
        {
            var (at, team) = (At(tale.AddedAgo, 580), catalogue.Team(tale.Team));
            var row = new Initiative
            {
                Id = draw.Id(),
                Number = number++,
                Name = tale.Name,
                Objective = ObjectiveOf(team),
                MilestoneId = milestones[tale.Milestone].Id,
                TeamId = team?.Id,
                AddedAt = at,
                AddedBy = tale.By,
            };
            foreach (var (kind, pattern, repository) in tale.Rules)
                row.Rules.Add(
                    new LinkRule
                    {
                        Id = draw.Id(),
                        InitiativeId = row.Id,
                        Kind = kind,
                        Pattern = pattern,
                        RepositoryId = repository is null ? null : catalogue.Repository(repository).Id,
                        AddedAt = at,
                        AddedBy = tale.By,
                    }
                );
            db.Add(row);
            telling.Tell(
                at,
                tale.By,
                "initiative.added",
                row.Name,
                row.Url,
                $"{row.Rules[0].Kind.Name()}: {row.Rules[0].Pattern}",
                team?.Id
            );
        }
    }

    private async Task BetsAsync(CancellationToken cancellation)
    {
        var number = (int)await db.TakeNumbersAsync("hypothesis", DirectionTales.Bets.Length, cancellation);
        foreach (var tale in DirectionTales.Bets)
        {
            var (at, checkOn) = (At(tale.MadeAgo, 630), telling.Calendar.Day(tale.CheckAgo));
            var scope = tale.Check is null ? null : "organization";
            var before = await db.BetPointsAsync(
                tale.Measure,
                tale.Check,
                scope,
                DateOnly.FromDateTime(at),
                cancellation
            );
            var bet = new Hypothesis
            {
                Id = draw.Id(),
                Number = number++,
                Belief = tale.Belief,
                Measure = tale.Measure,
                CheckId = tale.Check,
                ScopeKey = scope,
                ExpectedUp = tale.Up,
                Threshold = tale.Threshold,
                CheckOn = checkOn,
                TeamId = catalogue.Team(tale.Team)?.Id,
                ValueBefore = VerdictRule
                    .Judge(before, tale.Up, tale.Threshold, DateOnly.FromDateTime(at), DateOnly.FromDateTime(at))
                    ?.Value,
                AddedAt = at,
                AddedBy = tale.By,
            };
            db.Add(bet);
            telling.Tell(at, tale.By, "hypothesis.added", bet.Belief, bet.Url);
            var points = await db.BetPointsAsync(tale.Measure, tale.Check, scope, checkOn, cancellation);
            if (VerdictRule.Judge(points, tale.Up, tale.Threshold, checkOn, telling.Calendar.Today) is not { } judged)
                continue;
            var day = Calendar.At(checkOn.AddDays(judged.Points == 0 ? VerdictRule.Grace : 0), 6);
            db.Add(
                bet.Verdict = new HypothesisVerdict
                {
                    Id = draw.Id(),
                    HypothesisId = bet.Id,
                    Verdict = judged.Verdict,
                    Value = judged.Value,
                    Points = judged.Points,
                    FirstOn = judged.FirstOn,
                    LastOn = judged.LastOn,
                    Why = judged.Why,
                    At = day,
                }
            );
            telling.Tell(
                day,
                "Binnacle",
                "hypothesis.judged",
                bet.Belief,
                bet.Url,
                $"{Hypothesis.Word(judged.Verdict)}. {judged.Why}"
            );
            if (tale.Answer is not { } answer)
                continue;
            db.Add(
                bet.Answer = new HypothesisAnswer
                {
                    Id = draw.Id(),
                    HypothesisId = bet.Id,
                    Answer = answer,
                    Reason = tale.Reason,
                    At = day.AddDays(6).AddHours(9),
                    By = Northwind.Director,
                }
            );
            telling.Tell(
                day.AddDays(6).AddHours(9),
                Northwind.Director,
                "hypothesis.answered",
                bet.Belief,
                bet.Url,
                $"{answer}: {tale.Reason}"
            );
        }
    }

    private int? ObjectiveOf(Team? team) =>
        objectives.FirstOrDefault(row => row.Team == team?.Name)?.Number
        ?? objectives.FirstOrDefault(row => row.Team is null)?.Number;

    /// <summary>In days before today, negative for those to come; a quarter where it is 90 days or more long.</summary>
    private TargetSpan Span((int From, int To) ago)
    {
        var (from, to) = (telling.Calendar.Day(ago.From), telling.Calendar.Day(ago.To));
        return to.DayNumber - from.DayNumber < 90 ? new(from, to) : TargetSpan.OfQuarter(to.Year, (to.Month + 2) / 3);
    }

    private DateTime At(int ago, int minutes) => Calendar.At(telling.Calendar.Workday(ago), minutes + draw.Below(50));
}
