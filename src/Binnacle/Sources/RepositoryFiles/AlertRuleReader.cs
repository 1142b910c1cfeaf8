using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Alert rules of Prometheus and Loki, as rule files and as PrometheusRule resources.</summary>
internal static class AlertRuleReader
{
    public static ReadDocument? Read(FilePath file, FileText text)
    {
        if (
            !text.Text.Contains("alert:", StringComparison.Ordinal)
            || !text.Text.Contains("groups:", StringComparison.Ordinal)
            || !text.Text.Contains("rules:", StringComparison.Ordinal)
        )
            return null;
        var isResource =
            YamlMarks.HasApiVersion(text, "monitoring.coreos.com/")
            || YamlMarks.HasApiVersion(text, "monitoring.googleapis.com/");
        if (!isResource && !YamlMarks.HasTopKey(text, "groups"))
            return null;
        var yaml = YamlFile.Read(text);
        if (yaml.Broken is not null && YamlMarks.IsTemplate(text))
            return null;
        var problems = new List<DocumentProblem>(yaml.Problems);
        var rules = new List<AlertRule>();
        foreach (var document in yaml.Documents.SelectMany(KubernetesList.Open))
        {
            var groups = document["spec"]?["groups"]?.Items ?? document["groups"]?.Items ?? [];
            foreach (var group in groups)
                Group(group, rules, problems);
        }
        // A broken file still says that alerts are meant; rules that only record, or groups of something else, do not.
        return rules.Count > 0 ? new(DocumentKind.AlertRules, new AlertRuleFacts(file.Name, rules), problems) : null;
    }

    private static void Group(YamlValue group, List<AlertRule> rules, List<DocumentProblem> problems)
    {
        var name = group.Text("name") ?? "";
        foreach (var rule in group.List("rules"))
        {
            if (rule["alert"] is null)
                continue;
            var alert = rule.Text("alert");
            if (alert is null)
                problems.Add(new(rule.Line, "Expected a name after \"alert\", found none."));
            if (rule["expr"] is null && problems.Count < 50)
                problems.Add(new(rule.Line, $"Expected \"expr\" in alert \"{alert}\", found none."));
            var annotations = rule["annotations"];
            var runbook =
                annotations?.Text("runbook_url")
                ?? annotations?.Text("runbook")
                ?? annotations?.Text("runbookUrl")
                ?? annotations?.Text("runbook_link");
            rules.Add(new(alert ?? "unnamed", name, runbook, rule["labels"]?.Text("severity"), rule.Line));
        }
    }
}
