using System.Text.Json;
using System.Text.RegularExpressions;
using Binnacle.Commands;

namespace Binnacle.Tests.Commands;

/// <summary>The fields of <c>binnacle scan --format json</c> are those that docs/scan.md lists, no more and no less.</summary>
public sealed partial class ScanContractTests
{
    [Fact]
    public void Every_field_is_listed_and_every_listed_field_exists()
    {
        var listed = Listed();
        var fields = FieldsOf(typeof(ScanAccount), "", listed).ToHashSet(StringComparer.Ordinal);
        fields.Except(listed, StringComparer.Ordinal).ShouldBeEmpty("docs/scan.md does not list");
        listed.Except(fields, StringComparer.Ordinal).Where(path => !IsBelowAnother(path, listed)).ShouldBeEmpty();
        // What hangs below a field that may be null is listed, too.
        FieldsOf(typeof(AcrossAccount), "across.", listed).Except(listed, StringComparer.Ordinal).ShouldBeEmpty();
    }

    /// <summary>A field listed as a whole (a count by kind, the bands of ages) stands for what is in it.</summary>
    internal static void HoldsOnly(JsonElement element, string path, IReadOnlySet<string> listed)
    {
        if (listed.Contains(path) && path != "across")
            return;
        if (element.ValueKind is JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
                HoldsOnly(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", listed);
        else if (element.ValueKind is JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                HoldsOnly(item, path + "[]", listed);
        else if (element.ValueKind is not JsonValueKind.Null)
            Assert.Fail($"docs/scan.md does not list {path}");
    }

    /// <summary>In a row, a name without a dot is a sibling of the first; <c>{a,b}</c> stands for each.</summary>
    internal static HashSet<string> Listed()
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        var lines = File.ReadLines(Path.Combine(Root(), "docs", "scan.md"));
        foreach (var line in lines.TakeWhile(line => !line.StartsWith("## Rows", StringComparison.Ordinal)))
        {
            if (!line.StartsWith("| `", StringComparison.Ordinal))
                continue;
            var names = Name().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value).ToList();
            var parent = names[0][..(names[0].LastIndexOf('.') + 1)];
            foreach (var name in names)
                listed.UnionWith(Expanded(IsSibling(name, names[0]) ? parent + name : name));
        }
        return listed;
    }

    private static bool IsSibling(string name, string first) =>
        name != first && !name.StartsWith(first.Split('.')[0] + ".", StringComparison.Ordinal);

    private static IEnumerable<string> Expanded(string name)
    {
        var (open, close) = (name.IndexOf('{'), name.IndexOf('}'));
        return open < 0
            ? [name]
            : name[(open + 1)..close]
                .Split(',')
                .SelectMany(part => Expanded(name[..open] + part + name[(close + 1)..]));
    }

    private static IEnumerable<string> FieldsOf(Type type, string prefix, IReadOnlySet<string> listed)
    {
        foreach (var property in type.GetProperties().Where(property => property.GetMethod is { IsStatic: false }))
        {
            var path = prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var inner = property.PropertyType;
            if (inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                (path, inner) = (path + "[]", inner.GetGenericArguments()[0]);
            var whole = path.EndsWith("[]", StringComparison.Ordinal) ? path[..^2] : path;
            if (
                listed.Contains(whole)
                || inner.Namespace?.StartsWith("Binnacle", StringComparison.Ordinal) != true
                || inner.IsEnum
            )
                yield return whole;
            else
                foreach (var field in FieldsOf(inner, path + ".", listed))
                    yield return field;
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Binnacle.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Binnacle.slnx above the tests.");
        return folder.FullName;
    }

    private static bool IsBelowAnother(string path, HashSet<string> listed) =>
        listed.Any(other => path.StartsWith(other + ".", StringComparison.Ordinal));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
