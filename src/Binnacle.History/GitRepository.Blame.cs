using System.Globalization;
using System.Text;

namespace Binnacle.History;

public sealed partial class GitRepository
{
    /// <summary>More than this in one call, and the whole file is looked at.</summary>
    private const int MostRanges = 200;

    /// <summary>
    /// When each of these lines of a file came to be as it is at <paramref name="commit"/> (UTC, the committer's time, as recorded).
    /// Lines that the file does not have, and those from where a shallow clone was cut, are left out. Renames of the whole file are
    /// followed.
    /// </summary>
    /// <param name="lines">From 1.</param>
    /// <exception cref="RepositoryException">git cannot tell, for example because older contents are absent.</exception>
    public async Task<IReadOnlyDictionary<int, DateTime>> BlameAsync(
        ObjectId commit,
        string path,
        IReadOnlyCollection<int> lines,
        CancellationToken cancellation = default
    )
    {
        var wanted = lines.ToHashSet();
        var boundary = ShallowBoundary().Select(id => id.ToString()).ToHashSet(StringComparer.Ordinal);
        var ranges =
            wanted.Count > MostRanges
                ? []
                : wanted.Order().Select(line => string.Create(CultureInfo.InvariantCulture, $"-L{line},{line}"));
        await using var git = GitProcess.Read(
            location,
            ["blame", "--porcelain", "--no-progress", .. ranges, commit.ToString(), "--", path]
        );
        git.Input.Close();
        var times = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        var found = new Dictionary<int, DateTime>();
        var (name, line) = ("", 0);
        using var reader = new StreamReader(git.Output, Encoding.UTF8, false, 1 << 16);
        while (await reader.ReadLineAsync(cancellation) is { } text)
        {
            const string Header = "committer-time ";
            if (text.StartsWith('\t'))
            {
                if (wanted.Contains(line) && !boundary.Contains(name) && times.TryGetValue(name, out var at))
                    found[line] = at;
                name = "";
            }
            else if (name.Length == 0)
            {
                var words = text.Split(' ');
                (name, line) = (words[0], int.Parse(words[2], CultureInfo.InvariantCulture));
            }
            else if (text.StartsWith(Header, StringComparison.Ordinal))
                times[name] = GitRepository.Time(text[Header.Length..]);
        }
        return await git.ExitCodeAsync(cancellation) == 0 ? found : throw git.Failure();
    }
}
