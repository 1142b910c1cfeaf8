using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Binnacle.Platform.Web.Components;

/// <summary>Letters in a drawing. Razor takes an SVG text element for its own <c>text</c> block, so a page cannot write one.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired]
    public double X { get; set; }

    [Parameter, EditorRequired]
    public double Y { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", TrendScale.Place(X));
        builder.AddAttribute(3, "y", TrendScale.Place(Y));
        builder.AddContent(4, Value);
        builder.CloseElement();
    }
}
