using System.Text;

namespace Binnacle.History.Tests;

public sealed class HttpsCloneTests : IAsyncDisposable
{
    private readonly TestRepository origin = new();
    private readonly HttpsRemote remote;
    private readonly string clone;
    private readonly ClonePolicy policy;

    public HttpsCloneTests()
    {
        remote = new(origin.Folder);
        clone = Path.Combine(origin.Folder, "clones", "clone");
        var authorities = Path.Combine(origin.Folder, "authorities.pem");
        File.WriteAllText(authorities, remote.Authorities);
        policy = new(AllowPrivateAddresses: true) { CertificateAuthorities = authorities };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Url => $"https://ada:secret@localhost:{remote.Port}/work/.git";

    public async ValueTask DisposeAsync()
    {
        await remote.DisposeAsync();
        origin.Dispose();
    }

    [Fact]
    public async Task A_clone_reads_follows_its_remote_and_keeps_no_credentials()
    {
        origin.Write("a.txt", "a\n");
        var first = origin.Commit("one");
        origin.Git("tag", "v1");
        origin.Git("branch", "passing");
        origin.Git("update-server-info");

        await RepositoryClone.CloneAsync(Url, clone, policy, null, Cancellation);

        var opened = await GitRepository.OpenAsync(clone, Cancellation);
        opened.IsBare.ShouldBeTrue();
        opened.OriginUrl.ShouldBe($"https://localhost:{remote.Port}/work/.git");
        (await File.ReadAllTextAsync(Path.Combine(clone, "config"), Cancellation)).ShouldNotContain("secret");
        var basic = "Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("ada:secret"));
        remote.Requests.ShouldContain(basic);
        (await opened.HeadAsync(Cancellation)).ShouldBe(new("main", first));
        (await opened.TagsAsync(Cancellation)).Select(t => t.Name).ShouldBe(["v1"]);
        Directory.GetFileSystemEntries(Path.GetDirectoryName(clone)!).ShouldBe([clone]);

        origin.Write("a.txt", "b\n");
        origin.Commit("two");
        origin.Git("branch", "-m", "main", "trunk");
        origin.Git("branch", "-D", "passing");
        var rewritten = origin.Commit("two again", "--amend");
        origin.Git("tag", "v2");
        origin.Git("update-server-info");

        await RepositoryClone.UpdateAsync(Url, clone, policy, null, Cancellation);

        (await opened.HeadAsync(Cancellation)).ShouldBe(new("trunk", rewritten));
        (await opened.TagsAsync(Cancellation)).Select(t => t.Name).ShouldBe(["v1", "v2"]);
        origin.GitIn(clone, [], "branch", "--format=%(refname:short)").ShouldBe("trunk");
        (await TestRepository.ReadAsync(clone)).Select(c => c.Subject).ShouldBe(["one", "two again"]);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        origin.Commit("one");
        origin.Git("update-server-info");
        await using var other = new HttpsRemote(origin.Folder);
        remote.RedirectTo = $"https://localhost:{other.Port}/work/.git/info/refs";

        var e = await Should.ThrowAsync<RepositoryException>(() =>
            RepositoryClone.CloneAsync(Url, clone, policy, null, Cancellation)
        );

        e.Problem.ShouldBe(RepositoryProblem.CloneFailed);
        e.Message.ShouldContain("redirects elsewhere");
        other.Requests.ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.GetDirectoryName(clone)!).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_with_an_unknown_certificate_is_not_trusted()
    {
        origin.Commit("one");
        origin.Git("update-server-info");
        var e = await Should.ThrowAsync<RepositoryException>(() =>
            RepositoryClone.CloneAsync(Url, clone, new(AllowPrivateAddresses: true), null, Cancellation)
        );
        e.Message.ShouldContain("certificate");
        remote.Requests.ShouldNotContain(r => r.StartsWith("Authorization", StringComparison.Ordinal));
    }
}
