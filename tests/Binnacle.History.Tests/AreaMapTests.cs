namespace Binnacle.History.Tests;

public sealed class AreaMapTests
{
    private static IEnumerable<string> Files(string folder, int count) =>
        Enumerable.Range(0, count).Select(i => $"{folder}/f{i}.go");

    [Fact]
    public void Folders_that_only_hold_others_are_entered()
    {
        var map = AreaMap.From([
            .. Files("pkg/querier", 20),
            .. Files("pkg/ingester", 20),
            .. Files("docs", 9),
            .. Files("cmd/loki", 3),
            "main.go",
            "pkg/doc.go",
        ]);
        map.AreaOf("pkg/querier/f1.go").ShouldBe("pkg/querier");
        map.AreaOf("pkg/querier/deep/er.go").ShouldBe("pkg/querier");
        map.AreaOf("pkg/doc.go").ShouldBe("pkg");
        map.AreaOf("docs/f1.go").ShouldBe("docs");
        map.AreaOf("cmd/loki/main.go").ShouldBe("cmd/loki");
        map.AreaOf("main.go").ShouldBe(AreaMap.Root);
        map.AreaOf("pkg/new/thing.go").ShouldBe("pkg/new");
        map.AreaOf("other/thing.go").ShouldBe("other");
    }

    [Fact]
    public void A_folder_with_most_of_the_repository_is_divided()
    {
        var map = AreaMap.From([
            .. Files("server/store", 50),
            .. Files("server/web", 40),
            .. Files("server/jobs", 30),
            .. Files("tools", 5),
        ]);
        map.AreaOf("server/web/x.go").ShouldBe("server/web");
        map.AreaOf("tools/x.go").ShouldBe("tools");
    }

    [Fact]
    public void A_folder_with_many_files_of_its_own_stays_whole()
    {
        var map = AreaMap.From([.. Files("t", 100), .. Files("t/one", 30), .. Files("t/two", 30), .. Files("docs", 9)]);
        map.AreaOf("t/one/x").ShouldBe("t");
    }

    [Fact]
    public void A_chain_of_single_folders_is_one_step()
    {
        var map = AreaMap.From([
            .. Files("src/main/java/org/acme/store", 50),
            .. Files("src/main/java/org/acme/web", 40),
            .. Files("src/main/java/org/acme/jobs", 40),
        ]);
        map.AreaOf("src/main/java/org/acme/web/x.java").ShouldBe("src/main/java/org/acme/web");
    }

    [Fact]
    public void Too_many_areas_join_the_folder_above()
    {
        var files = Enumerable.Range(0, 200).SelectMany(i => Files($"packages/p{i:000}", i + 1)).ToList();
        var map = AreaMap.From(files);
        files.Select(map.AreaOf).Distinct().Count().ShouldBeLessThanOrEqualTo(61);
        map.AreaOf("packages/p199/x").ShouldBe("packages/p199");
        map.AreaOf("packages/p000/x").ShouldBe("packages");
    }

    [Fact]
    public void The_order_of_paths_does_not_matter()
    {
        var random = new Random(7);
        var files = Enumerable
            .Range(0, 2000)
            .Select(_ => $"{random.Next(30)}/{random.Next(8)}/{random.Next(5)}/f{random.Next(50)}")
            .ToArray();
        var map = AreaMap.From(files);
        var areas = files.Select(map.AreaOf).ToList();
        var shuffled = files.ToArray();
        random.Shuffle(shuffled);
        var again = AreaMap.From(shuffled.Concat(files));
        files.Select(again.AreaOf).ShouldBe(areas);
    }

    [Fact]
    public void An_empty_repository_has_a_map() => AreaMap.From([]).AreaOf("a/b").ShouldBe("a");
}
