using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions.Text;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>A file of a repository as its newest commit has it.</summary>
public sealed record RecordFile(string Commit, ReadOnlyMemory<byte> Content);

/// <summary>Files that are to stand in a commit on a branch of their own.</summary>
/// <param name="Repository">The folder of the repository on this machine.</param>
/// <param name="Base">The commit that the branch begins at.</param>
public sealed record RecordChange(
    string Repository,
    string Branch,
    string Base,
    IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> Files,
    string Message,
    string AuthorName,
    string AuthorEmail,
    DateTime At
);

/// <returns>Null where the newest commit has no such file.</returns>
public delegate Task<RecordFile?> ReadRecord(string repository, string path, CancellationToken cancellation);

/// <returns>The commit that stands on the branch now.</returns>
public delegate Task<string> WriteRecord(RecordChange change, CancellationToken cancellation);

/// <summary>
/// Writes a decision into a repository on this machine, as a commit on a branch of its own that somebody merges. Of a record
/// that was taken over the state changes and not one other byte; one that was written here becomes a new file in the habit of
/// its folder.
/// </summary>
public static class DecisionWritingBack
{
    /// <param name="repository">A slug; of what was taken over the repository is known.</param>
    /// <param name="folder">As <c>docs/decisions</c>.</param>
    /// <returns>The branch.</returns>
    /// <exception cref="Refusal">It is not for everybody, or the repository is not a folder here.</exception>
    public static async Task<string> WriteBackAsync(
        this AppDb db,
        Decision decision,
        string? repository,
        string? folder,
        ReadRecord read,
        WriteRecord write,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(decision.TeamId);
        if (decision.DataClass is not DataClass.Open)
            throw new Refusal("", "Not everybody may see this decision; it is not written into a repository.");
        if (decision is { DocumentId: null, WrittenRepositoryId: { } written })
            await db.FindWrittenAsync(written, cancellation);
        var source = await db.Set<Document>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == decision.DocumentId, cancellation);
        var place =
            await db.Set<Repository>()
                .FirstOrDefaultAsync(
                    row => source == null ? row.Slug == repository : row.Id == source.RepositoryId,
                    cancellation
                )
            ?? throw new Refusal("repository", "Choose the repository.");
        db.Viewer.RequireLeader(place.TeamId);
        if (place.IsClone || place.HeadCommit is null)
            throw new Refusal(
                "repository",
                $"{place.Name} is not a folder on this machine with a commit that was read. Download the Markdown and commit it yourself."
            );
        var (path, content, head) = source is null
            ? await NewAsync(db, decision, place, folder, read, cancellation)
            : await ChangedAsync(decision, place, source, read, cancellation);
        var branch = $"binnacle/decision-{decision.Number}-{decision.Revision}";
        await write(
            new(
                place.Location,
                branch,
                head,
                [(path, content)],
                $"Decision {decision.Number}: {decision.Title}\n\n{decision.Status.Word()} on {decision.StatusAt:yyyy-MM-dd}\n",
                db.Viewer.Name,
                await AddressAsync(db, cancellation),
                db.Now
            ),
            cancellation
        );
        if (source is null)
            (decision.WrittenRepositoryId, decision.WrittenPath) = (place.Id, path);
        db.Record(
            "decision.written-back",
            decision.Title,
            decision.Url,
            $"{place.Name}, {path}, branch {branch}",
            decision
        );
        await db.SaveDecisionAsync(cancellation);
        return branch;
    }

    private static async Task<(string Path, ReadOnlyMemory<byte> Content, string Head)> ChangedAsync(
        Decision decision,
        Repository place,
        Document source,
        ReadRecord read,
        CancellationToken cancellation
    )
    {
        var file =
            await read(place.Location, source.Path, cancellation)
            ?? throw new Refusal("repository", $"{place.Name} has no {source.Path} any more.");
        var text = DecisionText.Parse(source.Path, file.Content);
        if (text.Status == decision.Status)
            throw new Refusal("", $"{source.Path} is {decision.Status.Word()} already.");
        return (source.Path, text.Set(FieldNames.Status, decision.Status.Word()).Bytes, file.Commit);
    }

    /// <summary>Numbered and named as its neighbours are.</summary>
    private static async Task<(string Path, ReadOnlyMemory<byte> Content, string Head)> NewAsync(
        AppDb db,
        Decision decision,
        Repository place,
        string? folder,
        ReadRecord read,
        CancellationToken cancellation
    )
    {
        var where = folder?.Trim().Trim('/') ?? "";
        if (where.Length is 0 or > 400 || where.Split('/').Any(part => part is "" or "." or ".."))
            throw new Refusal("folder", "Give a folder of the repository, as docs/decisions.");
        var prefix = where + "/";
        var files = (
            await db.Set<Document>()
                .AsNoTracking()
                .Where(row =>
                    row.RepositoryId == place.Id
                    && row.Kind == DocumentKind.Decision
                    && row.RemovedAt == null
                    && row.Text != null
                )
                .Where(row => row.Path.StartsWith(prefix))
                .Select(row => new { row.Path, row.Text })
                .ToListAsync(cancellation)
        )
            .Where(row => !row.Path[prefix.Length..].Contains('/', StringComparison.Ordinal))
            .Select(row => DecisionText.Parse(row.Path, Encoding.UTF8.GetBytes(row.Text!)));
        var near = DecisionFolder.Of(where, files);
        if (near.Records.Any(row => row.Title.Equals(decision.Title, StringComparison.OrdinalIgnoreCase)))
            throw new Refusal("folder", $"{where} holds a record of this title already.");
        var (_, written) = (await db.DecisionToExportAsync(decision.Number, cancellation))!.Value;
        var record = DecisionMarkdown.Record(
            written,
            near.Habit(near.Records.Count == 0 ? DecisionFormat.Madr : null),
            where,
            near.Records.Count == 0 ? decision.Number : near.NextNumber
        );
        if (await read(place.Location, record.Path, cancellation) is not null)
            throw new Refusal("folder", $"{place.Name} holds {record.Path} already; scan it, then write again.");
        return (record.Path, record.Bytes, place.HeadCommit!);
    }

    private static async Task<string> AddressAsync(AppDb db, CancellationToken cancellation) =>
        await db
            .Users.Where(row => row.Id == db.Viewer.AccountId)
            .Select(row => row.Email)
            .FirstOrDefaultAsync(cancellation)
        ?? "binnacle@localhost";
}
