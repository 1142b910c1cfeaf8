using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Decision records: MADR, Nygard, log4brains, and those that follow none of them.</summary>
internal static class DecisionReader
{
    public static ReadDocument? Read(FilePath file, FileText text) =>
        DecisionPaths.IsPlace(file) && DecisionReading.Of(file, MarkdownText.Read(text)) is { IsRecord: true } reading
            ? new(DocumentKind.Decision, reading.Facts, reading.Problems)
            : null;
}
