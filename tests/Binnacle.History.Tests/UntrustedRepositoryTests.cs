namespace Binnacle.History.Tests;

public sealed class UntrustedRepositoryTests : IDisposable
{
    private readonly TestRepository repository = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => repository.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_a_repository_configures_is_run(bool bare)
    {
        var marker = Path.Combine(repository.Folder, "marker");
        var script = Path.Combine(repository.Folder, "run.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\necho \"$0 $@\" >> {marker}\nexit 0\n", Cancellation);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        repository.Write("a.txt", "one\n");
        repository.Write("b.txt", "one\ntwo\nthree\nfour\n");
        repository.Git("add", "a.txt", "b.txt");
        repository.Git("commit", "-q", "-m", "one");
        repository.Write("a.txt", "two\n");
        repository.Git("add", "a.txt");
        repository.Git("commit", "-q", "-m", "two");
        repository.Write(".gitattributes", "* diff=evil filter=evil merge=evil working-tree-encoding=UTF-16\n");
        var blob = repository.GitIn(repository.Path, [], "hash-object", "-w", "--no-filters", ".gitattributes");
        repository.Git("update-index", "--add", "--cacheinfo", $"100644,{blob},.gitattributes");
        repository.Git("commit", "-q", "-m", "three");
        repository.Git("tag", "-a", "-m", "one", "v1");
        // A signed commit, so that showing signatures would start the gpg program.
        var signed = repository
            .Git("cat-file", "commit", "HEAD")
            .Replace(
                "\n\n",
                "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n",
                StringComparison.Ordinal
            );
        repository.Git("update-ref", "refs/heads/main", repository.CommitObject(signed + "\n").ToString());
        var path = repository.Path;
        var gitDirectory = repository.GitDirectory;
        if (bare)
        {
            path = gitDirectory = Path.Combine(repository.Folder, "bare.git");
            repository.Git("clone", "-q", "--bare", ".", path);
        }
        await File.AppendAllTextAsync(
            Path.Combine(gitDirectory, "config"),
            $"""

            [core]
                fsmonitor = {script}
                hooksPath = {repository.Folder}/hooks
                pager = {script}
                editor = {script}
                sshCommand = {script}
                askPass = {script}
                gitProxy = {script}
                alternateRefsCommand = {script}
                attributesFile = {gitDirectory}/attributes
            [diff]
                external = {script}
            [diff "evil"]
                command = {script}
                textconv = {script}
            [filter "evil"]
                clean = {script}
                smudge = {script}
                process = {script}
                required = true
            [merge "evil"]
                driver = {script}
            [gpg]
                program = {script}
            [log]
                showSignature = true
            [pager]
                log = {script}
            [alias]
                log = !{script}
                rev-list = !{script}
            [credential]
                helper = !{script}
            [protocol "ext"]
                allow = always
            [protocol]
                allow = always
            [extensions]
                partialClone = origin
            [remote "origin"]
                url = ext::{script}
                promisor = true
                uploadpack = {script}
            [uploadpack]
                packObjectsHook = {script}
            [mailmap]
                file = {repository.Folder}/mailmap
            """,
            Cancellation
        );
        Directory.CreateDirectory(Path.Combine(gitDirectory, "info"));
        await File.WriteAllTextAsync(
            Path.Combine(gitDirectory, "info", "attributes"),
            "* diff=evil filter=evil\n",
            Cancellation
        );
        await File.WriteAllTextAsync(
            Path.Combine(gitDirectory, "attributes"),
            "* diff=evil filter=evil\n",
            Cancellation
        );
        await File.WriteAllTextAsync(
            Path.Combine(repository.Folder, "mailmap"),
            "Mallory <ada@example.org>\n",
            Cancellation
        );
        foreach (var hooks in new[] { Path.Combine(repository.Folder, "hooks"), Path.Combine(gitDirectory, "hooks") })
        {
            Directory.CreateDirectory(hooks);
            foreach (
                var hook in new[]
                {
                    "post-index-change",
                    "reference-transaction",
                    "post-checkout",
                    "fsmonitor-watchman",
                }
            )
                File.Copy(script, Path.Combine(hooks, hook), overwrite: true);
        }

        var opened = await GitRepository.OpenAsync(path, Cancellation);
        var head = await opened.HeadAsync(Cancellation);
        var ids = await opened.ReachableAsync(head!.Commit, Cancellation);
        var commits = await opened
            .ReadCommitsAsync(ids, TestRepository.Options, Cancellation)
            .ToListAsync(Cancellation);
        var tags = await opened.TagsAsync(Cancellation);
        var files = await opened.FilesAsync(head.Commit, Cancellation).ToListAsync(Cancellation);
        var absent = ObjectId.Parse(new string('7', 40));
        var blobs = await opened
            .BlobsAsync([.. files.Select(f => f.Blob), absent], 100, Cancellation)
            .ToListAsync(Cancellation);

        commits.Count.ShouldBe(3);
        commits.Sum(c => c.Changes.Sum(f => f.Added)).ShouldBe(1 + 4 + 1 + 1);
        commits.ShouldAllBe(c => c.Author.Name == "Ada Example");
        tags.Count.ShouldBe(1);
        files.Count.ShouldBe(3);
        blobs.Count.ShouldBe(3);
        File.Exists(marker).ShouldBeFalse(File.Exists(marker) ? await File.ReadAllTextAsync(marker, Cancellation) : "");

        // The trap is armed: plain git falls into it, whether it then fails or not.
        Record.Exception(() =>
            bare ? repository.GitIn(path, [], "log", "-1", "-p", "--ext-diff") : repository.Git("status")
        );
        File.Exists(marker).ShouldBeTrue();
    }
}
