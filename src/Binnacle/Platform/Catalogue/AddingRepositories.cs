using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue;

/// <summary>A folder or an address that was looked at, and what to call it.</summary>
internal sealed record RepositoryPlace(string Place, string Name, string? WebUrl, bool IsClone);

/// <summary>Takes a folder or a clone address into the catalogue. The same place is never added twice.</summary>
public static class AddingRepositories
{
    private static readonly string[] NamelessFolders = ["repo", "repository", "git", "src", "code", ".git"];

    /// <exception cref="Refusal">It is no repository, or an address that is not https or ssh; the message names what was found.</exception>
    public static async Task<Repository> AddRepositoryAsync(
        this AppDb db,
        string location,
        CancellationToken cancellation = default
    )
    {
        return await db.AddRepositoryAsync(await LookAsync(location, cancellation), cancellation);
    }

    /// <summary>Opens a folder with git, or looks at the form of an address; touches no database.</summary>
    /// <exception cref="Refusal">As for adding it.</exception>
    internal static async Task<RepositoryPlace> LookAsync(string location, CancellationToken cancellation)
    {
        var given = location.Trim();
        if (given.Length == 0)
            throw new Refusal("location", "Give a folder or a clone address.");
        return RepositoryClone.LooksLikeUrl(given) ? OfAddress(given) : await OfFolderAsync(given, cancellation);
    }

    internal static async Task<Repository> AddRepositoryAsync(
        this AppDb db,
        RepositoryPlace found,
        CancellationToken cancellation
    )
    {
        if (await db.Set<Organization>().AnyAsync(row => row.IsDemo, cancellation))
            throw new Refusal("location", "The demo organization takes no repository. Start Binnacle without --demo.");
        var (place, name, webUrl, isClone) = found;
        if (await db.Set<Repository>().FirstOrDefaultAsync(row => row.Location == place, cancellation) is { } known)
            return known;
        var repository = new Repository
        {
            Location = place,
            IsClone = isClone,
            Name = name,
            Slug = await FreeSlugAsync(db, name, cancellation),
            WebUrl = webUrl,
            AddedAt = db.Now,
        };
        db.Add(repository);
        db.Record("repository.added", repository.Name, $"/repositories/{repository.Slug}", place);
        await db.SaveChangesAsync(cancellation);
        return repository;
    }

    private static RepositoryPlace OfAddress(string address)
    {
        try
        {
            RepositoryClone.Check(address);
        }
        catch (RepositoryException problem)
        {
            throw new Refusal("location", problem.Message);
        }
        // The address is shown to everybody who may see the catalogue.
        if (address.StartsWith("https:", StringComparison.OrdinalIgnoreCase) && new Uri(address).UserInfo.Length > 0)
            throw new Refusal(
                "location",
                "The address carries a user name or password. Use an ssh address with a key, or give the folder of a clone."
            );
        return new(address, LastPart(address), WebAddress.Of(address), true);
    }

    private static async Task<RepositoryPlace> OfFolderAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            var git = await GitRepository.OpenAsync(folder, cancellation);
            var own = LastPart(git.Path);
            var name =
                NamelessFolders.Contains(own) && git.OriginUrl is { } origin ? LastPart(origin)
                : NamelessFolders.Contains(own) ? LastPart(Path.GetDirectoryName(git.Path) ?? own)
                : own;
            return new(git.Path, name, WebAddress.Of(git.OriginUrl), false);
        }
        catch (RepositoryException problem)
        {
            throw new Refusal("location", problem.Message);
        }
    }

    private static string LastPart(string place)
    {
        var trimmed = place.TrimEnd('/', '\\');
        if (trimmed.EndsWith("/.git", StringComparison.Ordinal))
            trimmed = trimmed[..^5];
        var last = trimmed[(trimmed.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        last = last.EndsWith(".git", StringComparison.Ordinal) && last.Length > 4 ? last[..^4] : last;
        return last.Length is 0 ? "repository"
            : last.Length > 200 ? last[..200]
            : last;
    }

    private static async Task<string> FreeSlugAsync(AppDb db, string name, CancellationToken cancellation)
    {
        var slug = string.Concat(
            name.ToLowerInvariant()
                .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-')
        );
        slug = slug.Trim('-', '.') is { Length: > 0 } some ? some : "repository";
        slug = slug.Length > 70 ? slug[..70] : slug;
        var taken = await db.Set<Repository>()
            .Where(row => row.Slug.StartsWith(slug))
            .Select(row => row.Slug)
            .ToHashSetAsync(cancellation);
        return taken.Contains(slug)
            ? Enumerable
                .Range(2, taken.Count + 1)
                .Select(number => $"{slug}-{number}")
                .First(free => !taken.Contains(free))
            : slug;
    }
}
