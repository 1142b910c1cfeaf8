using System.Runtime.CompilerServices;

namespace Binnacle.Tests.Platform.Web;

public sealed class AssetTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../../../src/Binnacle/wwwroot"));

    [Theory]
    [InlineData("css", 40)]
    [InlineData("js", 20)]
    public void What_every_page_loads_stays_small(string folder, int kilobytes) =>
        Files(folder).Sum(file => file.Length).ShouldBeLessThan(kilobytes * 1024);

    [Fact]
    public void No_script_is_longer_than_one_can_read() =>
        Files("js").ShouldAllBe(file => File.ReadLines(file.FullName).Count() <= 150);

    [Fact]
    public void Nothing_is_asked_of_another_origin()
    {
        foreach (var file in Files("css").Concat(Files("js")))
            File.ReadAllText(file.FullName).ShouldNotContain("://", customMessage: file.Name);
    }

    [Fact]
    public void Vendored_parts_bring_their_licence()
    {
        var parts = new DirectoryInfo(Path.Combine(Root, "lib")).GetDirectories();
        parts.ShouldNotBeEmpty();
        parts.ShouldAllBe(part => part.Name.Contains('@') && part.GetFiles("LICENSE").Length == 1);
    }

    private static FileInfo[] Files(string folder) => new DirectoryInfo(Path.Combine(Root, folder)).GetFiles();

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
