using System.Diagnostics;
using System.Text;

namespace Binnacle.History.Tests;

/// <summary>A repository in a temporary folder, made by real git without the user's configuration.</summary>
internal sealed class TestRepository : IDisposable
{
    public static readonly DateTime ScannedAt = new(2025, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    public TestRepository(params string[] initArguments)
    {
        Folder = Directory.CreateTempSubdirectory("history-test-").FullName;
        Path = System.IO.Path.Combine(Folder, "work");
        Directory.CreateDirectory(Path);
        Git(["init", "-q", "-b", "main", .. initArguments]);
    }

    /// <summary>Holds the work tree and whatever else a test makes.</summary>
    public string Folder { get; }

    public string Path { get; }

    public string GitDirectory => System.IO.Path.Combine(Path, ".git");

    public static ReadOptions Options => new() { ScannedAt = ScannedAt };

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
            if (new FileInfo(file).LinkTarget is null)
                File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Folder, recursive: true);
    }

    public string Git(params string[] arguments) => GitIn(Path, [], arguments);

    public string GitIn(string folder, byte[] input, params string[] arguments) =>
        Encoding.UTF8.GetString(GitBytes(folder, input, arguments)).TrimEnd('\n');

    public static byte[] GitBytes(string folder, byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var key in start.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(key);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["LC_ALL"] = "C";
        foreach (var who in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{who}_NAME"] = "Ada Example";
            start.Environment[$"GIT_{who}_EMAIL"] = "ada@example.org";
            start.Environment[$"GIT_{who}_DATE"] = "1700000000 +0000";
        }
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        var writing = Task.Run(() =>
        {
            git.StandardInput.BaseStream.Write(input);
            git.StandardInput.Close();
        });
        using var output = new MemoryStream();
        git.StandardOutput.BaseStream.CopyTo(output);
        git.WaitForExit();
        writing.GetAwaiter().GetResult();
        git.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
        return output.ToArray();
    }

    /// <summary>Feeds <c>git fast-import</c>; text is Latin-1, so that any byte can be written.</summary>
    public void Import(string stream) =>
        GitIn(Path, Encoding.Latin1.GetBytes(stream), "fast-import", "--quiet", "--force", "--date-format=raw");

    public void Write(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public ObjectId Commit(string message, params string[] more)
    {
        Git("add", "-A");
        Git(["commit", "-q", "--allow-empty", "--allow-empty-message", "-m", message, .. more]);
        return ObjectId.Parse(Git("rev-parse", "HEAD"));
    }

    /// <summary>Writes a commit object with exactly these bytes.</summary>
    public ObjectId CommitObject(string text) =>
        ObjectId.Parse(
            GitIn(Path, Encoding.Latin1.GetBytes(text), "hash-object", "-t", "commit", "-w", "--stdin", "--literally")
        );

    public void DeleteObject(string id) =>
        File.Delete(System.IO.Path.Combine(GitDirectory, "objects", id[..2], id[2..]));

    public static async Task<List<Commit>> ReadAsync(string path, ReadOptions? options = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var repository = await GitRepository.OpenAsync(path, cancellation);
        var head = await repository.HeadAsync(cancellation);
        var ids = await repository.ReachableAsync(head!.Commit, cancellation);
        return await repository.ReadCommitsAsync(ids, options ?? Options, cancellation).ToListAsync(cancellation);
    }

    public Task<List<Commit>> ReadAsync() => ReadAsync(Path);
}
