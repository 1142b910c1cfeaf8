using System.Diagnostics;
using System.Globalization;
using System.Text;
using Binnacle.History;

namespace Binnacle.Sources.Git;

/// <summary>
/// Git's plumbing on a git directory of our own whose objects and references are those of a repository. Its configuration, hooks,
/// filters and index stay out of it: they may name programs, and nothing that a repository names is run.
/// </summary>
internal sealed class PlumbingGit : IDisposable
{
    private static readonly string[] Linked = ["objects", "refs", "packed-refs", "shallow", "logs"];
    private readonly string folder = Directory.CreateTempSubdirectory("binnacle-write-").FullName;
    private readonly string common;
    private readonly Dictionary<string, string> author = new(StringComparer.Ordinal);

    private PlumbingGit(string common) => this.common = common;

    /// <summary>What git said last about a failure.</summary>
    public string Error { get; private set; } = "";

    public static async Task<PlumbingGit> OpenAsync(GitRepository repository, CancellationToken cancellation)
    {
        var noted = Path.Combine(repository.GitDirectory, "commondir");
        var common = File.Exists(noted)
            ? Path.GetFullPath(
                Path.Combine(repository.GitDirectory, (await File.ReadAllTextAsync(noted, cancellation)).Trim())
            )
            : repository.GitDirectory;
        if (Directory.Exists(Path.Combine(common, "reftable")))
            throw new RepositoryException(
                RepositoryProblem.GitFailed,
                $"{repository.Path} keeps its references as a reftable, which is not written."
            );
        var git = new PlumbingGit(common);
        try
        {
            var head = (await repository.HeadAsync(cancellation))?.Commit.ToString() ?? "";
            var format = head.Length == 64 ? "\tobjectFormat = sha256\n" : "";
            await File.WriteAllTextAsync(
                Path.Combine(git.folder, "config"),
                $"[core]\n\trepositoryformatversion = 1\n\tbare = true\n\tlogAllRefUpdates = true\n[extensions]\n{format}",
                cancellation
            );
            await File.WriteAllTextAsync(Path.Combine(git.folder, "HEAD"), "ref: refs/heads/main\n", cancellation);
            foreach (var name in Linked)
                if (Path.Exists(Path.Combine(common, name)))
                    File.CreateSymbolicLink(Path.Combine(git.folder, name), Path.Combine(common, name));
            return git;
        }
        catch
        {
            git.Dispose();
            throw;
        }
    }

    /// <summary>References that some work tree of the repository has checked out.</summary>
    public IReadOnlyList<string> CheckedOut()
    {
        var trees = Path.Combine(common, "worktrees");
        string[] folders = [common, .. Directory.Exists(trees) ? Directory.GetDirectories(trees) : []];
        return
        [
            .. folders
                .Select(each => Path.Combine(each, "HEAD"))
                .Where(File.Exists)
                .Select(file => File.ReadAllText(file).Trim())
                .Where(text => text.StartsWith("ref: ", StringComparison.Ordinal))
                .Select(text => text[5..]),
        ];
    }

    public void Author(string name, string email, DateTime at)
    {
        var date =
            ((DateTimeOffset)DateTime.SpecifyKind(at, DateTimeKind.Utc))
                .ToUnixTimeSeconds()
                .ToString(CultureInfo.InvariantCulture) + " +0000";
        foreach (var who in new[] { "AUTHOR", "COMMITTER" })
        {
            author[$"GIT_{who}_NAME"] = name;
            author[$"GIT_{who}_EMAIL"] = email;
            author[$"GIT_{who}_DATE"] = date;
        }
    }

    public async Task<string> TextAsync(string[] arguments, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await BytesAsync(arguments, null, cancellation));

    public async Task<byte[]> BytesAsync(
        string[] arguments,
        ReadOnlyMemory<byte>? input,
        CancellationToken cancellation
    )
    {
        var (code, output) = await RunAsync(arguments, input, cancellation);
        return code == 0
            ? output
            : throw new RepositoryException(RepositoryProblem.GitFailed, $"git {arguments[0]} failed: {Error}");
    }

    public async Task<int> CodeAsync(string[] arguments, CancellationToken cancellation) =>
        (await RunAsync(arguments, null, cancellation)).Code;

    public void Dispose()
    {
        // Does not follow symbolic links: it removes the links themselves.
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(int Code, byte[] Output)> RunAsync(
        string[] arguments,
        ReadOnlyMemory<byte>? input,
        CancellationToken cancellation
    )
    {
        var start = new ProcessStartInfo(
            "git",
            ["--git-dir=" + folder, "--no-pager", "--no-replace-objects", .. arguments]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        foreach (var (key, value) in author)
            start.Environment[key] = value;
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_ATTR_NOSYSTEM"] = "1";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        start.Environment["GIT_INDEX_FILE"] = Path.Combine(folder, "index");
        start.Environment["GIT_CONFIG_COUNT"] = "2";
        start.Environment["GIT_CONFIG_KEY_0"] = "core.hooksPath";
        start.Environment["GIT_CONFIG_VALUE_0"] = "/dev/null";
        start.Environment["GIT_CONFIG_KEY_1"] = "safe.directory";
        start.Environment["GIT_CONFIG_VALUE_1"] = "*";
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
            if (input is { } bytes)
                await process.StandardInput.BaseStream.WriteAsync(bytes, cancellation);
            process.StandardInput.Close();
            await reading;
            Error = (await error).Trim();
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, output.ToArray());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
