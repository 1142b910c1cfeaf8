using Binnacle.Platform;
using Binnacle.Platform.Checks;

namespace Binnacle.Review;

/// <summary>All that the Review shows, in the order it shows it; the page, the Markdown and the JSON are drawn from it.</summary>
public sealed record ReviewModel(
    string Organization,
    DateOnly AsOf,
    string Headline,
    string Summary,
    StateCount Checklist,
    IReadOnlyList<OutcomeTile> Outcomes,
    IReadOnlyList<Attention> NeedsYou,
    int NeedsYouTotal,
    DateOnly? ComparedWith,
    IReadOnlyList<ReviewChange> Since,
    IReadOnlyList<Scope> Columns,
    int ColumnsTotal,
    IReadOnlyList<RoomRows> Rooms,
    IReadOnlyList<ChecklistAnswer> Checklists
);

public sealed record StateCount(int Pass, int Warn, int Fail, int Unknown)
{
    public int Total => Pass + Warn + Fail + Unknown;
}

/// <summary>A tile of the outcome strip. <paramref name="Value"/> is formatted, "unknown" where no data; points are oldest first.</summary>
public sealed record OutcomeTile(
    string Name,
    string Value,
    string Change,
    bool? ChangeIsGood,
    IReadOnlyList<double?> Points,
    string Note,
    string? Url
);

/// <summary>One thing that waits for a person, with the one next action.</summary>
public sealed record Attention(CheckState State, string Title, string Detail, string Action, string Url);

public sealed record ReviewChange(CheckState State, string Title, string Detail, string Url);

public sealed record RoomRows(Room Room, string Name, IReadOnlyList<ReviewRow> Rows);

/// <summary>A row of the grid; cells stand in the order of the columns. <paramref name="Unlocks"/> says what would make it known.</summary>
public sealed record ReviewRow(
    string CheckId,
    string Title,
    string PracticeId,
    string Practice,
    string Unlocks,
    IReadOnlyList<ReviewCell> Cells
)
{
    public bool IsUnknown => Cells.All(cell => cell.State is CheckState.Unknown or CheckState.NotApplicable);
}

public sealed record ReviewCell(CheckState State, string Text, string Headline);

/// <summary>An item of the articles' checklists with the worst known state of the checks that answer it.</summary>
public sealed record ChecklistAnswer(string Id, string Item, CheckState State, string Answer, string? CheckId);

/// <summary>What stands beside the grid when a cell is opened.</summary>
public sealed record CellEvidence(
    Check Check,
    string Practice,
    Scope Scope,
    CheckState State,
    string Text,
    string Headline,
    string? Target,
    Sample Sample,
    Coverage? Coverage,
    DateTime? NewestAt,
    string? NewestWhat,
    string NextStep,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<TrendPoint> Trend,
    string Unit,
    IReadOnlyList<EvidenceRow> Rows,
    int RowsTotal
);

/// <summary>What a check says of one scope, in short.</summary>
public sealed record ScopeAnswer(Scope Scope, CheckState State, string Text);

/// <summary><paramref name="Url"/> leads to the file or the commit where the repository's address is known.</summary>
public sealed record EvidenceRow(
    string Title,
    string? Note,
    string? Repository,
    string? Path,
    int? Line,
    string? Commit,
    DateTime? At,
    CheckState? State,
    string? Url
);
