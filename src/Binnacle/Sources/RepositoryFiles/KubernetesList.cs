using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

internal static class KubernetesList
{
    /// <summary>A document itself, or the items of a Kubernetes list.</summary>
    public static IEnumerable<YamlValue> Open(YamlValue document) =>
        document.Text("kind") is { } kind
        && kind.EndsWith("List", StringComparison.Ordinal)
        && document["items"]?.Items is { } items
            ? items
            : [document];
}
