using System.Globalization;
using Binnacle.Platform.Checks;
using Spectre.Console;

namespace Binnacle.Review;

/// <summary>The Review on a terminal: states as sign, word and colour, so that it survives a pipe and colour blindness.</summary>
public static class ReviewTerminal
{
    private const int TeamsShown = 5;

    public static string Write(ReviewModel review, bool plain)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Out = new AnsiConsoleOutput(text),
                Interactive = InteractionSupport.No,
            }
        );
        console.Profile.Width = plain || Console.IsOutputRedirected ? 120 : Math.Max(80, Console.WindowWidth);
        Draw(console, review);
        return text.ToString();
    }

    private static void Draw(IAnsiConsole console, ReviewModel review)
    {
        console.WriteLine();
        console.Write(new Markup($"[bold]{Markup.Escape(review.Headline)}[/]\n"));
        console.WriteLine($"{review.Organization}. {review.Summary}");
        List(
            console,
            "Measured",
            review.Outcomes.Select(tile =>
                $"{Markup.Escape(tile.Name)}: [bold]{Markup.Escape(tile.Value)}[/] [dim]{Markup.Escape(tile.Change)}[/]"
            )
        );
        List(
            console,
            "Needs you",
            review.NeedsYou.Select(item =>
                $"{Sign(item.State)} {Markup.Escape(item.Title)}\n    [dim]{Markup.Escape(item.Detail)}[/]"
            )
        );
        List(
            console,
            review.ComparedWith is { } day ? $"Since {day:d MMM yyyy}" : "Since the last review",
            review.Since.Select(change =>
                $"{Sign(change.State)} {Markup.Escape(change.Title)}\n    [dim]{Markup.Escape(change.Detail)}[/]"
            )
        );
        List(
            console,
            "The two checklists",
            review.Checklists.Select(answer =>
                $"{Sign(answer.State)} {Markup.Escape(answer.Item)}\n    [dim]{Markup.Escape(answer.Answer)}[/]"
            )
        );
        Grid(console, review);
    }

    private static void Grid(IAnsiConsole console, ReviewModel review)
    {
        var columns = review.Columns.Take(1 + TeamsShown).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn("Practice");
        foreach (var scope in columns)
            table.AddColumn(Markup.Escape(scope.Name));
        foreach (var room in review.Rooms)
        {
            var known = room.Rows.Where(row => !row.IsUnknown).ToList();
            if (known.Count == 0)
                continue;
            table.AddRow($"[bold]{room.Name}[/]");
            foreach (var row in known)
                table.AddRow([
                    Markup.Escape(row.Title),
                    .. row.Cells.Take(columns.Count).Select(cell => $"{Sign(cell.State)} {Markup.Escape(cell.Text)}"),
                ]);
        }
        console.WriteLine();
        console.Write(table);
        if (review.Columns.Count > columns.Count)
            console.WriteLine($"{review.Columns.Count - columns.Count} more columns: see --format markdown or json.");
        var unknown = review.Rooms.Sum(room => room.Rows.Count(row => row.IsUnknown));
        if (unknown > 0)
            console.WriteLine($"{unknown} rows are unknown: nothing tells us yet. What would: --format markdown.");
        console.WriteLine("✓ alive  ! at risk  x not kept  ? unknown");
    }

    private static void List(IAnsiConsole console, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        console.WriteLine();
        console.Write(new Markup($"[bold]{Markup.Escape(title)}[/]\n"));
        foreach (var line in all)
            console.Write(new Markup($"  {line}\n"));
    }

    private static string Sign(CheckState state) =>
        state switch
        {
            CheckState.Pass => "[green]✓[/]",
            CheckState.Warn => "[yellow]![/]",
            CheckState.Fail => "[red]x[/]",
            CheckState.Unknown => "[dim]?[/]",
            _ => "[dim]–[/]",
        };
}
