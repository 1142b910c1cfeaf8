using System.Text.Json;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Events;

public sealed class TimesAheadTests
{
    private static readonly (DateTime Received, object Body)[] Tellings =
    [
        (At(7, 0), Pull("Draft of it", "2026-05-04T07:00:00Z", merged: null)),
        (At(8, 0), Pull("Told by a clock that runs ahead", "2030-01-01T00:00:00Z", merged: "2030-01-01T00:00:00Z")),
        (At(8, 21), Pull("Corrected", "2026-05-04T08:20:00Z", merged: "2026-05-04T07:59:00Z")),
    ];

    [Theory, OnBothDatabases]
    public async Task What_is_dated_2030_keeps_no_later_correction_out_in_any_order(Engine engine)
    {
        int[][] orders =
        [
            [0, 1, 2],
            [2, 1, 0],
            [1, 2, 0],
            [1, 0, 2, 1, 0],
        ];
        foreach (var order in orders)
        {
            var change = await ReadAsync(engine, order);
            var words = string.Join(", ", order);
            change.Title.ShouldBe("Corrected", words);
            change.MergedAt.ShouldBe(At(7, 59), words);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_correction_the_moment_of_receipt_counts(Engine engine) =>
        (await ReadAsync(engine, [0, 1])).MergedAt.ShouldBe(At(8, 0));

    [Theory]
    [InlineData(9, 9)]
    [InlineData(10, 10)]
    [InlineData(11, 0)]
    public void Two_clocks_may_differ_by_ten_minutes(int ahead, int counted)
    {
        var change = Change.Of("forge.example/shop", 1);
        change.MergedAt = At(8, ahead);
        var told = new Telling(change, At(8, ahead)).NotAfter(At(8, 0));
        (told.At, change.MergedAt).ShouldBe((At(8, counted), At(8, counted)));
    }

    [Fact]
    public async Task A_release_that_is_planned_is_not_published()
    {
        object Body(string day) =>
            new
            {
                object_kind = "release",
                action = "create",
                tag = "v2",
                url = "https://gitlab.com/octo/shop/-/releases/v2",
                created_at = "2026-05-01 08:00:00 UTC",
                released_at = day,
                project = new { path_with_namespace = "octo/shop", web_url = "https://gitlab.com/octo/shop" },
            };
        (
            await new Told("gitlab").Event("release", Body("2026-12-01 08:00:00 UTC")).OneAsync<Release>()
        ).PublishedAt.ShouldBeNull();
        (
            await new Told("gitlab").Event("release", Body("2026-05-04 07:00:00 UTC")).OneAsync<Release>()
        ).PublishedAt.ShouldBe(At(7, 0));
    }

    private static async Task<Change> ReadAsync(Engine engine, int[] order)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var source = (await Payloads.AddSourcesAsync(db))["github"];
        foreach (var (place, index) in order.Select((one, number) => (one, number)))
        {
            var (received, body) = Tellings[place];
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
            await db.StoreEventsAsync(
                [
                    new(
                        new()
                        {
                            SourceId = source,
                            Delivery = $"{index}",
                            Event = "pull_request",
                            ReceivedAt = received,
                            Size = bytes.Length,
                        },
                        PackedBody.Pack(bytes)
                    ),
                ],
                default
            );
            (await db.ReadWaitingEventsAsync(10)).ShouldBe(1);
            db.ChangeTracker.Clear();
        }
        return await db.Set<Change>().AsNoTracking().SingleAsync();
    }

    private static object Pull(string title, string updated, string? merged) =>
        new
        {
            action = "edited",
            pull_request = new
            {
                number = 1,
                title,
                state = merged is null ? "open" : "closed",
                created_at = "2026-05-04T06:00:00Z",
                updated_at = updated,
                merged_at = merged,
            },
            repository = new { full_name = "octo/shop", html_url = "https://github.com/octo/shop" },
        };

    private static DateTime At(int hour, int minute) => new(2026, 5, 4, hour, minute, 0, DateTimeKind.Utc);
}
