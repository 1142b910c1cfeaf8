using System.Globalization;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>The decisions kept in Binnacle with every step and piece of advice, each told on the Timeline when it happened.</summary>
internal sealed class DecisionRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private readonly Draw draw = new(seed, "decisions");
    private readonly Dictionary<string, Decision> made = new(StringComparer.Ordinal);
    private Dictionary<string, Guid> measures = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        measures = await db.Set<Measure>().ToDictionaryAsync(row => row.Slug, row => row.Id, cancellation);
        // In the order in which they were written down, as their numbers are.
        var tales = DecisionTales.All.OrderByDescending(Written).ToList();
        var number = (int)await db.TakeNumbersAsync("decisions", tales.Count, cancellation);
        foreach (var tale in tales)
            db.Add(made[tale.Title] = await DecisionAsync(tale, number++, cancellation));
        foreach (var tale in tales.Where(tale => tale.Supersedes.Length > 0))
            Supersede(tale);
        await db.SaveChangesAsync(cancellation);
        await PromiseAsync(made[DecisionTales.PerPartner], cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private static int Written(DecisionTale tale) => tale.Written >= 0 ? tale.Written : tale.Proposed!.Value;

    private async Task<Decision> DecisionAsync(DecisionTale tale, int number, CancellationToken cancellation)
    {
        var by = Northwind.Person(tale.By).Name;
        var at = At(Written(tale), 560);
        var document = tale.TakenFrom is { } title
            ? await db.Set<Document>()
                .Where(row => row.Kind == DocumentKind.Decision && row.Title.Contains(title))
                .Select(row => (Guid?)row.Id)
                .FirstOrDefaultAsync(cancellation)
            : null;
        var decision = new Decision
        {
            Id = draw.Id(),
            Number = number,
            Title = tale.Title,
            TeamId = catalogue.Team(tale.Team)?.Id,
            Context = tale.Context,
            Drivers = tale.Drivers,
            Constraints = tale.Constraints,
            Outcome = tale.Outcome,
            Consequences = tale.Consequences,
            Confirmation = tale.Confirmation,
            RevisitOn = tale.RevisitAgo is { } revisit ? telling.Calendar.Day(revisit) : null,
            DocumentId = document,
            WrittenAt = at,
            WrittenBy = by,
            DataClass = tale.DataClass,
        };
        Options(decision, tale);
        if (tale.First is { } first)
        {
            decision.Outcome = first.Outcome;
            AddVersion(decision, at, by);
            decision.Outcome = tale.Outcome;
            AddVersion(decision, At(first.ChangedAgo, 690), by);
        }
        else
        {
            AddVersion(decision, at, by);
        }
        foreach (var slug in tale.Measures)
            decision.Measures.Add(new DecisionMeasure { DecisionId = decision.Id, MeasureId = measures[slug] });
        Steps(decision, tale, at, by);
        foreach (var advice in tale.Advice)
            Advise(decision, advice, by);
        After(decision, tale, by);
        return decision;
    }

    private void AddVersion(Decision decision, DateTime at, string by) =>
        decision.Versions.Add(
            new DecisionVersion
            {
                Id = draw.Id(),
                DecisionId = decision.Id,
                Version = decision.Versions.Count + 1,
                At = at,
                By = by,
                Substance = JsonSerializer.Serialize(DecisionSubstance.Of(decision)),
            }
        );

    private void Options(Decision decision, DecisionTale tale)
    {
        foreach (var (index, option) in tale.Options.Index())
            decision.Options.Add(
                new DecisionOption
                {
                    Id = draw.Id(),
                    DecisionId = decision.Id,
                    Position = index + 1,
                    Title = option.Title!,
                    Pros = option.Pros,
                    Cons = option.Cons,
                    IsChosen = option.Chosen,
                }
            );
    }

    private void Steps(Decision decision, DecisionTale tale, DateTime written, string by)
    {
        if (tale.Proposed is { } proposed)
        {
            var at = tale.TakenFrom is null ? written : At(proposed, 560);
            decision.Step(DecisionStatus.Proposed, at, by);
            if (tale.TakenFrom is null)
                Tell(decision, at, by, "decision.proposed", null);
        }
        if (tale.OnHold is { } held)
            Step(decision, DecisionStatus.OnHold, At(held, 640), by, tale.Note);
        if (tale.Rejected is { } rejected)
            Step(decision, DecisionStatus.Rejected, At(rejected, 640), Northwind.Director, tale.Note);
        if (tale.Accepted is not { } accepted)
            return;
        if (tale.Written < 0)
        {
            Step(decision, DecisionStatus.Accepted, At(accepted, 870), Northwind.Director, null);
            return;
        }
        decision.Step(DecisionStatus.Accepted, At(accepted, 870), tale.TakenFrom is null ? by : "the repository");
        Tell(decision, written, by, tale.TakenFrom is null ? "decision.recorded" : "decision.taken-over", null);
    }

    private void Step(Decision decision, DecisionStatus status, DateTime at, string by, string? note)
    {
        decision.Step(status, at, by, note);
        Tell(decision, at, by, $"decision.{status.Word().Replace(' ', '-')}", note);
    }

    private void Advise(Decision decision, AdviceTale tale, string by)
    {
        var person = catalogue.Person(Northwind.Person(tale.Of).Name);
        decision.Advice.Add(
            new DecisionAdvice
            {
                Id = draw.Id(),
                DecisionId = decision.Id,
                PersonId = person.Id,
                AskedAt = At(tale.Asked, 600),
                AskedBy = by,
                Question = tale.Question,
                GivenAt = tale.Given is { } given ? At(given, 700) : null,
                GivenBy = tale.Given is null ? null : person.Name,
                Text = tale.Text,
                ConsideredAt = tale.Considered is { } considered ? At(considered, 760) : null,
                ConsideredBy = tale.Considered is null ? null : by,
                Considered = tale.Done,
            }
        );
        Tell(decision, At(tale.Asked, 600), by, "decision.advice-asked", $"Of {person.Name}");
        if (tale.Given is { } ago)
            Tell(decision, At(ago, 700), person.Name, "decision.advised", $"By {person.Name}");
    }

    private void After(Decision decision, DecisionTale tale, string by)
    {
        if (tale.Confirmed is { } confirmed)
        {
            var at = At(confirmed.Ago, 660);
            decision.Confirmations.Add(
                new DecisionConfirmation
                {
                    Id = draw.Id(),
                    DecisionId = decision.Id,
                    At = at,
                    By = by,
                    How = confirmed.How,
                }
            );
            Tell(decision, at, by, "decision.confirmed", confirmed.How);
        }
        if (tale.Revisited is not { } revisited)
            return;
        var looked = At(revisited.Ago, 900);
        decision.Revisits.Add(
            new DecisionRevisit
            {
                Id = draw.Id(),
                DecisionId = decision.Id,
                At = looked,
                By = Northwind.Director,
                Note = revisited.Note,
                WasOn = telling.Calendar.Day(revisited.Ago + 5),
                NextOn = decision.RevisitOn,
            }
        );
        Tell(decision, looked, Northwind.Director, "decision.revisited", $"It still holds: {revisited.Note}");
    }

    private void Supersede(DecisionTale tale)
    {
        var younger = made[tale.Title];
        foreach (var older in tale.Supersedes.Select(title => made[title]))
        {
            db.Add(
                new DecisionLink
                {
                    YoungerId = younger.Id,
                    OlderId = older.Id,
                    At = younger.WrittenAt,
                    By = younger.WrittenBy,
                }
            );
            older.Step(
                DecisionStatus.Superseded,
                younger.StatusAt,
                Northwind.Director,
                $"By decision {younger.Number}"
            );
            Tell(
                older,
                younger.StatusAt,
                Northwind.Director,
                "decision.superseded",
                $"By decision {younger.Number}: {younger.Title}"
            );
        }
    }

    /// <summary>What came out of a decision: the first partner is settled by itself.</summary>
    private async Task PromiseAsync(Decision decision, CancellationToken cancellation)
    {
        var owner = catalogue.Person(Northwind.Person("Priya").Name);
        var due = telling.Calendar.Day(-19);
        var commitment = new Commitment
        {
            Id = draw.Id(),
            Number = (int)await db.TakeNumbersAsync("commitments", 1, cancellation),
            Title = "Settle the first partner by itself",
            OwnerId = owner.Id,
            TeamId = decision.TeamId,
            DueOn = due,
            Origin = $"page:{decision.Url}",
            OriginTitle = $"Decision {decision.Number}: {decision.Title}",
            MadeAt = decision.StatusAt,
            MadeBy = Northwind.Director,
        };
        db.Add(commitment);
        var day = due.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        telling.Tell(
            decision.StatusAt,
            Northwind.Director,
            "commitment.made",
            commitment.Title,
            commitment.Url,
            $"Owner {owner.Name}, due {day}",
            decision.TeamId
        );
    }

    private void Tell(Decision decision, DateTime at, string by, string verb, string? details) =>
        db.Add(
            new TimelineEvent
            {
                Id = draw.Id(),
                At = at,
                Actor = by,
                Verb = verb,
                Subject = decision.Title,
                SubjectUrl = decision.Url,
                Details = details,
                DataClass = decision.DataClass,
                TeamId = decision.TeamId,
            }
        );

    private DateTime At(int ago, int minutes) => Calendar.At(telling.Calendar.Workday(ago), minutes + draw.Below(30));
}
