using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Binnacle.History;

/// <summary>What a clone may reach.</summary>
/// <param name="AllowPrivateAddresses">
/// True lets clones reach loopback, private, link-local and metadata addresses, and hosts that only ssh's configuration knows.
/// </param>
public sealed record ClonePolicy(bool AllowPrivateAddresses)
{
    /// <summary>A file of certificate authorities in PEM, for a server with a certificate of one's own; null for the system's.</summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>An HTTP proxy's URL for https clones; it then decides which addresses are reached. Null for none.</summary>
    public string? Proxy { get; init; }
}

/// <summary>How far a clone is.</summary>
/// <param name="Step">In git's words: <c>Receiving objects</c>, <c>Resolving deltas</c> …</param>
/// <param name="Percent">0–100 of this step.</param>
public sealed record CloneProgress(string Step, int Percent);

/// <summary>
/// Clones over https or ssh: bare, with tags, without submodules, never asking anybody anything. The host is resolved and checked
/// first and the connection pinned to the addresses that were checked; redirects are not followed. A user name and password in an https
/// URL are sent as a header and not written to disk.
/// </summary>
public static partial class RepositoryClone
{
    /// <summary>True for what should be cloned rather than opened as a path; says nothing about whether it is accepted.</summary>
    public static bool LooksLikeUrl(string text) =>
        text.Contains("://", StringComparison.Ordinal) || Remote().IsMatch(text);

    /// <summary>Looks at the form of an address only; whether its host may be reached is checked when it is.</summary>
    /// <exception cref="RepositoryException"><c>CloneRefused</c>, with what is accepted.</exception>
    public static void Check(string url) => CloneAddress.Parse(url);

    /// <summary>Looks at the form of an address, and whether the policy lets its host be reached; connects to nothing.</summary>
    /// <exception cref="RepositoryException"><c>CloneRefused</c>, or <c>CloneFailed</c> when the host has no address.</exception>
    public static Task CheckReachAsync(string url, ClonePolicy policy, CancellationToken cancellation = default) =>
        CloneConnection.PrepareAsync(CloneAddress.Parse(url), policy, cancellation);

    /// <summary>
    /// Clones into <paramref name="directory"/>, which must not exist; it appears only when the clone is complete.
    /// </summary>
    /// <exception cref="RepositoryException"><c>CloneRefused</c>, <c>CloneFailed</c> (git's words), <c>GitMissing</c>.</exception>
    public static async Task CloneAsync(
        string url,
        string directory,
        ClonePolicy policy,
        IProgress<CloneProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var connection = await ConnectAsync(url, policy, cancellation);
        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (Path.Exists(directory))
            throw new RepositoryException(
                RepositoryProblem.CloneFailed,
                $"Cannot clone into {directory}: it exists. Choose another folder or remove it."
            );
        var unfinished = $"{directory}.unfinished-{Guid.CreateVersion7():n}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
            string[] arguments =
            [
                "clone",
                "--bare",
                "--progress",
                "--template=",
                "--no-recurse-submodules",
                "--origin=origin",
                "--",
                connection.Address.Url,
                unfinished,
            ];
            await RunAsync(connection, null, arguments, progress, cancellation);
            Directory.Move(unfinished, directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RepositoryException(
                RepositoryProblem.CloneFailed,
                $"Cannot clone into {directory}: {e.Message}",
                e
            );
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>
    /// Brings a clone made by <see cref="CloneAsync"/> up to date: branches and tags as they are at the remote now (those gone there go
    /// here), and its default branch. Nothing is lost when it fails half-way.
    /// </summary>
    /// <param name="url">As for <see cref="CloneAsync"/>, with credentials where they are needed.</param>
    /// <exception cref="RepositoryException">As for <see cref="CloneAsync"/>.</exception>
    public static async Task UpdateAsync(
        string url,
        string directory,
        ClonePolicy policy,
        IProgress<CloneProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var connection = await ConnectAsync(url, policy, cancellation);
        directory = Path.GetFullPath(directory);
        var place = "--git-dir=" + directory;
        string[] fetch =
        [
            place,
            "fetch",
            "--progress",
            "--force",
            "--prune",
            "--update-head-ok",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--",
            connection.Address.Url,
            "+refs/heads/*:refs/heads/*",
            "+refs/tags/*:refs/tags/*",
        ];
        await RunAsync(connection, directory, fetch, progress, cancellation);
        string[] ask = [place, "ls-remote", "--symref", "--", connection.Address.Url, "HEAD"];
        var answer = await RunAsync(connection, directory, ask, null, cancellation);
        if (DefaultBranch().Match(answer) is { Success: true } match)
        {
            string[] set = [place, "symbolic-ref", "HEAD", match.Groups[1].Value];
            await RunAsync(connection, directory, set, null, cancellation);
        }
    }

    private static async Task<CloneConnection> ConnectAsync(
        string url,
        ClonePolicy policy,
        CancellationToken cancellation
    )
    {
        var connection = await CloneConnection.PrepareAsync(CloneAddress.Parse(url), policy, cancellation);
        var oldest = connection.Address.IsHttps ? GitVersion.OldestForHttps : GitVersion.Oldest;
        await GitVersion.RequireAsync(oldest, "Cloning", cancellation);
        return connection;
    }

    private static async Task<string> RunAsync(
        CloneConnection connection,
        string? folder,
        string[] arguments,
        IProgress<CloneProgress>? progress,
        CancellationToken cancellation
    )
    {
        await using var git = GitProcess.Run(
            folder,
            connection.Address.Protocol,
            connection.Settings,
            connection.Environment,
            arguments,
            text => Report(text, progress)
        );
        git.Input.Close();
        using var reader = new StreamReader(git.Output, Encoding.UTF8);
        var output = await reader.ReadToEndAsync(cancellation);
        if (await git.ExitCodeAsync(cancellation) != 0)
            throw connection.Failure(git.Error);
        return output;
    }

    private static void Report(string text, IProgress<CloneProgress>? progress)
    {
        if (progress is not null && Percent().Matches(text) is { Count: > 0 } matches)
            progress.Report(
                new(
                    matches[^1].Groups[1].Value,
                    int.Parse(matches[^1].Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                )
            );
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:|^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+:(?!\\)|^[a-z]+::")]
    private static partial Regex Remote();

    [GeneratedRegex(@"([A-Z][a-z]+ [a-z]+):\s+([0-9]{1,3})%")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^ref: (refs/heads/[^\s]+)\tHEAD", RegexOptions.Multiline)]
    private static partial Regex DefaultBranch();
}
