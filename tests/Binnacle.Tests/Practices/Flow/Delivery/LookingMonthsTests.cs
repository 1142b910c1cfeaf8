using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Signals.Annotations;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Facts;
using Change = Binnacle.Platform.Facts.Change;
using Repository = Binnacle.Platform.Catalogue.Repository;

namespace Binnacle.Tests.Practices.Flow.Delivery;

/// <summary>How many people look at changes: by whole months, never below five, and never who.</summary>
public sealed class LookingMonthsTests
{
    private static readonly DateOnly Today = new(2026, 11, 15);

    [Theory, OnBothDatabases]
    public async Task Five_people_are_counted_and_four_are_not(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var shop = db.AddRepository("shop");
        db.Add(
            new Annotation
            {
                On = new(2026, 10, 5),
                Kind = AnnotationKind.Reorganization,
                Text = "Cut anew",
                AddedAt = db.Now,
                AddedBy = "Ana",
            }
        );
        db.Record("test.prepared", "annotations");
        await db.SaveChangesAsync();
        // The author's own look and a bot's count for nobody; one who looks twice counts once.
        await LookedAsync(db, shop, 1, new(2026, 10, 6), "ana", "a", "b", "c", "d", "e", "e", "ana", "bot");
        await LookedAsync(db, shop, 2, new(2026, 9, 6), "ana", "a", "b", "c", "d", "ana", "bot");
        await LookedAsync(db, shop, 3, new(2026, 11, 6), "ana", "a", "b", "c", "d", "e");

        var looking = await LookingMonths.LoadAsync(db, DeliveryScope.Organization, Today, default);
        looking.Months.Select(month => month.Name).TakeLast(2).ShouldBe(["Sep 2026", "Oct 2026"]);
        (looking.Months[^1].People, looking.Months[^1].Changes).ShouldBe((5, 1));
        looking.Months[^1].Waited!.Value.ShouldBe(1, 0.001);
        looking.Months[^2].People.ShouldBeNull();
        looking.Months[^2].PeopleWords.ShouldBe("fewer than 5");
        looking.Finding.ShouldBe("5 people looked at changes in Oct 2026, fewer than 5 in Mar 2026");
        (await looking.ReorganizedAsync(db, DeliveryScope.Organization, default)).ShouldHaveSingleItem();
        // A repository or a service may be one person's own.
        LookingMonths.IsFor(DeliveryScope.Organization).ShouldBeTrue();
        LookingMonths.IsFor(new("repository:shop", "shop", RepositoryId: shop.Id)).ShouldBeFalse();
    }

    /// <param name="opened">A day before the first look, and two before the merge.</param>
    private static async Task LookedAsync(
        AppDb db,
        Repository repository,
        int number,
        DateOnly opened,
        string author,
        params string[] by
    )
    {
        var at = opened.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
        var change = Change.Of("forge.example/shop", number);
        (change.RepositoryId, change.Author, change.OpenedAt) = (repository.Id, author, at);
        change.MergedAt = at.AddDays(2);
        await db.InsertManyAsync<Change>([change], default);
        await db.InsertManyAsync<ChangeReview>(
            [
                .. by.Select(
                    (reviewer, index) =>
                    {
                        var review = ChangeReview.Of(change, $"{index}");
                        (review.Reviewer, review.At) = (reviewer, at.AddDays(1));
                        review.IsByBot = reviewer == "bot";
                        return review;
                    }
                ),
            ],
            default
        );
        await db.InsertManyAsync<DeliveredChange>(
            [
                new()
                {
                    Id = change.Id,
                    RepositoryId = repository.Id,
                    Number = change.Number,
                    Origin = ChangeOrigin.Told,
                    OpenedAt = at,
                    FirstReviewAt = at.AddDays(1),
                    MergedAt = at.AddDays(2),
                    LastAt = at.AddDays(2),
                },
            ],
            default
        );
    }
}
