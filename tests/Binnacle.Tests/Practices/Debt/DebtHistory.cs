using System.Security.Cryptography;
using System.Text;
using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Timeline;

namespace Binnacle.Tests.Practices.Debt;

/// <summary>A repository whose history is written as rows, commit by commit.</summary>
internal sealed class DebtHistory(AppDb db, string slug, Team? team = null)
{
    private readonly Dictionary<string, HistoryPath> paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HistoryAuthor> authors = new(StringComparer.Ordinal);
    private static long last;

    public Repository Repository { get; } =
        new()
        {
            Slug = slug,
            Name = slug,
            Location = $"https://forge.example/{slug}",
            TeamId = team?.Id,
            AddedAt = db.Now,
            ScannedAt = db.Now,
        };

    /// <param name="ago">Days.</param>
    /// <param name="files">Each gets ten lines.</param>
    public void Commit(
        int ago,
        WorkKind kind,
        string author,
        string[] files,
        Guid? person = null,
        HistoryTag? release = null
    )
    {
        var at = db.Now.AddDays(-ago).AddMinutes(-(++last % 600));
        var commit = new HistoryCommit
        {
            Id = ++last,
            RepositoryId = Repository.Id,
            Name = SHA256.HashData(Encoding.UTF8.GetBytes($"{slug} {last}"))[..20],
            AuthorId = Author(author, person).Id,
            At = at,
            CommittedAt = at,
            Subject = $"{kind} {last}",
            Kind = kind,
            TagId = release?.Id,
        };
        db.Add(commit);
        foreach (var file in files)
            db.Add(
                new HistoryChange
                {
                    CommitId = commit.Id,
                    PathId = Path(file).Id,
                    Added = 10,
                    Deleted = 0,
                }
            );
    }

    public void Rename(int ago, string author, string from, string to)
    {
        Commit(ago, WorkKind.Upkeep, author, []);
        db.Add(
            new HistoryChange
            {
                CommitId = last,
                PathId = Path(to).Id,
                OldPathId = Path(from).Id,
                Added = 0,
                Deleted = 0,
            }
        );
    }

    public HistoryTag Release(int ago)
    {
        var tag = new HistoryTag
        {
            Id = ++last,
            RepositoryId = Repository.Id,
            Name = $"v{last}",
            At = db.Now.AddDays(-ago),
            IsRelease = true,
        };
        db.Add(tag);
        return tag;
    }

    public Task SaveAsync()
    {
        db.Add(Repository);
        db.Record("repository.added", slug, $"/repositories/{slug}");
        return db.SaveChangesAsync();
    }

    private HistoryAuthor Author(string name, Guid? person)
    {
        if (authors.TryGetValue(name, out var known))
            return known;
        authors[name] = new()
        {
            Id = ++last,
            RepositoryId = Repository.Id,
            Name = name,
            Address = $"{name}@northwind.example",
            IsBot = name == "bot",
            PersonId = person,
        };
        db.Add(authors[name]);
        return authors[name];
    }

    private HistoryPath Path(string path)
    {
        if (paths.TryGetValue(path, out var known))
            return known;
        paths[path] = new()
        {
            Id = ++last,
            RepositoryId = Repository.Id,
            Path = path,
            IsCurrent = !path.StartsWith("gone/", StringComparison.Ordinal),
            Area = path.Contains('/') ? path[..path.IndexOf('/')] : AreaMap.Root,
            TeamId = team?.Id,
        };
        db.Add(paths[path]);
        return paths[path];
    }
}
