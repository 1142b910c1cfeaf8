using System.Text;
using Binnacle.Platform.Documents;
using Files = Binnacle.Sources.RepositoryFiles.RepositoryFiles;

namespace Binnacle.Tests.Sources.RepositoryFiles;

internal static class Reading
{
    public static ReadDocument? Of(string path, string content) =>
        Files.Read(path, Encoding.UTF8.GetBytes(content), false);

    public static (T Facts, IReadOnlyList<DocumentProblem> Problems) Facts<T>(string path, string content)
        where T : DocumentFacts
    {
        var document = Of(path, content).ShouldNotBeNull();
        return (document.Facts.ShouldBeOfType<T>(), document.Problems);
    }
}
