using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Documents;

public static class DocumentEndpoints
{
    private sealed record Key(int Number);

    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/documents.json", ListAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/documents.csv", CsvAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/documents/{number:int}.json", OneAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/documents");
        api.MapGet("", ListAsync).RequireAuthorization(May.View).WithSummary("Documents found in repositories");
        api.MapGet("/{number:int}", OneAsync)
            .RequireAuthorization(May.View)
            .WithSummary("One document and its versions");
    }

    private static async Task<Page<DocumentRow>> ListAsync(
        AppDb db,
        HttpResponse response,
        string? kind,
        string? repository,
        string? scope,
        string? problems,
        string? text,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var filter = new DocumentFilter(kind, repository, scope, problems is "yes" or "true", text);
        var page = await PageAsync(db, filter, cursor, Cursor.Size(size), cancellation);
        response.LinkNext(page);
        return page;
    }

    private static async Task<IResult> CsvAsync(
        AppDb db,
        HttpResponse response,
        string? kind,
        string? repository,
        string? scope,
        string? problems,
        string? text,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var filter = new DocumentFilter(kind, repository, scope, problems is "yes" or "true", text);
        var page = await PageAsync(db, filter, cursor, Cursor.Size(size ?? Cursor.LargestSize), cancellation);
        response.LinkNext(page);
        return Csv.File(
            "documents.csv",
            page.Items,
            ("number", row => row.Number),
            ("title", row => row.Title),
            ("kind", row => row.Kind.Slug()),
            ("repository", row => row.Repository),
            ("path", row => row.Path),
            ("team", row => row.Team),
            ("problems", row => row.Problems),
            ("changed", row => row.ChangedAt),
            ("commit", row => row.ChangedIn)
        );
    }

    private static async Task<Page<DocumentRow>> PageAsync(
        AppDb db,
        DocumentFilter filter,
        string? cursor,
        int size,
        CancellationToken cancellation
    )
    {
        var documents = db.DocumentsNow(filter);
        if (Cursor.Read<Key>(cursor) is { } last)
            documents = documents.Where(row => row.Number > last.Number);
        var rows = await documents.OrderBy(row => row.Number).Take(size + 1).AsRows(db).ToListAsync(cancellation);
        return Cursor.Cut(rows, size, row => new Key(row.Number));
    }

    private static async Task<Results<Ok<DocumentModel>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) =>
        await db.DocumentAsync(number, cancellation) is { } document
            ? TypedResults.Ok(document)
            : Problems.NotFound($"Document {number}");
}
