using Microsoft.AspNetCore.Components;

namespace Binnacle.Platform.Web.Components;

/// <summary>A column of <c>DataTable</c>. In a page: <c>new("Due", row => @&lt;time&gt;@row.Due&lt;/time&gt;) { Sort = "due" }</c>.</summary>
/// <param name="Header">With the unit where the column holds numbers: "Size, MB".</param>
public sealed record TableColumn<T>(string Header, RenderFragment<T> Cell)
{
    public TableColumn(string header, Func<T, string?> text)
        : this(header, row => builder => builder.AddContent(0, text(row))) => IsShort = row => text(row)?.Length <= 12;

    /// <summary>A day or a number with its unit: it stays on one line.</summary>
    public Func<T, bool> IsShort { get; } = _ => false;

    /// <summary>The word in <c>?sort=</c>; null where the column cannot be sorted by.</summary>
    public string? Sort { get; init; }

    /// <summary>Right-aligned, tabular numerals.</summary>
    public bool Number { get; init; }

    /// <summary>The cell that names the row; read out with every other cell of it. One a table.</summary>
    public bool NamesRow { get; init; }
}
