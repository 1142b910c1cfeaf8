namespace Binnacle.History;

/// <summary>The installed git, asked once per process.</summary>
internal static class GitVersion
{
    /// <summary>The first with <c>--diff-merges=off</c> and configuration from the environment.</summary>
    public static readonly Version Oldest = new(2, 31);

    /// <summary>The first that can be told which address to connect to.</summary>
    public static readonly Version OldestForHttps = new(2, 37);

    private static Version? installed;

    /// <summary>Renames among files of the same name are tried first (git 2.31). False while the version is unknown.</summary>
    public static bool PairsNamesakes => installed >= new Version(2, 31);

    /// <summary>A last line without an end counts when contents are compared for renames (git 2.44).</summary>
    public static bool CountsUnendedLines => installed >= new Version(2, 44);

    public static async Task RequireAsync(Version oldest, string what, CancellationToken cancellation)
    {
        installed ??= await AskAsync(cancellation);
        if (installed < oldest)
            throw new RepositoryException(
                RepositoryProblem.GitMissing,
                $"{what} needs git {oldest} or newer; {installed} is installed."
            );
    }

    private static async Task<Version> AskAsync(CancellationToken cancellation)
    {
        await using var git = GitProcess.Run(null, "none", [], [], ["--version"]);
        git.Input.Close();
        var (_, text) = await git.FinishAsync(cancellation);
        var number = text.Trim().Split(' ').FirstOrDefault(p => p.Length > 0 && char.IsAsciiDigit(p[0])) ?? "";
        return Version.TryParse(string.Join('.', number.Split('.').Take(2)), out var version) ? version : new(0, 0);
    }
}
