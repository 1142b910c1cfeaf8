using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>Promises about measures, looked at as the nightly job would have, with the answers that people gave.</summary>
internal sealed class EffectRows(AppDb db, CatalogueRows catalogue, PracticeList practices, Telling telling, int seed)
{
    private readonly Draw draw = new(seed, "effects");
    private readonly Dictionary<string, (Commitment Commitment, Verification Look)> made = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await AddMeasureAsync(cancellation);
        var plans = EffectPlans.All.OrderByDescending(plan => plan.MadeAgo).ToList();
        var number = (int)await db.TakeNumbersAsync("commitments", plans.Count, cancellation);
        foreach (var plan in plans)
            await AddAsync(plan, number++, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Payments that fail: a steady share, more with one gateway, fewer with a second try.</summary>
    private async Task AddMeasureAsync(CancellationToken cancellation)
    {
        var at = Calendar.At(telling.Calendar.Workday(Northwind.Adopted - 6), 640);
        var measure = new Measure
        {
            Id = draw.Id(),
            Slug = "failed-payments",
            Name = "Failed payments",
            Unit = "%",
            Better = MeasureDirection.Down,
            TeamId = catalogue.Team("payments")!.Id,
            DefinedAt = at,
        };
        db.Add(measure);
        telling.Tell(at, Northwind.Director, "measure.defined", measure.Name, $"/measures/{measure.Slug}");
        var points = new List<Point>();
        var mood = 0.0;
        for (var ago = 727; ago > 0; ago--)
        {
            var day = telling.Calendar.Day(ago);
            var level =
                ago > EffectPlans.OneGateway ? 2.1
                : ago > EffectPlans.SecondTry ? 2.7
                : 1.8;
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.35 : 0;
            mood = (0.4 * mood) + (0.25 * (draw.Share() - 0.5));
            points.Add(
                new Point
                {
                    MeasureId = measure.Id,
                    Date = day,
                    Value = Math.Round(level + weekend + mood, 2),
                }
            );
        }
        await db.SaveChangesAsync(cancellation);
        await db.InsertManyAsync(points, cancellation);
    }

    private async Task AddAsync(EffectPlan plan, int number, CancellationToken cancellation)
    {
        var at = Calendar.At(telling.Calendar.Workday(plan.MadeAgo), 550 + draw.Below(40));
        var team = catalogue.Team(plan.Team);
        var owner = catalogue.Person(Northwind.Person(plan.Owner).Name);
        var earlier = plan.Answers is null ? default : made[plan.Answers];
        var unit = await db.Set<Measure>()
            .Where(row => row.Slug == plan.Measure)
            .Select(row => row.Unit)
            .SingleOrDefaultAsync(cancellation);
        var commitment = new Commitment
        {
            Id = draw.Id(),
            Number = number,
            Title = plan.Title,
            OwnerId = owner.Id,
            TeamId = team?.Id,
            DueOn = telling.Calendar.Day(plan.DueAgo),
            Origin = earlier.Commitment is { } old ? $"page:{old.Url}" : null,
            OriginTitle = earlier.Commitment is { } title ? $"Commitment {title.Number}: {title.Title}" : null,
            ExpectedMeasure = plan.Measure,
            ExpectedUp = plan.Up,
            ExpectedAtLeast = plan.AtLeast,
            VerifyOn = telling.Calendar.Day(plan.LookAgo),
            UnitBefore = unit,
            MadeAt = at,
            MadeBy = owner.Name,
            NumberBefore = await NewestAsync(plan, cancellation),
        };
        db.Add(commitment);
        Tell(at, owner.Name, "commitment.made", $"Owner {owner.Name}, due {Day(commitment.DueOn)}");
        var closed = Calendar.At(telling.Calendar.Workday(plan.ClosedAgo), 640 + draw.Below(300));
        commitment.Close(ClosureOutcome.Done, null, closed, owner.Name);
        Tell(closed, owner.Name, "commitment.done", null);
        var look = await LookAsync(commitment, cancellation);
        made[plan.Title] = (commitment, look);
        var sentence = VerdictWords.Sentence(commitment, look);
        Tell(
            look.At,
            "Binnacle",
            "commitment.verified",
            look.Failed ? $"{sentence} It returns to the Review." : sentence
        );
        if (earlier.Look is { Failed: true } failed)
            Answer(earlier.Commitment, failed, AnswerKind.NewCommitment, null, commitment, at, owner.Name);
        if (plan.Answer is not null)
            Answer(
                commitment,
                look,
                AnswerKind.Accepted,
                plan.Answer,
                null,
                look.At.AddDays(6).AddHours(9),
                Northwind.Director
            );

        void Tell(DateTime when, string actor, string verb, string? details) =>
            telling.Tell(when, actor, verb, plan.Title, commitment.Url, details, team?.Id);
    }

    private Task<double?> NewestAsync(EffectPlan plan, CancellationToken cancellation)
    {
        var day = telling.Calendar.Day(plan.MadeAgo);
        return db.Set<Point>()
            .Where(row => db.Set<Measure>().Any(measure => measure.Id == row.MeasureId && measure.Slug == plan.Measure))
            .Where(row => row.Date <= day)
            .OrderByDescending(row => row.Date)
            .Select(row => (double?)row.Value)
            .FirstOrDefaultAsync(cancellation);
    }

    private async Task<Verification> LookAsync(Commitment commitment, CancellationToken cancellation)
    {
        var day = commitment.LookOn!.Value;
        var days = ComparedDays.Of(commitment, day);
        var series = await db.EffectSeriesAsync(commitment, practices, days.BeforeFrom, day, cancellation);
        var look = Looking.Look(commitment, series, day, Calendar.At(day.AddDays(1), 40), draw.Id());
        db.Add(look);
        commitment.Looked(look);
        return look;
    }

    private void Answer(
        Commitment commitment,
        Verification look,
        AnswerKind kind,
        string? reason,
        Commitment? next,
        DateTime at,
        string by
    )
    {
        var answer = new VerificationAnswer
        {
            Id = draw.Id(),
            VerificationId = look.Id,
            Kind = kind,
            Reason = reason,
            Commitment = next?.Number,
            At = at,
            By = by,
        };
        db.Add(answer);
        commitment.Answered();
        telling.Tell(
            at,
            by,
            "commitment.answered",
            commitment.Title,
            commitment.Url,
            AnswerWords.Of(answer),
            commitment.TeamId
        );
    }

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
