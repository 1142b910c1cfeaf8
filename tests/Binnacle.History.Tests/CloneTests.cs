using System.Net;

namespace Binnacle.History.Tests;

public sealed class CloneTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("clone-test-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task CloneAsync(string url, ClonePolicy policy) =>
        RepositoryClone.CloneAsync(url, Path.Combine(folder, "clone"), policy, cancellation: Cancellation);

    [Theory]
    [InlineData("")]
    [InlineData("-oProxyCommand=touch /tmp/x")]
    [InlineData("--upload-pack=touch")]
    [InlineData("ext::sh -c touch% /tmp/x")]
    [InlineData("ext::sh")]
    [InlineData("file:///etc")]
    [InlineData("/srv/git/a.git")]
    [InlineData("http://example.org/a")]
    [InlineData("git://example.org/a")]
    [InlineData("ftp://example.org/a")]
    [InlineData("https://example.org/a\nb")]
    [InlineData("https://example.org/a b")]
    [InlineData("https:///a")]
    [InlineData("https://example.org")]
    [InlineData("https://-x.example.org/a")]
    [InlineData("https://2130706433/a")]
    [InlineData("https://0x7f000001/a")]
    [InlineData("https://0177.0.0.1/a")]
    [InlineData("https://127.1/a")]
    [InlineData("https://localhost./a")]
    [InlineData("https://exa$(id)mple.org/a")]
    [InlineData("ssh://-oProxyCommand=x/a")]
    [InlineData("ssh://git:secret@example.org/a")]
    [InlineData("git@-oProxyCommand=x:a")]
    [InlineData("-x@example.org:a")]
    [InlineData("git@example.org:-a")]
    [InlineData("git@example.org;id:a")]
    public async Task Only_plain_https_and_ssh_urls_are_accepted(string url)
    {
        var e = await Should.ThrowAsync<RepositoryException>(() => CloneAsync(url, new(AllowPrivateAddresses: true)));
        e.Problem.ShouldBe(RepositoryProblem.CloneRefused);
        e.Message.ShouldNotContain("secret");
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://127.0.0.1/a")]
    [InlineData("https://localhost/a")]
    [InlineData("https://10.1.2.3/a")]
    [InlineData("https://172.16.0.1/a")]
    [InlineData("https://192.168.1.1/a")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://100.100.100.200/a")]
    [InlineData("https://0.0.0.0/a")]
    [InlineData("https://[::1]/a")]
    [InlineData("https://[::ffff:127.0.0.1]/a")]
    [InlineData("https://[fd00::1]/a")]
    [InlineData("https://[fe80::1]/a")]
    [InlineData("https://[64:ff9b::7f00:1]/a")]
    [InlineData("https://[2002:7f00:1::]/a")]
    [InlineData("ssh://git@127.0.0.1/a")]
    [InlineData("git@127.0.0.1:a")]
    public async Task Private_addresses_are_refused_unless_allowed(string url)
    {
        var e = await Should.ThrowAsync<RepositoryException>(() => CloneAsync(url, new(AllowPrivateAddresses: false)));
        e.Problem.ShouldBe(RepositoryProblem.CloneRefused);
        e.Message.ShouldContain("cannot be reached from here, or its address is not public");
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("140.82.121.3", true)]
    [InlineData("2606:50c0:8000::153", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("255.255.255.255", false)]
    public void Public_addresses_are_told_from_others(string address, bool isPublic) =>
        PublicAddress.Contains(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("https://github.com/a/b", true)]
    [InlineData("git@github.com:a/b.git", true)]
    [InlineData("github.com:a/b.git", true)]
    [InlineData("ext::sh", true)]
    [InlineData("file:///a", true)]
    [InlineData("/srv/a.git", false)]
    [InlineData("../a", false)]
    [InlineData("C:\\code\\a", false)]
    [InlineData("a:b", false)]
    public void Urls_are_told_from_paths(string text, bool isUrl) => RepositoryClone.LooksLikeUrl(text).ShouldBe(isUrl);

    [Fact]
    public async Task Https_is_pinned_to_what_was_checked_and_credentials_stay_out_of_the_url()
    {
        var connection = await CloneConnection.PrepareAsync(
            CloneAddress.Parse("https://me:pa%3Ass@8.8.8.8:8443/a/b.git"),
            new(AllowPrivateAddresses: false),
            Cancellation
        );
        connection.Address.Url.ShouldBe("https://8.8.8.8:8443/a/b.git");
        connection.Settings.ShouldContain(("http.curloptResolve", "8.8.8.8:8443:8.8.8.8"));
        connection.Settings.ShouldContain(("http.followRedirects", "false"));
        connection.Settings.ShouldContain(("http.extraHeader", "Authorization: Basic bWU6cGE6c3M="));
    }

    [Fact]
    public async Task Ssh_never_asks_and_is_pinned()
    {
        var connection = await CloneConnection.PrepareAsync(
            CloneAddress.Parse("ssh://git@8.8.8.8:2222/a/b.git"),
            new(AllowPrivateAddresses: false),
            Cancellation
        );
        var command = connection.Environment.Single(e => e.Key == "GIT_SSH_COMMAND").Value!;
        command.ShouldContain("BatchMode=yes");
        command.ShouldContain("-o HostName=8.8.8.8 -o 'HostKeyAlias=[8.8.8.8]:2222'");
        connection.Address.Url.ShouldBe("ssh://git@8.8.8.8:2222/a/b.git");
    }

    [Fact]
    public async Task A_clone_that_fails_says_why_and_leaves_nothing()
    {
        // Port 1 has no server.
        var e = await Should.ThrowAsync<RepositoryException>(() =>
            CloneAsync("https://user:secret@127.0.0.1:1/a/b.git", new(AllowPrivateAddresses: true))
        );
        e.Problem.ShouldBe(RepositoryProblem.CloneFailed);
        e.Message.ShouldContain("https://127.0.0.1:1/a/b.git");
        e.Message.ShouldNotContain("secret");
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_exists_is_not_cloned_into()
    {
        Directory.CreateDirectory(Path.Combine(folder, "clone"));
        var e = await Should.ThrowAsync<RepositoryException>(() =>
            CloneAsync("https://127.0.0.1:1/a/b.git", new(AllowPrivateAddresses: true))
        );
        e.Message.ShouldContain("it exists");
    }
}
