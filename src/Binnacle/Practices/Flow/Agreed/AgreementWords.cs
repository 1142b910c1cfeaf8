using System.Globalization;
using Binnacle.Platform;

namespace Binnacle.Practices.Flow.Agreed;

/// <summary>The catalogue of agreements in words, with what each can be counted in.</summary>
public static class AgreementWords
{
    public const string Url = "/practices/flow/agreements";

    public static string Slug(this AgreementKind kind) => KebabCase.Of(kind);

    public static AgreementKind? KindOf(string? slug) => KebabCase.Read<AgreementKind>(slug);

    public static string Title(this AgreementKind kind) =>
        kind switch
        {
            AgreementKind.FirstLook => "First look at a change",
            AgreementKind.Merged => "A change is merged",
            AgreementKind.Size => "Size of a change",
            AgreementKind.InProgress => "Changes open at once",
            AgreementKind.Feedback => "CI answers",
            _ => "A blocker is out of the way",
        };

    /// <summary>What is counted in a week, and how.</summary>
    public static string Rule(this AgreementKind kind) =>
        kind switch
        {
            AgreementKind.FirstLook =>
                "Changes that became ready in the week: from ready to the first look by another human. Merged without one is not within the target.",
            AgreementKind.Merged => "Changes that became ready in the week: from ready to the merge.",
            AgreementKind.Size => "Changes merged in the week: lines added and deleted.",
            AgreementKind.InProgress => "Working days of the week: changes open at the end of each.",
            AgreementKind.Feedback => "CI runs that ended in the week: from queued to the end.",
            _ => "Blockers raised in the week: how long each stood.",
        };

    public static IReadOnlyList<AgreementUnit> Units(this AgreementKind kind) =>
        kind switch
        {
            AgreementKind.FirstLook =>
            [
                AgreementUnit.WorkingDays,
                AgreementUnit.WorkingHours,
                AgreementUnit.Days,
                AgreementUnit.Hours,
            ],
            AgreementKind.Merged or AgreementKind.Unblocked => [AgreementUnit.WorkingDays, AgreementUnit.Days],
            AgreementKind.Size => [AgreementUnit.Lines],
            AgreementKind.InProgress => [AgreementUnit.Changes],
            _ => [AgreementUnit.Minutes],
        };

    public static string Word(this AgreementUnit unit) =>
        unit switch
        {
            AgreementUnit.WorkingHours => "working hours",
            AgreementUnit.WorkingDays => "working days",
            AgreementUnit.Hours => "hours",
            AgreementUnit.Days => "days",
            AgreementUnit.Minutes => "minutes",
            AgreementUnit.Lines => "lines",
            _ => "changes",
        };

    /// <summary>"1 working day", "400 lines".</summary>
    public static string InWords(this AgreementUnit unit, double amount)
    {
        var number = amount.ToString("#,0.#", CultureInfo.InvariantCulture);
        return number == "1" ? $"1 {unit.Word()[..^1]}" : $"{number} {unit.Word()}";
    }

    /// <summary>"First look at a change within 1 working day, 90 % of them".</summary>
    public static string InWords(AgreementKind kind, double? target, AgreementUnit unit, double share) =>
        target is not { } known ? $"{kind.Title()}: given up"
        : kind is AgreementKind.Size or AgreementKind.InProgress
            ? $"{kind.Title()}: at most {unit.InWords(known)}, {Of(kind, share)}"
        : $"{kind.Title()} within {unit.InWords(known)}, {Of(kind, share)}";

    private static string Of(AgreementKind kind, double share) =>
        share >= 1
            ? "always"
            : $"{Platform.Checks.Words.Percent(share)} of {(kind is AgreementKind.InProgress ? "days" : "them")}";
}
