using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Documents;

public static class DocumentEndpoints
{
    private sealed record Key(int Number);

    /// <param name="Problems">yes: only those with problems.</param>
    private sealed record DocumentQuery(
        string? Kind = null,
        string? Repository = null,
        string? Scope = null,
        string? Problems = null,
        string? Text = null
    );

    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        app.MapList<DocumentQuery, DocumentRow>(
            "/documents",
            "/documents",
            "Documents found in repositories",
            ReadAsync,
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
        app.MapBoth("/documents/{number:int}", "/documents/{number:int}", OneAsync, "One document and its versions");
    }

    private static async Task<Page<DocumentRow>?> ReadAsync(
        AppDb db,
        DocumentQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var problems = query.Problems is "yes" or "true";
        var documents = db.DocumentsNow(new(query.Kind, query.Repository, query.Scope, problems, query.Text));
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            documents = documents.Where(row => row.Number > last.Number);
        return await documents
            .OrderBy(row => row.Number)
            .PartAsync(part, rows => rows.AsRows(db), row => new Key(row.Number), cancellation);
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
