using System.Text;

namespace Binnacle.History.Tests;

public sealed class MailmapTests
{
    private const string Text = """
        # people
        Proper Name <commit@x>
        <proper@x> <other@x>
        Full Name <full@x> <short@x>
        By Name <byname@x> Old Name <shared@x>
        Else <shared@x>
        Late <late@x> <commit@x>
          Spaced   <spaced@x>   # comment
        broken line
        <only@x>
        Case <case@x> <MiXeD@X>
        Empty <>
        No One <known@x> <>
        """;

    /// <summary>Ours against <c>git check-mailmap</c>, for known, unknown and random maps and people.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void People_resolve_as_git_resolves_them(int seed)
    {
        using var repository = new TestRepository();
        var random = new Random(seed);
        string Pick(params string[] from) => from[random.Next(from.Length)];
        string Name() => Pick("Ada", "ada", "Grace H", "Old Name", "X");
        string Address() => $"<{Pick("a@x", "A@X", "b@x", "c@x", "d@x")}>";
        var text =
            seed == 0
                ? Text
                : string.Concat(
                    Enumerable
                        .Range(0, 12)
                        .Select(_ =>
                            Pick(
                                $"{Name()} {Address()}\n",
                                $"{Address()} {Address()}\n",
                                $"{Name()} {Address()} {Address()}\n",
                                $"{Name()} {Address()} {Name()} {Address()}\n"
                            )
                        )
                );
        repository.Write(".mailmap", text);
        string[] addresses =
        [
            "commit@x",
            "other@x",
            "short@x",
            "shared@x",
            "mixed@x",
            "spaced@x",
            "a@x",
            "b@X",
            "c@x",
            "d@x",
            "no@x",
        ];
        string[] names = ["Old Name", "old name", "Ada", "X", "Someone"];
        var people = addresses.SelectMany(a => names.Select(n => new Identity(n, a))).ToList();
        var input = string.Concat(people.Select(p => $"{p.Name} <{p.Address}>\n"));

        var expected = repository.GitIn(repository.Path, Encoding.UTF8.GetBytes(input), "check-mailmap", "--stdin");

        var mailmap = Mailmap.Parse(Encoding.UTF8.GetBytes(text));
        people.Select(mailmap.Resolve).Select(p => $"{p.Name} <{p.Address}>").ShouldBe(expected.Split('\n'));
    }
}
