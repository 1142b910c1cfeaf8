using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Debt.Code;

/// <summary>How the parts of a treemap are coloured and told.</summary>
internal static class CodeWords
{
    public const int Steps = 5;

    public static string Words(this CodeColour colour) =>
        colour switch
        {
            CodeColour.Changes => "changes in a year",
            CodeColour.Fixes => "share of fixes among changes",
            CodeColour.People => "people who changed it in a year",
            _ => "time since the last change",
        };

    /// <summary>From 0 to 4, the hotter the higher; null where nothing is known.</summary>
    public static int? Heat(this CodeMap map, CodePart part, CodeColour colour, DateOnly today) =>
        colour switch
        {
            CodeColour.Changes when map.Parts.Max(other => other.Changes) is > 0 and var most => Step(
                (double)part.Changes / most
            ),
            CodeColour.Fixes => part.FixShare is { } share ? Step(share / 0.6) : null,
            CodeColour.People => part.People == 0 ? null : Math.Max(0, Steps - part.People),
            CodeColour.Age => part.LastAt is { } at ? Step(States.Age(at, today) / 730.0) : null,
            _ => null,
        };

    public static string Value(this CodePart part, CodeColour colour) =>
        colour switch
        {
            CodeColour.Changes => Wording.Count(part.Changes, "change", "changes"),
            CodeColour.Fixes => part.FixShare is { } share
                ? $"{Wording.Number(share, "share")} fixes"
                : "too few changes",
            CodeColour.People => part.People == 0
                ? "no change in a year"
                : Wording.Count(part.People, "person", "people"),
            _ => part.LastAt is { } at ? Wording.Day(at) : "unknown",
        };

    /// <summary>What the picture shows, as a sentence.</summary>
    public static string Finding(this CodeMap map, CodeColour colour)
    {
        var name = (CodePart part) => part.IsFolder ? part.Name + "/" : part.Name;
        if (map.Changes == 0 && colour is not CodeColour.Age)
            return "Nothing here was changed in a year";
        switch (colour)
        {
            case CodeColour.Fixes when map.Fixes > 0:
                var fixes = map.Parts.MaxBy(part => part.Fixes)!;
                return $"{Wording.Number((double)fixes.Fixes / map.Fixes, "share")} of the fixes land in {name(fixes)}";
            case CodeColour.Fixes:
                return "No change in a year was a fix";
            case CodeColour.People:
                var touched = map.Parts.Count(part => part.People > 0);
                var alone = map.Parts.Count(part => part.People == 1);
                return $"{alone} of {touched} parts that were changed in a year were changed by one person alone";
            case CodeColour.Age:
                var oldest = map.Parts.Where(part => part.LastAt is not null).MinBy(part => part.LastAt);
                return oldest is null
                    ? "No change is known"
                    : $"{name(oldest)} has stood unchanged since {Wording.Day(oldest.LastAt!.Value)}";
            default:
                var most = map.Parts.MaxBy(part => part.Changes)!;
                return $"{Wording.Number((double)most.Changes / map.Changes, "share")} of the changes go to {name(most)}";
        }
    }

    /// <summary>How strong a step is drawn; the last two carry light text.</summary>
    public static string Strength(int step) =>
        step switch
        {
            0 => "0.1",
            1 => "0.24",
            2 => "0.42",
            3 => "0.82",
            _ => "1",
        };

    private static int Step(double share) => Math.Clamp((int)(share * Steps), 0, Steps - 1);
}
