namespace Binnacle.Platform.Documents;

internal static class DocumentText
{
    /// <summary>What people read; facts of the front matter stand beside the text already.</summary>
    public static string WithoutFrontMatter(string text) =>
        text.StartsWith("---", StringComparison.Ordinal)
        && text.IndexOf("\n---", 3, StringComparison.Ordinal) is var end and > 0
            ? text[(text.IndexOf('\n', end + 1) is var next and > 0 ? next : text.Length)..]
            : text;
}
