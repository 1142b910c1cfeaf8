using System.Text;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Tests.Practices.Decisions.Text;

/// <summary>Records for tests: texts of our own, and files of other projects from testdata.</summary>
internal static class Records
{
    public static readonly string Root = FindRoot();

    public static DecisionText Of(string text, string path = "/x/adr/0007-use-queues.md") =>
        DecisionText.Parse(path, Encoding.UTF8.GetBytes(text));

    public static string Text(this DecisionText record) => Encoding.UTF8.GetString(record.Bytes.Span);

    public static string Testdata => Path.Combine(Root, "tests/Binnacle.Tests/Practices/Decisions/Text/testdata");

    public static IEnumerable<string> Files =>
        Directory.GetFiles(Testdata, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Binnacle.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class RecordFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("binnacle-records-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
