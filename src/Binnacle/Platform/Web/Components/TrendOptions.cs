using System.Globalization;
using System.Text.Json.Nodes;
using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Web.Components;

/// <summary>A trend as options of ECharts, to be drawn over the picture of <c>TrendChart</c>.</summary>
public static class TrendOptions
{
    public static JsonObject For(IReadOnlyList<TrendPoint> points, string unit, double? target)
    {
        var scale = unit == "share" ? 100 : 1;
        var axis = new TrendScale(points, target, 720, 260);
        var suffix = unit switch
        {
            "share" => " %",
            "days" => " d",
            "" or "count" => "",
            _ => " " + unit,
        };
        var data = new JsonArray([
            .. points.Select(point => new JsonArray(
                point.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                point.Number is { } number ? Math.Round(number * scale, 1) : null,
                point.State.Word()
            )),
        ]);
        var series = new JsonObject
        {
            ["type"] = "line",
            ["showSymbol"] = false,
            ["connectNulls"] = false,
            ["lineStyle"] = new JsonObject { ["width"] = 2, ["color"] = "--chart-1" },
            ["itemStyle"] = new JsonObject { ["color"] = "--chart-1" },
            ["endLabel"] = new JsonObject
            {
                ["show"] = true,
                ["formatter"] = "{@[1]}" + suffix,
                ["color"] = "--text",
                ["fontWeight"] = 600,
                ["fontSize"] = 12,
            },
            ["data"] = data,
        };
        if (target is { } line)
            series["markLine"] = TargetLine(line * scale, suffix, !Coincide(points, target, axis));
        return new JsonObject
        {
            ["grid"] = new JsonObject
            {
                ["left"] = 48,
                ["right"] = 64,
                ["top"] = 16,
                ["bottom"] = 28,
            },
            ["xAxis"] = Axis("time", "", split: false),
            ["yAxis"] = Levels(axis, scale, "{value}" + suffix),
            ["tooltip"] = new JsonObject
            {
                ["trigger"] = "axis",
                ["renderMode"] = "richText",
                ["unit"] = suffix,
            },
            ["series"] = new JsonArray(series),
        };
    }

    private static JsonObject Axis(string type, string format, bool split)
    {
        var label = new JsonObject
        {
            ["color"] = "--muted",
            ["fontSize"] = 12,
            ["hideOverlap"] = true,
        };
        if (split)
            label["formatter"] = format;
        return new JsonObject
        {
            ["type"] = type,
            ["axisLabel"] = label,
            ["axisLine"] = new JsonObject { ["lineStyle"] = new JsonObject { ["color"] = "--chart-line" } },
            ["axisTick"] = new JsonObject { ["lineStyle"] = new JsonObject { ["color"] = "--chart-line" } },
            ["splitLine"] = new JsonObject
            {
                ["show"] = split,
                ["lineStyle"] = new JsonObject { ["color"] = "--chart-line" },
            },
        };
    }

    /// <summary>The same ends as the drawing's, so that the target is always in sight.</summary>
    private static JsonObject Levels(TrendScale axis, double scale, string format)
    {
        var levels = Axis("value", format, split: true);
        levels["min"] = Math.Round(axis.Low * scale, 6);
        levels["max"] = Math.Round(axis.High * scale, 6);
        levels["interval"] = Math.Round(axis.Step * scale, 6);
        return levels;
    }

    /// <summary>Where the newest value and the target are written in the same place, the value's label stays alone.</summary>
    private static bool Coincide(IReadOnlyList<TrendPoint> points, double? target, TrendScale axis) =>
        points.LastOrDefault(point => point.Number is not null) is { Number: { } newest }
        && target is { } line
        && TrendScale.Coincide(axis.Y(newest), axis.Y(line));

    private static JsonObject TargetLine(double target, string suffix, bool labelled) =>
        new()
        {
            ["symbol"] = "none",
            ["silent"] = true,
            ["lineStyle"] = new JsonObject { ["type"] = "dashed", ["color"] = "--muted" },
            ["label"] = new JsonObject
            {
                ["show"] = labelled,
                ["formatter"] = Wording.Plain(target) + suffix,
                ["position"] = "end",
                ["color"] = "--muted",
                ["fontSize"] = 12,
            },
            ["data"] = new JsonArray(new JsonObject { ["yAxis"] = target }),
        };
}
