namespace Binnacle.History.Tests;

public sealed class CommitFilesTests
{
    [Fact]
    public async Task Attributes_of_every_folder_say_what_is_the_teams_own()
    {
        using var repository = new TestRepository();
        foreach (var path in (string[])["a.cs", "vendor/b.cs", "web/made/c.cs", "web/vendor/d.cs", "made/e.cs"])
            repository.Write(path, "text\n");
        repository.Write(".gitattributes", "vendor/** -linguist-vendored\n");
        repository.Write("web/.gitattributes", "made/** linguist-generated\nvendor/** linguist-vendored\n");
        var head = repository.Commit("feat: files");

        var files = await CommitFiles.ReadAsync(await GitRepository.OpenAsync(repository.Path), head);

        files.All.Count.ShouldBe(7);
        files
            .Own.Select(file => file.Path)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .ShouldBe(["a.cs", "made/e.cs", "vendor/b.cs"]);
    }
}
