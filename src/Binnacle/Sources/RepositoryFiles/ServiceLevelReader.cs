using System.Globalization;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Service level objectives: OpenSLO, Sloth (file and Kubernetes) and Pyrra.</summary>
internal static class ServiceLevelReader
{
    public static ReadDocument? Read(FilePath file, FileText text)
    {
        var style =
            YamlMarks.HasApiVersion(text, "openslo/") || YamlMarks.HasApiVersion(text, "openslo.com/") ? "openslo"
            : YamlMarks.HasApiVersion(text, "pyrra.dev/") ? "pyrra"
            : YamlMarks.HasApiVersion(text, "sloth.slok.dev/") ? "sloth"
            : text.Text.Contains("prometheus/v1", StringComparison.Ordinal)
            && YamlMarks.HasTopKey(text, "version")
            && YamlMarks.HasTopKey(text, "slos")
                ? "sloth"
            : null;
        if (style is null)
            return null;
        var yaml = YamlFile.Read(text);
        if (yaml.Broken is not null && YamlMarks.IsTemplate(text))
            return null;
        var problems = new List<DocumentProblem>(yaml.Problems);
        var objectives = new List<ServiceLevelObjective>();
        var isAny = yaml.Broken is not null;
        foreach (var document in yaml.Documents.SelectMany(KubernetesList.Open))
        {
            var kind = document.Text("kind");
            if (style == "openslo" && kind == "SLO")
                OpenSlo(document, objectives, problems);
            else if (style == "pyrra" && kind == "ServiceLevelObjective")
                Pyrra(document, objectives, problems);
            else if (style == "sloth" && kind == "PrometheusServiceLevel" && document["spec"] is { } spec)
                Sloth(spec, objectives, problems);
            else if (style == "sloth" && document.Text("version") == "prometheus/v1" && document["slos"] is not null)
                Sloth(document, objectives, problems);
            else
                continue;
            isAny = true;
        }
        // Services, data sources and alert policies promise nothing by themselves.
        return isAny
            ? new(DocumentKind.ServiceLevel, new ServiceLevelFacts(file.Name, style, objectives), problems)
            : null;
    }

    private static void OpenSlo(YamlValue slo, List<ServiceLevelObjective> objectives, List<DocumentProblem> problems)
    {
        var spec = slo["spec"];
        var name = NameOf(slo, problems);
        var list = spec?.List("objectives") ?? [];
        if (list.Count == 0)
            problems.Add(new(spec?.Line ?? slo.Line, $"Expected objectives in \"{name}\", found none."));
        for (var i = 0; i < list.Count; i++)
        {
            var own = list[i].Text("displayName") ?? (i + 1).ToString(CultureInfo.InvariantCulture);
            var percent = list[i]["targetPercent"];
            var target = percent is null
                ? Share(list[i]["target"], 1, list[i].Line, problems)
                : Share(percent, 100, list[i].Line, problems);
            objectives.Add(
                new(
                    list.Count == 1 ? name : $"{name}: {own}",
                    spec?.Text("service"),
                    target,
                    OpenSloWindow(spec),
                    list[i].Line
                )
            );
        }
    }

    private static string? OpenSloWindow(YamlValue? spec)
    {
        var window =
            spec?.List("timeWindow") is [var one, ..] ? one
            : spec?.List("timeWindows") is [var old, ..] ? old
            : null;
        if (window is null)
            return null;
        if (window.Text("duration") is { } duration)
            return duration;
        return window.Text("count") is { } count && window.Text("unit") is { Length: > 0 } unit
            ? count + char.ToLowerInvariant(unit[0])
            : null;
    }

    private static void Sloth(YamlValue spec, List<ServiceLevelObjective> objectives, List<DocumentProblem> problems)
    {
        var service = spec.Text("service");
        if (service is null)
            problems.Add(new(spec.Line, "Expected \"service\", found none."));
        if (spec.List("slos").Count == 0)
            problems.Add(new(spec["slos"]?.Line ?? spec.Line, "Expected objectives under \"slos\", found none."));
        foreach (var slo in spec.List("slos"))
        {
            var name = slo.Text("name");
            if (name is null)
                problems.Add(new(slo.Line, "Expected \"name\" in this objective, found none."));
            objectives.Add(
                new(name ?? "unnamed", service, Share(slo["objective"], 100, slo.Line, problems), null, slo.Line)
            );
        }
    }

    private static void Pyrra(YamlValue slo, List<ServiceLevelObjective> objectives, List<DocumentProblem> problems)
    {
        var spec = slo["spec"];
        var labels = slo["metadata"]?["labels"];
        var service = labels?.Text("pyrra.dev/service") ?? labels?.Text("app.kubernetes.io/name");
        var target = Share(spec?["target"], 100, spec?.Line ?? slo.Line, problems);
        objectives.Add(new(NameOf(slo, problems), service, target, spec?.Text("window"), slo.Line));
    }

    private static string NameOf(YamlValue document, List<DocumentProblem> problems)
    {
        if (document["metadata"]?.Text("name") is { } name)
            return name;
        problems.Add(new(document["metadata"]?.Line ?? document.Line, "Expected \"metadata.name\", found none."));
        return "unnamed";
    }

    /// <summary>A target as a share of one, whatever a format counts in.</summary>
    private static double? Share(YamlValue? target, int whole, int line, List<DocumentProblem> problems)
    {
        var text = target?.Scalar;
        if (
            decimal.TryParse(text?.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number > 0
            && number <= whole
        )
            return (double)(number / whole);
        var found = text is null ? "none" : $"\"{Titles.Short(text)}\"";
        problems.Add(new(target?.Line ?? line, $"Expected a target above 0 and up to {whole}, found {found}."));
        return null;
    }
}
