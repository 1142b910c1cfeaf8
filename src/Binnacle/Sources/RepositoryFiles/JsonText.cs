using System.Text.Json;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>JSON as development tools write it: comments and trailing commas are fine.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    public static JsonDocument? Parse(FileText text, List<DocumentProblem> problems)
    {
        try
        {
            return JsonDocument.Parse(text.Text, Options);
        }
        catch (JsonException failure)
        {
            if (!text.IsCut)
                problems.Add(new((int)(failure.LineNumber ?? 0) + 1, $"Not valid JSON: {Reason(failure)}"));
            return null;
        }
        catch (ArgumentException)
        {
            problems.Add(new(null, "Not valid JSON: it holds characters that are no text."));
            return null;
        }
    }

    private static string Reason(JsonException failure)
    {
        var end = failure.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end > 0 ? failure.Message[..end] : failure.Message;
    }
}
