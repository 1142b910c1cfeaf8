using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Outcomes.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>Since when outcome measures have been ones, who owned them, and what became of the one that nobody cited.</summary>
internal sealed class MetricHistoryRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private const int TakenIn = Northwind.Adopted - 6;
    private readonly Draw draw = new(seed, "metrics");
    private Dictionary<string, Measure> measures = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        measures = await db.Set<Measure>().ToDictionaryAsync(row => row.Slug, StringComparer.Ordinal, cancellation);
        Term("activated-7-days", 44);
        Term("monthly-retention", null);
        Term("time-to-recover", 45);
        Term("story-points", null);
        Owned("activated-7-days", OwnerSide.Product, ("Ravi", TakenIn), ("Baraka", 215));
        Owned("activated-7-days", OwnerSide.Engineering, ("Kenji", TakenIn), ("Lucía", 95));
        Owned("monthly-retention", OwnerSide.Product, ("Helene", TakenIn));
        Owned("monthly-retention", OwnerSide.Engineering, ("Sofie", TakenIn));
        Owned("time-to-recover", OwnerSide.Product, ("Baraka", TakenIn), ("Ravi", 150));
        Owned("time-to-recover", OwnerSide.Engineering, ("Piotr", TakenIn), ("Elif", 130));
        Answers();
        PageViews();
        PutUp("story-points", 20, "No decision has cited it in 182 days, or ever.");
        await db.SaveChangesAsync(cancellation);
    }

    private OutcomeTerm Term(string slug, double? target)
    {
        var term = new OutcomeTerm
        {
            Id = draw.Id(),
            MeasureId = measures[slug].Id,
            Since = At(TakenIn),
            By = Northwind.Director,
            Target = target,
        };
        db.Add(term);
        return term;
    }

    private void Owned(string slug, OwnerSide side, params (string Owner, int Ago)[] turns)
    {
        for (var at = 0; at < turns.Length; at++)
        {
            var person = catalogue.Person(Northwind.Person(turns[at].Owner).Name);
            var since = At(turns[at].Ago);
            db.Add(
                new Ownership
                {
                    Id = draw.Id(),
                    MeasureId = measures[slug].Id,
                    Side = side,
                    PersonId = person.Id,
                    Name = person.Name,
                    Since = since,
                    By = Northwind.Director,
                    EndedAt = at + 1 < turns.Length ? At(turns[at + 1].Ago) : null,
                }
            );
            if (at > 0)
                Tell(
                    since,
                    "outcome-metric.handed-over",
                    slug,
                    $"{side.ToString().ToLowerInvariant()} owner: {Northwind.Person(turns[at - 1].Owner).Name} → {person.Name}"
                );
        }
    }

    private void Answers()
    {
        Answer("time-to-recover", OwnerSide.Product, 150, RotationChoice.Accepted, "Ravi", "Ravi", null);
        Answer(
            "time-to-recover",
            OwnerSide.Engineering,
            130,
            RotationChoice.Changed,
            "Nadia",
            "Elif",
            "Carries the pager rework anyway until spring."
        );
        Answer("activated-7-days", OwnerSide.Engineering, 95, RotationChoice.Accepted, "Lucía", "Lucía", null);
        Answer(
            "monthly-retention",
            OwnerSide.Engineering,
            26,
            RotationChoice.Declined,
            "Yusuf",
            null,
            "In the middle of the study of why shops leave; asked again in a quarter."
        );
        Tell(
            At(26),
            "outcome-metric.rotation-declined",
            "monthly-retention",
            "In the middle of the study of why shops leave; asked again in a quarter."
        );
    }

    private void Answer(
        string slug,
        OwnerSide side,
        int ago,
        RotationChoice choice,
        string proposed,
        string? taken,
        string? reason
    )
    {
        var person = Northwind.Person(proposed).Name;
        db.Add(
            new RotationAnswer
            {
                Id = draw.Id(),
                MeasureId = measures[slug].Id,
                Side = side,
                Proposed = person,
                Because =
                    $"{person} has answered for {side.ToString().ToLowerInvariant()} before. Has not owned an outcome measure yet. Owns none now.",
                Choice = choice,
                Taken = taken is null ? null : Northwind.Person(taken).Name,
                Reason = reason,
                At = At(ago),
                By = Northwind.Director,
            }
        );
    }

    /// <summary>Kept once with a reason, put up again, and dropped: half a year later nobody missed it.</summary>
    private void PageViews()
    {
        const string slug = "page-views";
        const string kept = "The campaign team plans by it until the summer sale; look again afterwards.";
        const string dropped = "The sale is over and no decision needed it. Campaigns look at activation now.";
        var term = Term(slug, null);
        var first = PutUp(slug, 224, "No decision has cited it in 182 days, or ever.");
        Close(first, RetirementChoice.Kept, kept, 221);
        first.KeptUntil = telling.Calendar.Day(130);
        var second = PutUp(slug, 129, "No decision has cited it in 182 days, or ever.");
        Close(second, RetirementChoice.Dropped, dropped, 124);
        (term.EndedAt, term.EndedBy, term.EndReason) = (second.AnsweredAt, second.AnsweredBy, dropped);
        Tell(first.AnsweredAt!.Value, "outcome-metric.kept", slug, kept);
        Tell(second.AnsweredAt!.Value, "outcome-metric.dropped", slug, dropped);
    }

    private Retirement PutUp(string slug, int ago, string because)
    {
        var day = telling.Calendar.Day(ago);
        var row = new Retirement
        {
            Id = draw.Id(),
            MeasureId = measures[slug].Id,
            ProposedOn = day,
            Because = because,
        };
        db.Add(row);
        telling.Tell(
            Calendar.At(day, 40),
            "Binnacle",
            "outcome-metric.put-up",
            measures[slug].Name,
            "/practices/outcomes/retirement",
            because
        );
        return row;
    }

    private void Close(Retirement row, RetirementChoice choice, string reason, int ago)
    {
        (row.Choice, row.Reason) = (choice, reason);
        (row.AnsweredAt, row.AnsweredBy) = (At(ago), Northwind.Director);
    }

    private void Tell(DateTime at, string verb, string slug, string details) =>
        telling.Tell(at, Northwind.Director, verb, measures[slug].Name, $"/measures/{slug}", details);

    private DateTime At(int ago) => Calendar.At(telling.Calendar.Workday(ago), 615);
}
