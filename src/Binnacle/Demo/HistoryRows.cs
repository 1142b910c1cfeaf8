using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Sources.Git;
using Binnacle.Sources.RepositoryFiles;

namespace Binnacle.Demo;

/// <summary>Commits of one repository as the rows that a scan would write.</summary>
internal sealed class HistoryRows(AppDb db, CatalogueRows catalogue, int seed)
{
    public async Task WriteAsync(string slug, List<CommitPlan> commits, CancellationToken cancellation)
    {
        var repository = catalogue.Repository(slug);
        var draw = new Draw(seed, $"names {slug}");
        foreach (var commit in commits)
            commit.Name = draw.Name();
        var paths = await PathsAsync(repository, commits, cancellation);
        var authors = await AuthorsAsync(repository, commits, cancellation);
        var tags = await TagsAsync(repository, commits, cancellation);
        var first = await db.TakeNumbersAsync("history_commits", commits.Count, cancellation);
        await db.InsertManyAsync(Commits(repository, commits, authors, tags, first), cancellation);
        await db.InsertManyAsync(
            [
                .. commits.SelectMany(
                    (commit, index) =>
                        commit.Changes.Select(change => new HistoryChange
                        {
                            CommitId = first + index,
                            PathId = paths[change.Path],
                            Kind = (byte)change.Kind,
                            Added = change.Added,
                            Deleted = change.Deleted,
                            Blob = change.Blob,
                        })
                ),
            ],
            cancellation
        );
        repository.Commits = commits.Count;
        repository.HeadCommit = Convert.ToHexStringLower(commits[^1].Name);
        repository.FirstCommitAt = commits[0].At;
        repository.LastCommitAt = commits[^1].At;
    }

    /// <summary>Who owns a path, by the newest CODEOWNERS of the repository, else by the repository.</summary>
    public Func<string, Guid?> OwnersOf(string slug, IEnumerable<CommitPlan> commits)
    {
        var text = commits.Last(commit => commit.File?.Path is ".github/CODEOWNERS").File!.Text!;
        var read = RepositoryFiles.Read(".github/CODEOWNERS", System.Text.Encoding.UTF8.GetBytes(text), isCut: false)!;
        var rules = OwnershipRules.From((OwnershipFacts)read.Facts);
        return path =>
            rules
                .OwnersOf(path)
                .Select(owner => catalogue.TeamByHandle(TeamNames.Handle(owner)))
                .FirstOrDefault(team => team is not null)
            ?? catalogue.Repository(slug).TeamId;
    }

    private async Task<Dictionary<string, long>> PathsAsync(
        Repository repository,
        List<CommitPlan> commits,
        CancellationToken cancellation
    )
    {
        var names = commits
            .SelectMany(commit => commit.Changes)
            .Select(change => change.Path)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var attributes = GitAttributes.Parse("");
        var areas = AreaMap.From(names.Where(attributes.IsOwn));
        var owners = OwnersOf(repository.Slug, commits);
        var id = await db.TakeNumbersAsync("history_paths", names.Count, cancellation);
        var rows = names.ConvertAll(path => new HistoryPath
        {
            Id = id++,
            RepositoryId = repository.Id,
            Path = path,
            IsCurrent = true,
            IsCounted = attributes.IsOwn(path),
            Area = areas.AreaOf(path),
            TeamId = owners(path),
        });
        await db.InsertManyAsync(rows, cancellation);
        return rows.ToDictionary(row => row.Path, row => row.Id, StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, long>> AuthorsAsync(
        Repository repository,
        List<CommitPlan> commits,
        CancellationToken cancellation
    )
    {
        var names = commits.Select(commit => commit.Author).Distinct(StringComparer.Ordinal).ToList();
        var id = await db.TakeNumbersAsync("history_authors", names.Count, cancellation);
        var rows = names.ConvertAll(name =>
        {
            var isBot = name.EndsWith("[bot]", StringComparison.Ordinal);
            var person = isBot ? null : catalogue.Person(name);
            return new HistoryAuthor
            {
                Id = id++,
                RepositoryId = repository.Id,
                Name = name,
                Address = person is null ? $"{name}@bots.northwind.example" : person.Addresses[0].Address,
                IsBot = isBot,
                PersonId = person?.Id,
            };
        });
        await db.InsertManyAsync(rows, cancellation);
        return rows.ToDictionary(row => row.Name, row => row.Id, StringComparer.Ordinal);
    }

    private async Task<List<HistoryTag>> TagsAsync(
        Repository repository,
        List<CommitPlan> commits,
        CancellationToken cancellation
    )
    {
        var tagged = commits.FindAll(commit => commit.Tag is not null);
        if (tagged.Count == 0)
            return [];
        var id = await db.TakeNumbersAsync("history_tags", tagged.Count, cancellation);
        var rows = tagged.ConvertAll(commit => new HistoryTag
        {
            Id = id++,
            RepositoryId = repository.Id,
            Name = commit.Tag!,
            Commit = commit.Name,
            At = commit.At.AddMinutes(9),
            IsRelease = ReleaseFinding.IsRelease(commit.Tag!),
            IsPrerelease = ReleaseFinding.IsPrerelease(commit.Tag!),
        });
        await db.InsertManyAsync(rows, cancellation);
        return rows;
    }

    private static List<HistoryCommit> Commits(
        Repository repository,
        List<CommitPlan> commits,
        Dictionary<string, long> authors,
        List<HistoryTag> tags,
        long id
    )
    {
        var rows = new List<HistoryCommit>(commits.Count);
        var release = 0;
        byte[] parent = [];
        foreach (var commit in commits)
        {
            var work = WorkMix.Classify(commit.Subject);
            rows.Add(
                new()
                {
                    Id = id++,
                    RepositoryId = repository.Id,
                    Name = commit.Name,
                    Parents = parent,
                    AuthorId = authors[commit.Author],
                    At = commit.At,
                    CommittedAt = commit.At,
                    Subject = commit.Subject,
                    Kind = work.Kind,
                    DecidedBy = work.By,
                    TagId = release < tags.Count ? tags[release].Id : null,
                }
            );
            parent = commit.Name;
            if (commit.Tag is not null)
                release++;
        }
        return rows;
    }
}
