using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Backstage entities: who owns what, in the owners' words.</summary>
internal static class CatalogueReader
{
    public static ReadDocument? Read(FilePath file, FileText text, bool isNamed)
    {
        if (!isNamed && !YamlMarks.HasApiVersion(text, "backstage.io/"))
            return null;
        var yaml = YamlFile.Read(text);
        if (yaml.Broken is not null && YamlMarks.IsTemplate(text))
            return null;
        var problems = new List<DocumentProblem>(yaml.Problems);
        var entities = new List<CatalogueEntity>();
        var isOurs = isNamed;
        foreach (var document in yaml.Documents)
        {
            var version = document.Text("apiVersion");
            if (version is null || !version.StartsWith("backstage.io/", StringComparison.Ordinal))
            {
                if (isNamed && version is null && document.Scalar is not "")
                    problems.Add(new(document.Line, "Expected \"apiVersion: backstage.io/v1alpha1\", found none."));
                continue;
            }
            isOurs = true;
            Entity(document, entities, problems);
        }
        return isOurs || yaml.Broken is not null
            ? new(DocumentKind.Catalogue, new CatalogueFacts(file.Name, entities), problems)
            : null;
    }

    private static void Entity(YamlValue document, List<CatalogueEntity> entities, List<DocumentProblem> problems)
    {
        if (document.Text("kind") is not { } kind)
        {
            problems.Add(new(document.Line, "Expected \"kind\", found none."));
            return;
        }
        var lower = kind.ToLowerInvariant();
        if (lower is not ("component" or "api" or "group" or "user" or "system" or "domain" or "resource"))
            return;
        var metadata = document["metadata"];
        if (metadata?.Text("name") is not { } name)
        {
            problems.Add(
                new(metadata?.Line ?? document.Line, $"Expected \"metadata.name\" of this {lower}, found none.")
            );
            return;
        }
        var spec = document["spec"];
        if (lower is "component" or "api" or "system" or "domain" or "resource" && spec?.Text("owner") is null)
            problems.Add(
                new(spec?.Line ?? document.Line, $"Expected \"spec.owner\" of {lower} \"{name}\", found none.")
            );
        entities.Add(
            new(
                lower,
                name,
                metadata.Text("title"),
                spec?.Text("type"),
                spec?.Text("owner"),
                spec?.Text("lifecycle"),
                spec?.Text("system"),
                document.Line
            )
        );
    }
}
