using System.Globalization;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Review;

namespace Binnacle.Demo;

/// <summary>What leaders look at: outcome measures, thresholds they set, reviews they held.</summary>
internal static class OutcomeRows
{
    public static async Task WriteAsync(
        AppDb db,
        Calendar calendar,
        int seed,
        Telling telling,
        CancellationToken cancellation
    )
    {
        var draw = new Draw(seed, "outcomes");
        var points = new List<Point>();
        points.AddRange(
            Add(
                db,
                draw,
                telling,
                "activated-7-days",
                "Activated within 7 days",
                "%",
                MeasureDirection.Up,
                7,
                ago => 41.8 - (5.2 * Math.Pow(ago / 730.0, 0.8)),
                0.18,
                "Baraka Mwangi",
                "Lucía Ferrer"
            )
        );
        points.AddRange(
            Add(
                db,
                draw,
                telling,
                "monthly-retention",
                "Monthly retention",
                "%",
                MeasureDirection.Up,
                1,
                _ => 93.4,
                0.35,
                "Helene Aubert",
                "Sofie Brandt"
            )
        );
        points.AddRange(
            Add(
                db,
                draw,
                telling,
                "time-to-recover",
                "Time to recover",
                "min",
                MeasureDirection.Down,
                7,
                ago => ago > 120 ? 76 : 38 + (ago * 0.36),
                1.6,
                "Ravi Krishnan",
                "Elif Kaya"
            )
        );
        points.AddRange(
            Add(
                db,
                draw,
                telling,
                "story-points",
                "Story points delivered",
                "",
                MeasureDirection.Up,
                7,
                _ => 412,
                17,
                null,
                "Jonas Lindqvist"
            )
        );
        points.AddRange(
            Add(
                db,
                draw,
                telling,
                "page-views",
                "Page views per visit",
                "",
                MeasureDirection.Up,
                7,
                _ => 21,
                2,
                "Helene Aubert",
                "Kenji Morita",
                isOutcome: false
            )
        );
        AddSettings(db, draw, telling);
        AddReviews(db, draw, telling);
        await db.SaveChangesAsync(cancellation);
        await db.InsertManyAsync(points, cancellation);
    }

    /// <summary>Days on which leaders held the review: every other Tuesday, the last at least six days ago.</summary>
    public static IEnumerable<DateOnly> Reviews(Calendar calendar)
    {
        var ago = 6;
        while (calendar.Day(ago).DayOfWeek is not DayOfWeek.Tuesday)
            ago++;
        for (; ago < Northwind.Adopted; ago += 14)
        {
            if (Calendar.IsWorkday(calendar.Day(ago)))
                yield return calendar.Day(ago);
        }
    }

    private static IEnumerable<Point> Add(
        AppDb db,
        Draw draw,
        Telling telling,
        string slug,
        string name,
        string unit,
        MeasureDirection better,
        int every,
        Func<int, double> course,
        double noise,
        string? product,
        string? engineering,
        bool isOutcome = true
    )
    {
        // In the order of the strip on the Review.
        var at = Calendar.At(
            telling.Calendar.Workday(Northwind.Adopted - 6),
            570 + (db.ChangeTracker.Entries<Measure>().Count() * 7)
        );
        var measure = new Measure
        {
            Id = draw.Id(),
            Slug = slug,
            Name = name,
            Unit = unit,
            Better = better,
            IsOutcome = isOutcome,
            ProductOwner = product,
            EngineeringOwner = engineering,
            DefinedAt = at,
        };
        db.Add(measure);
        telling.Tell(at, Northwind.Director, "measure.defined", name, $"/measures/{slug}");
        for (var ago = 1 + (727 / every * every); ago > 0; ago -= every)
        {
            // Calm where the quarter begins and ends, so that what has no trend shows none.
            var calm = ago <= every || (ago <= 91 && ago > 91 - every) ? 0.15 : 1;
            var value = course(ago) + (calm * noise * 3 * (draw.Share() - 0.5));
            yield return new Point
            {
                MeasureId = measure.Id,
                Date = telling.Calendar.Day(ago),
                Value = Math.Round(value, unit is "%" ? 1 : 0),
            };
        }
    }

    private static void AddSettings(AppDb db, Draw draw, Telling telling)
    {
        Set(
            "debt.share",
            0.20,
            Northwind.Adopted - 9,
            "Share of changes set aside for debt and reliability",
            "default",
            "20 %"
        );
        // Twelve weeks, so that a vision is looked at before the quarter ends.
        Set(
            "direction.vision-days",
            84,
            Northwind.Adopted - 9,
            "Days after which a vision must be looked at again",
            "92 days",
            "84 days"
        );

        void Set(string key, double value, int ago, string what, string before, string words)
        {
            var at = Calendar.At(telling.Calendar.Workday(ago), 640 + draw.Below(30));
            db.Add(
                new Setting
                {
                    Id = draw.Id(),
                    Key = key,
                    Value = value,
                    SetAt = at,
                    SetBy = Northwind.Director,
                }
            );
            telling.Tell(at, Northwind.Director, "threshold.set", what, "/settings", $"{before} → {words}");
        }
    }

    private static void AddReviews(AppDb db, Draw draw, Telling telling)
    {
        foreach (var day in Reviews(telling.Calendar))
        {
            var by = draw.In(0.7) ? Northwind.Director : "Elif Kaya";
            var at = Calendar.At(day, 540 + draw.Below(25));
            db.Add(
                new ReviewMark
                {
                    Id = draw.Id(),
                    Date = day,
                    At = at,
                    By = by,
                }
            );
            telling.Tell(
                at,
                by,
                "review.held",
                $"Review of {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
                "/review"
            );
        }
    }
}
