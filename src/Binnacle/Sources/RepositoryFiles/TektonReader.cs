using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Tekton pipelines, which only their content shows.</summary>
internal static class TektonReader
{
    public static ReadDocument? Read(FilePath file, FileText text)
    {
        if (!YamlMarks.HasApiVersion(text, "tekton.dev/"))
            return null;
        var yaml = YamlFile.Read(text);
        if (yaml.Broken is not null && YamlMarks.IsTemplate(text))
            return null;
        var pipeline = yaml.Documents.FirstOrDefault(d => d.Text("kind") is "Pipeline" or "PipelineRun");
        return pipeline is null
            ? null
            : PipelineReader.Judge(pipeline["metadata"]?.Text("name") ?? file.Name, "Tekton", text, yaml.Problems);
    }
}
