using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>Degrees of authorship and the truck factor of a repository as it was at a time.</summary>
/// <param name="People">Whose numbers the rows name.</param>
internal sealed record ScanAuthorship(IReadOnlyList<DegreeOfAuthorship> Degrees, AuthorAliases People)
{
    /// <summary>Beyond any commit: the tool sets git's limit so.</summary>
    private const int AllRenames = 999_999;

    public static string[] FactorColumns { get; } = ["developer", "files", "percentage", "coverage-left", "pruned"];

    public static string[] DegreeColumns { get; } =
    ["file", "developer", "first-author", "deliveries", "acceptances", "doa", "normalized-doa", "author"];

    /// <exception cref="RepositoryException">It cannot be read, or holds no commit.</exception>
    public static async Task<ScanAuthorship> ReadAsync(ScanInput input, CancellationToken cancellation)
    {
        var isReference = input.Choice.IsReference;
        var head = await input.HeadAsync(cancellation);
        var files = isReference
            ? await SourceFilesAsync(input.Git, head, cancellation)
            : await input.OwnFilesAsync(head, cancellation);
        var ids = await input.Git.SelectedAsync(new(head, input.Choice.Since), cancellation);
        var options = input.Options with { MailmapAt = head };
        if (isReference)
            options = options with { MaxRenameCandidates = AllRenames };
        var authorship = new Authorship();
        await foreach (var commit in input.CommitsAsync(ids, options, cancellation))
            if (isReference || !BotRule.Matches(commit.Author))
                authorship.Add(commit);
        return new(authorship.Of(files), authorship.People);
    }

    public IEnumerable<object[]> FactorRows()
    {
        var factor = TruckFactor.Of(Degrees);
        return factor.Authors.Select(author =>
            new object[]
            {
                People.NameOf(author.Person),
                author.Files,
                Math.Round(100.0 * author.Files / factor.Files, 2),
                Math.Round(100 * author.CoverageLeft, 2),
                author.IsPruned ? 1 : 0,
            }
        );
    }

    public IEnumerable<object[]> DegreeRows() =>
        Degrees.Select(row =>
            new object[]
            {
                row.File,
                People.NameOf(row.Person),
                row.IsFirst ? 1 : 0,
                row.Deliveries,
                row.Acceptances,
                Math.Round(row.Degree, 4),
                Math.Round(row.Normalized, 4),
                row.IsAuthor ? 1 : 0,
            }
        );

    /// <summary>What linguist counts; of files without an extension the first line tells.</summary>
    private static async Task<IReadOnlyList<string>> SourceFilesAsync(
        GitRepository git,
        ObjectId head,
        CancellationToken cancellation
    )
    {
        var files = new List<TreeFile>();
        await foreach (var file in git.FilesAsync(head, cancellation))
            if (!file.IsLink)
                files.Add(file);
        var unclear = files.Where(file => SourceFileRule.MayBeScript(file.Path)).Select(file => file.Blob).Distinct();
        var scripts = new HashSet<ObjectId>();
        await foreach (var blob in git.BlobsAsync(unclear, 2, cancellation))
            if (SourceFileRule.IsScript(blob.Content))
                scripts.Add(blob.Id);
        return
        [
            .. files
                .Where(file =>
                    SourceFileRule.IsSource(file.Path)
                    || (SourceFileRule.MayBeScript(file.Path) && scripts.Contains(file.Blob))
                )
                .Select(file => file.Path),
        ];
    }
}
