using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Annotations;
using Binnacle.Platform.Signals.Fetching;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>
/// Measures with sources: one that changed for a reason that stands on its line, one whose source fails, one whose definition
/// changed, and one that Binnacle works out. The demo asks nobody: none of its sources has a next try.
/// </summary>
internal sealed class SignalRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    /// <summary>Days ago: prices were cached near the customer, and Checkout became faster.</summary>
    public const int Cached = 210;

    private const int Days = 700;
    private const int Broken = 12;
    private const int WithoutBots = 300;

    private readonly Draw draw = new(seed, "signals");

    public async Task WriteAsync(CancellationToken cancellation)
    {
        var checkout = Latency();
        var support = Support();
        var visits = SignUps();
        var debt = DebtShare();
        Happened();
        await db.SaveChangesAsync(cancellation);
        await db.InsertManyAsync([.. checkout, .. support, .. visits], cancellation);
        foreach (
            var id in await db.Set<Measure>().OrderBy(row => row.Slug).Select(row => row.Id).ToListAsync(cancellation)
        )
            if (id != debt)
                await db.DigestAsync(id, look: true, cancellation);
    }

    private List<Point> Latency()
    {
        var measure = Add("checkout-p95", "Checkout p95", "ms", "checkout", MeasureDirection.Down, 2, "Lucía Ferrer");
        measure.Description =
            "Time until the payment page answers, 95th percentile over the requests of a day, without retries.";
        var source = Source(
            measure,
            SourceKind.Prometheus,
            new(
                "https://prometheus.northwind.example",
                "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service=\"checkout\"}[5m]))) * 1000",
                Aggregation.Median
            )
        );
        source.LastSuccessAt = source.LastTriedAt = Calendar.At(telling.Calendar.Day(0), 21);
        Note(
            measure,
            Cached,
            AnnotationKind.Note,
            "Prices are cached near the customer, as decided two weeks before",
            "Lucía Ferrer"
        );
        return
        [
            .. Daily(measure, 1, ago => 640 - (ago > Cached ? 0 : 150) + Weekday(ago, 38) + Noise(26), coverage: true),
        ];
    }

    private List<Point> Support()
    {
        var measure = Add(
            "support-cases",
            "Support cases per thousand orders",
            "",
            "checkout",
            MeasureDirection.Down,
            3,
            "Kenji Morita"
        );
        var connection = new SqlConnectionDefinition
        {
            Id = draw.Id(),
            Name = "Shop, read-only copy",
            Host = "shop-copy.northwind.example",
            Database = "shop",
            UserName = "binnacle_reader",
            DefinedAt = measure.DefinedAt,
            DefinedBy = Northwind.Director,
        };
        db.Add(connection);
        telling.Tell(
            measure.DefinedAt,
            Northwind.Director,
            "connection.defined",
            connection.Name,
            "/settings/connections"
        );
        var source = Source(
            measure,
            SourceKind.Sql,
            new(
                null,
                "SELECT day, 1000.0 * cases / orders\nFROM support_by_day\nWHERE day BETWEEN :from AND :to AND orders > 0"
            )
        );
        source.ConnectionId = connection.Id;
        (source.Failures, source.LastFailure) = (
            Broken,
            "Database Shop, read-only copy: expected an answer, found: relation \"support_by_day\" does not exist (42P01)."
        );
        source.LastSuccessAt = Calendar.At(telling.Calendar.Day(Broken), 31);
        source.LastFailureAt = source.LastTriedAt = Calendar.At(telling.Calendar.Day(0), 31);
        for (var ago = 4; ago >= 0; ago--)
            db.Add(
                new FetchTry
                {
                    Id = draw.Id(),
                    SourceId = source.Id,
                    At = Calendar.At(telling.Calendar.Day(ago), 31),
                    Milliseconds = draw.Between(20, 60),
                    Told = source.LastFailure!,
                }
            );
        return [.. Daily(measure, Broken, _ => 4.2 + Noise(0.5))];
    }

    private List<Point> SignUps()
    {
        var measure = Add("sign-ups", "Sign-ups a day", "", "data", MeasureDirection.Up, 3, "Anneke de Wit");
        measure.Version = 2;
        measure.Description = "Accounts made in a day and confirmed by mail.";
        var from = telling.Calendar.Day(WithoutBots);
        foreach (
            var (version, day, text, reason) in new[]
            {
                (1, DateOnly.FromDateTime(measure.DefinedAt), "Accounts made in a day.", (string?)null),
                (2, from, measure.Description!, "accounts of robots no longer count"),
            }
        )
            db.Add(
                new MeasureDefinition
                {
                    Id = draw.Id(),
                    MeasureId = measure.Id,
                    Version = version,
                    From = day,
                    Name = measure.Name,
                    Unit = measure.Unit,
                    Better = measure.Better,
                    Description = text,
                    Reason = reason,
                    DefinedBy = "Anneke de Wit",
                    DefinedAt = Calendar.At(day, 600),
                }
            );
        telling.Tell(
            Calendar.At(from, 600),
            "Anneke de Wit",
            "measure.version-begun",
            measure.Name,
            $"/measures/{measure.Slug}",
            "Version 2: accounts of robots no longer count"
        );
        var points = Daily(
                measure,
                1,
                ago => Math.Round((ago > WithoutBots ? 310 : 236) + Weekday(ago, 60) + Noise(24))
            )
            .ToList();
        foreach (var point in points)
            point.Version = point.Date >= from ? 2 : 1;
        return points;
    }

    /// <summary>Its numbers stand in the daily snapshots, so it is counted when these are there.</summary>
    private Guid DebtShare()
    {
        var measure = Add(
            "debt-share-payments",
            "Work spent on debt in Payments",
            "share",
            "payments",
            MeasureDirection.Up,
            null,
            "Amara Okafor"
        );
        var source = Source(measure, SourceKind.Check, new());
        (source.CheckId, source.ScopeKey, source.Settings) = ("debt.share", "team:payments", "{}");
        return measure.Id;
    }

    private void Happened()
    {
        Note(
            null,
            Northwind.Reorganization,
            AnnotationKind.Reorganization,
            "Payments and Checkout were cut anew",
            Northwind.Director
        );
        Note(null, Northwind.Adopted, AnnotationKind.Note, "First review with Binnacle", Northwind.Director);
    }

    private Measure Add(
        string slug,
        string name,
        string unit,
        string team,
        MeasureDirection better,
        int? fresh,
        string owner
    )
    {
        var at = Calendar.At(telling.Calendar.Workday(Northwind.Adopted - 20), 600 + draw.Below(60));
        var measure = new Measure
        {
            Id = draw.Id(),
            Slug = slug,
            Name = name,
            Unit = unit,
            Better = better,
            TeamId = catalogue.Team(team)!.Id,
            EngineeringOwner = owner,
            FreshDays = fresh,
            DefinedAt = at,
        };
        db.Add(measure);
        telling.Tell(at, owner, "measure.defined", name, $"/measures/{slug}");
        return measure;
    }

    private MeasureSource Source(Measure measure, SourceKind kind, SourceSettings settings)
    {
        var source = new MeasureSource
        {
            Id = draw.Id(),
            MeasureId = measure.Id,
            Kind = kind,
            Settings = settings.Write(),
            SetAt = measure.DefinedAt,
            SetBy = measure.EngineeringOwner!,
        };
        db.Add(source);
        telling.Tell(
            measure.DefinedAt,
            measure.EngineeringOwner!,
            "measure.source-set",
            measure.Name,
            $"/measures/{measure.Slug}"
        );
        return source;
    }

    private void Note(Measure? measure, int ago, AnnotationKind kind, string text, string by)
    {
        var at = Calendar.At(telling.Calendar.Workday(ago), 660);
        db.Add(
            new Annotation
            {
                Id = draw.Id(),
                MeasureId = measure?.Id,
                TeamId = measure?.TeamId,
                On = telling.Calendar.Day(ago),
                Kind = kind,
                Text = text,
                AddedAt = at,
                AddedBy = by,
            }
        );
        if (measure is not null)
            telling.Tell(at, by, "measure.annotated", measure.Name, $"/measures/{measure.Slug}", text);
    }

    /// <summary>A point a day, but for a few that are missing.</summary>
    private IEnumerable<Point> Daily(Measure measure, int until, Func<int, double> course, bool coverage = false)
    {
        for (var ago = Days; ago >= until; ago--)
        {
            var value = course(ago);
            var share = draw.In(0.9) ? 1 : Math.Round(0.8 + (0.2 * draw.Share()), 2);
            // A week in which nothing was measured, and now and then a day.
            if (ago is < 431 and > 422 || draw.In(0.01))
                continue;
            yield return new Point
            {
                MeasureId = measure.Id,
                Date = telling.Calendar.Day(ago),
                Value = Math.Round(value, 1),
                Coverage = coverage ? share : null,
            };
        }
    }

    private double Weekday(int ago, double height) =>
        telling.Calendar.Day(ago).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? -height : 0;

    /// <summary>The sum of four even draws: near enough to a bell.</summary>
    private double Noise(double deviation) =>
        deviation * 1.73 * (draw.Share() + draw.Share() + draw.Share() + draw.Share() - 2);
}
