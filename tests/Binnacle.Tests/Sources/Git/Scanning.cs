using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Jobs;
using Binnacle.Sources.Git;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Sources.Git;

/// <summary>Scans into a database as jobs and the command line do, and tells what is stored in a form that can be compared.</summary>
internal sealed class Scanning : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Scanning(Installation installation)
    {
        Installation = installation;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton(installation.Database);
        collection.AddSingleton<AppDbs>();
        collection.AddSingleton<PracticeList>();
        collection.AddSingleton<JobQueue>();
        collection.AddChecks();
        collection.AddGitSource(installation, new ClonePolicy(AllowPrivateAddresses: false));
        services = collection.BuildServiceProvider();
    }

    public Installation Installation { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public AppDb Open() => TestDatabase.Open(Installation.Database);

    public async Task<Repository> AddAsync(string place)
    {
        await using var db = Open();
        return await db.AddRepositoryAsync(place, Cancellation);
    }

    /// <param name="atCommit">What happens, on the thread that scans, when so many commits were read in this run.</param>
    public async Task<ScanResult> ScanAsync(
        string place,
        CancellationToken? cancellation = null,
        (int Commits, Action Do)? atCommit = null
    ) =>
        await Get<RepositoryScan>()
            .RunAsync(
                (await AddAsync(place)).Id,
                atCommit is { } moment ? new Moment(moment.Commits, moment.Do) : new Ignored(),
                cancellation ?? Cancellation
            );

    /// <summary>All facts of history and documents, without the numbers given to rows.</summary>
    public async Task<string> StoredAsync()
    {
        await using var db = Open();
        var lines = new List<string>();
        var paths = await db.Set<HistoryPath>().ToDictionaryAsync(row => row.Id, Cancellation);
        var authors = await db.Set<HistoryAuthor>().ToDictionaryAsync(row => row.Id, Cancellation);
        var tags = await db.Set<HistoryTag>().ToDictionaryAsync(row => row.Id, Cancellation);
        var people = await db.Set<Person>().ToDictionaryAsync(row => row.Id, row => row.Name, Cancellation);
        var teams = await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Slug, Cancellation);
        var commits = await db.Set<HistoryCommit>().ToDictionaryAsync(row => row.Id, Cancellation);
        string TeamOf(Guid? id) => id is { } team ? teams[team] : "-";
        lines.AddRange(
            commits.Values.Select(row =>
                $"commit {Convert.ToHexStringLower(row.Name)} {row.At:O} {row.CommittedAt:O} {authors[row.AuthorId].Name} <{authors[row.AuthorId].Address}> {row.Kind} {(row.TagId is { } tag ? tags[tag].Name : "-")} {row.Subject}"
            )
        );
        await foreach (var row in db.Set<HistoryChange>().AsAsyncEnumerable())
            lines.Add(
                $"change {Convert.ToHexStringLower(commits[row.CommitId].Name)} {row.Kind} {paths[row.PathId].Path} {(row.OldPathId is { } old ? paths[old].Path : "-")} {row.Added} {row.Deleted} {row.Blob is not null}"
            );
        lines.AddRange(
            paths.Values.Select(row =>
                $"path {row.Path} {row.IsCurrent} {row.IsCounted} {row.Area} {TeamOf(row.TeamId)}"
            )
        );
        lines.AddRange(
            authors.Values.Select(row =>
                $"author {row.Name} <{row.Address}> {row.IsBot} {(row.PersonId is { } person ? people[person] : "-")}"
            )
        );
        lines.AddRange(
            tags.Values.Select(row =>
                $"tag {row.Name} {Convert.ToHexStringLower(row.Commit)} {row.IsRelease} {row.IsPrerelease}"
            )
        );
        lines.AddRange(people.Values.Select(name => $"person {name}"));
        lines.AddRange(teams.Values.Select(slug => $"team {slug}"));
        lines.AddRange(
            await db.Set<Service>().Select(row => $"service {row.Slug} {row.Name}").ToListAsync(Cancellation)
        );
        var documents = await db.Set<Document>().Include(row => row.Versions).ToListAsync(Cancellation);
        lines.AddRange(
            documents.SelectMany(row =>
                row.Versions.Select(version =>
                        $"document {row.Path} {row.Kind} {TeamOf(row.TeamId)} {version.At:O} {version.Commit} {version.Blob} {version.Facts} {version.Problems}"
                    )
                    .Append($"document {row.Path} {row.Kind} {row.Title} {row.RemovedAt:O} {row.Problems}")
            )
        );
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class Moment(int commits, Action act) : IProgress<JobProgress>
    {
        private bool isOver;

        void IProgress<JobProgress>.Report(JobProgress value)
        {
            if (isOver || value.Step != "Reading commits" || value.Done < commits)
                return;
            isOver = true;
            act();
        }
    }

    internal sealed class Ignored : IProgress<JobProgress>
    {
        void IProgress<JobProgress>.Report(JobProgress value) { }
    }
}
