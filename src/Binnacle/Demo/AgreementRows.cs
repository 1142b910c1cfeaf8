using Binnacle.Platform.Cadences;
using Binnacle.Platform.Data;
using Binnacle.Practices.Flow.Agreed;

namespace Binnacle.Demo;

/// <summary>
/// What three teams agreed for their flow: Search keeps its size of changes and made it smaller, Payments slips with its first look
/// since who reviews got scarce, Checkout waits longer for CI than it wants to.
/// </summary>
internal sealed class AgreementRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private readonly Draw draw = new(seed, "agreements");

    public async Task WriteAsync(CancellationToken cancellation)
    {
        Hours();
        Agree(
            "search",
            "Ravi",
            AgreementKind.Size,
            1,
            600,
            AgreementUnit.Lines,
            0.9,
            300,
            "all of Search, in the retrospective"
        );
        Agree(
            "search",
            "Ravi",
            AgreementKind.Size,
            2,
            400,
            AgreementUnit.Lines,
            0.9,
            96,
            "all of Search, since 600 was easy"
        );
        Agree("search", "Ravi", AgreementKind.FirstLook, 1, 2, AgreementUnit.WorkingDays, 0.8, 210, "all of Search");
        Agree(
            "payments",
            "Baraka",
            AgreementKind.FirstLook,
            1,
            1,
            AgreementUnit.WorkingDays,
            0.8,
            250,
            "Payments, in the retrospective"
        );
        Agree(
            "payments",
            "Baraka",
            AgreementKind.Unblocked,
            1,
            5,
            AgreementUnit.WorkingDays,
            0.8,
            180,
            "Payments and Platform"
        );
        Agree("checkout", "Helene", AgreementKind.Feedback, 1, 20, AgreementUnit.Minutes, 0.9, 150, "all of Checkout");
        await db.SaveChangesAsync(cancellation);
    }

    private void Hours()
    {
        var at = At(Northwind.Adopted - 14);
        var week = new WorkingWeek
        {
            Id = draw.Id(),
            Zone = "Europe/Berlin",
            StartMinute = 540,
            EndMinute = 1020,
            Days = WorkingWeek.Bits(WorkingCalendar.MondayToFriday),
            SetAt = at,
            SetBy = Northwind.Director,
        };
        db.Add(week);
        telling.Tell(at, Northwind.Director, "working-hours.set", "Organization", "/cadences/hours", week.InWords);
    }

    private void Agree(
        string slug,
        string by,
        AgreementKind kind,
        int version,
        double target,
        AgreementUnit unit,
        double share,
        int ago,
        string agreedBy
    )
    {
        var (team, at) = (catalogue.Team(slug)!, At(ago));
        var agreement = new Agreement
        {
            Id = draw.Id(),
            TeamId = team.Id,
            Kind = kind,
            Version = version,
            Target = target,
            Unit = unit,
            Share = share,
            Since = DateOnly.FromDateTime(at),
            ReviewOn = telling.Calendar.Day(ago > 150 ? -20 : ago - 180),
            AgreedBy = agreedBy,
            MadeAt = at,
            MadeBy = Northwind.Person(by).Name,
        };
        db.Add(agreement);
        telling.Tell(
            at,
            agreement.MadeBy,
            version == 1 ? "working-agreement.agreed" : "working-agreement.changed",
            $"{team.Name}: {AgreementWords.InWords(kind, target, unit, share)}",
            AgreementVerbs.UrlOf(slug, kind),
            $"Agreed by {agreedBy}",
            team.Id
        );
    }

    private DateTime At(int ago) => Calendar.At(telling.Calendar.Workday(ago), 600 + draw.Below(60));
}
