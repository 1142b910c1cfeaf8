using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Deliveries.Subscriptions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries;

public static class DeliveryEndpoints
{
    private const string Log = "/settings/deliveries/log";

    private sealed record Key(DateTime QueuedAt, Guid Id);

    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        app.MapList<DeliveryFilter, DeliveryRow>(
            Log,
            "/deliveries",
            "What was sent, newest first",
            May.Lead,
            PartAsync,
            ("queued", row => row.QueuedAt),
            ("topic", row => row.Topic),
            ("title", row => row.Title),
            ("channel", row => row.Channel),
            ("recipient", row => row.Recipient),
            ("state", row => row.State),
            ("tries", row => row.Tries),
            ("next try", row => row.NextTryAt),
            ("ended", row => row.EndedAt),
            ("reason", row => row.Reason)
        );
        app.MapApiGroup()
            .OnPost("/deliveries/{id:guid}/again", AgainAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Send one that failed again");
        // One click of a mail program (RFC 8058): no session, no form of ours. The page of the same address shows the button.
        app.OnPost("/unsubscribe/{token}", UnsubscribeAsync)
            .RequireAuthorization(May.Everyone)
            .DisableAntiforgery()
            .WithOrder(-1)
            .ExcludeFromDescription();
    }

    private static async Task<Page<DeliveryRow>?> PartAsync(
        AppDb db,
        DeliveryFilter filter,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var rows = db.Deliveries(filter);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            rows = rows.Where(row =>
                row.QueuedAt < last.QueuedAt || (row.QueuedAt == last.QueuedAt && row.Id.CompareTo(last.Id) < 0)
            );
        return await rows.OrderByDescending(row => row.QueuedAt)
            .ThenByDescending(row => row.Id)
            .PartAsync(part, found => found.AsRows(), row => new Key(row.QueuedAt, row.Id), cancellation);
    }

    private static async Task<Accepted> AgainAsync(AppDb db, Guid id, CancellationToken cancellation)
    {
        await db.SendAgainAsync(id, cancellation);
        return TypedResults.Accepted("/api/v1/deliveries");
    }

    private static async Task<IResult> UnsubscribeAsync(
        AppDb db,
        UnsubscribeLinks links,
        string token,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        if (links.Read(token) is not { } ends)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        await db.UnsubscribeAsync(ends, cancellation);
        // A person pressed the button on our page; a mail program reads the status.
        return request.HasFormContentType && (await request.ReadFormAsync(cancellation)).ContainsKey("page")
            ? Results.LocalRedirect($"/unsubscribe/{token}?done=1")
            : Results.Ok();
    }
}
