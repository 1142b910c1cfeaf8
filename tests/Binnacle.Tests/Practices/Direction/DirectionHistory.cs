using System.Security.Cryptography;
using System.Text;
using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Timeline;

namespace Binnacle.Tests.Practices.Direction;

/// <summary>A repository whose commits have subjects and parents, written as rows.</summary>
internal sealed class DirectionHistory
{
    private readonly AppDb db;
    private readonly Dictionary<string, HistoryPath> paths = new(StringComparer.Ordinal);
    private readonly HistoryAuthor person;
    private readonly HistoryAuthor bot;
    private readonly Team? team;
    private static long last = 5_000_000;

    public DirectionHistory(AppDb db, string slug, Team? team = null)
    {
        (this.db, this.team) = (db, team);
        Repository = new()
        {
            Slug = slug,
            Name = slug,
            Location = $"https://forge.example/{slug}",
            WebUrl = $"https://forge.example/{slug}",
            TeamId = team?.Id,
            AddedAt = db.Now,
            ScannedAt = db.Now,
            HeadCommit = "a",
        };
        (person, bot) = (Author("Ada", false), Author("bot", true));
        db.Add(Repository);
        db.AddRange(person, bot);
    }

    public Repository Repository { get; }

    public HistoryCommit Commit(
        int ago,
        string subject,
        string[]? files = null,
        bool isBot = false,
        params HistoryCommit[] parents
    )
    {
        var at = db.Now.AddDays(-ago).AddMinutes(-(++last % 600));
        var commit = new HistoryCommit
        {
            Id = ++last,
            RepositoryId = Repository.Id,
            Name = SHA256.HashData(Encoding.UTF8.GetBytes($"{Repository.Slug} {last}"))[..20],
            Parents = [.. parents.SelectMany(parent => parent.Name)],
            AuthorId = (isBot ? bot : person).Id,
            At = at,
            CommittedAt = at,
            Subject = subject,
            Kind = WorkKind.Feature,
        };
        db.Add(commit);
        foreach (var file in files ?? ["ledger/Book.cs"])
            db.Add(
                new HistoryChange
                {
                    CommitId = commit.Id,
                    PathId = Path(file).Id,
                    Added = 1,
                    Deleted = 0,
                }
            );
        return commit;
    }

    public Task SaveAsync()
    {
        db.Record("repository.added", Repository.Slug);
        return db.SaveChangesAsync();
    }

    private HistoryAuthor Author(string name, bool isBot) =>
        new()
        {
            Id = ++last,
            RepositoryId = Repository.Id,
            Name = name,
            Address = $"{name}@northwind.example",
            IsBot = isBot,
        };

    private HistoryPath Path(string path)
    {
        if (paths.TryGetValue(path, out var known))
            return known;
        paths[path] = new()
        {
            Id = ++last,
            RepositoryId = Repository.Id,
            Path = path,
            IsCurrent = true,
            Area = path.Contains('/') ? path[..path.LastIndexOf('/')] : "",
            TeamId = team?.Id,
        };
        db.Add(paths[path]);
        return paths[path];
    }
}
