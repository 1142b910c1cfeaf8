using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>
/// The one rule about places whose files say nothing of how the team works: test data, examples, templates and
/// what others wrote. It holds for every kind of document.
/// </summary>
internal static class NotCounted
{
    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal)
    {
        "test",
        "tests",
        "testing",
        "testdata",
        "test-data",
        "test_data",
        "testfiles",
        "test-fixtures",
        "test_fixtures",
        "integration-tests",
        "integration_tests",
        "e2e",
        "spec-fixtures",
        "fixture",
        "fixtures",
        "__fixtures__",
        "__tests__",
        "__mocks__",
        "__snapshots__",
        "mocks",
        "golden",
        "example",
        "examples",
        "sample",
        "samples",
        "demo",
        "demos",
        "template",
        "templates",
        "skeleton",
        "skeletons",
        "boilerplate",
        "node_modules",
        "bower_components",
        "vendor",
        "vendored",
        "third_party",
        "third-party",
        "thirdparty",
        "external",
        "site-packages",
        "dist",
        "target",
    };

    public static bool Covers(FilePath file)
    {
        // What the forge itself runs is in force, whatever the folders below are called.
        if (file.Folders is [".github", "workflows"])
            return false;
        foreach (var folder in file.Folders)
        {
            if (Folders.Contains(folder) || folder.StartsWith("testdata", StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
