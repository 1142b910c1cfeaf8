using System.Text;
using Binnacle.History.Analyses;

namespace Binnacle.History.Tests.Analyses;

public sealed class DebtMarkerTests
{
    [Theory]
    [InlineData("a.go", "x := 1 // TODO: later", MarkerKind.Todo)]
    [InlineData("a.go", "// TODO(bob): later", MarkerKind.Todo)]
    [InlineData("a.cs", "///TODO later", MarkerKind.Todo)]
    [InlineData("a.c", "/* FIXME */ int x;", MarkerKind.Fixme)]
    [InlineData("a.c", " * HACK: begins above", null)]
    [InlineData("a.java", "/**\n * @todo later\n */", MarkerKind.Todo)]
    [InlineData("a.rs", "fn f<'a>(x: &'a str) {} // XXX why", MarkerKind.Xxx)]
    [InlineData("a.py", "it = \"a\"  # HACK around it", MarkerKind.Hack)]
    [InlineData("a.sh", "echo don't # FIXME", MarkerKind.Fixme)]
    [InlineData("Makefile", "all: # TODO", MarkerKind.Todo)]
    [InlineData("run", "#!/bin/sh\n# TODO", MarkerKind.Todo)]
    [InlineData("a.sql", "select 1 -- TODO", MarkerKind.Todo)]
    [InlineData("a.html", "<!-- TODO -->", MarkerKind.Todo)]
    [InlineData("a.clj", ";; TODO", MarkerKind.Todo)]
    [InlineData("a.tex", "% TODO", MarkerKind.Todo)]
    [InlineData("a.rb", "=begin\nTODO\n=end", MarkerKind.Todo)]
    [InlineData("a.go", "// done; TODO, too", MarkerKind.Todo)]
    [InlineData("a.go", "// TODO.", MarkerKind.Todo)]
    [InlineData("a.go", "// TODO-FIX names an issue of its own", null)]
    [InlineData("a.go", "TODO := 1", null)]
    [InlineData("a.go", "s := \"// TODO\"", null)]
    [InlineData("a.go", "s := `\n// TODO\n`", null)]
    [InlineData("a.py", "\"\"\"\n# TODO\n\"\"\"", null)]
    [InlineData("a.py", "x = '# TODO'", null)]
    [InlineData("a.js", "x = 'it\\'s // TODO'", null)]
    [InlineData("a.sh", "cat <<-\\EOF >x\n\t# TODO\n\tEOF", null)]
    [InlineData("a.rb", "x = <<~TEXT\n  # TODO\nTEXT\n# FIXME", MarkerKind.Fixme)]
    [InlineData("a.rb", "list <<ITEM\n# FIXME", MarkerKind.Fixme)]
    [InlineData("a.sh", "echo $((1<<2)) # TODO", MarkerKind.Todo)]
    [InlineData("a.scss", "url(http://TODO)", null)]
    [InlineData("a.rb", "\"#{TODO}\" + a#TODO", null)]
    [InlineData("a.go", "// todo, hacks, TODOs, TODO_LIST, MY_TODO and AUTODOC", null)]
    [InlineData("a.sh", "# mktemp /tmp/XXX and foo.XXX and XXXX and $XXX", null)]
    [InlineData("a.c", "#define TODO 1", null)]
    [InlineData("a.md", "TODO list", null)]
    [InlineData("a.unknown", "// TODO", null)]
    [InlineData("a.css", "a { b: c } // TODO", null)]
    public void A_marker_is_a_word_in_a_comment(string path, string text, MarkerKind? kind) =>
        DebtMarkers
            .In(path, Encoding.UTF8.GetBytes(text))
            .Select(marker => marker.Kind)
            .ShouldBe(kind is { } one ? [one] : []);

    [Fact]
    public void Lines_are_told_and_several_in_one_count()
    {
        var text = "/* TODO a\n   FIXME b\n   \"XXX\" c */ x = \"/*\"; // HACK d, TODO e\r\n// TODO f";
        DebtMarkers
            .In("a.c", Encoding.UTF8.GetBytes(text))
            .ShouldBe([
                new(1, MarkerKind.Todo),
                new(2, MarkerKind.Fixme),
                new(3, MarkerKind.Hack),
                new(3, MarkerKind.Todo),
                new(4, MarkerKind.Todo),
            ]);
    }

    [Fact]
    public void Hostile_texts_take_no_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var piece in new[] { "\"", "'", "/*", "//", "# ", "TODO ", "-TODO-", "`", "<<A\n", "A\n<<A " })
        foreach (var path in new[] { "a.go", "a.py", "a.html", "a.lua", "a.sh" })
            DebtMarkers.In(path, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 20_000)) + "TODO"));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
