using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Decisions;

/// <summary>What the form sent.</summary>
internal static class DecisionForm
{
    public const int MostOptions = 12;

    public static DecisionContent Read(IFormCollection form) =>
        new(form["Title"])
        {
            Scope = form["For"],
            Decider = form["Decider"],
            DeciderNumber = Number(form["DeciderNumber"]),
            Context = form["Context"],
            Drivers = form["Drivers"],
            Constraints = form["Constraints"],
            Options =
            [
                .. Enumerable
                    .Range(1, MostOptions)
                    .Where(index => form.ContainsKey($"Option{index}Title"))
                    .Select(index => new OptionContent(
                        form[$"Option{index}Title"],
                        form[$"Option{index}Description"],
                        form[$"Option{index}Pros"],
                        form[$"Option{index}Cons"],
                        form["Chosen"] == index.ToString(CultureInfo.InvariantCulture)
                    )),
            ],
            Outcome = form["Outcome"],
            Consequences = form["Consequences"],
            Confirmation = form["Confirmation"],
            Measures =
            [
                .. form["Measure"]
                    .OfType<string>()
                    .Concat(form["OtherMeasure"].OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text))),
            ],
            Principles = [.. form["Principle"].Select(text => Number(text)).OfType<int>()],
            Decided = form["Decided"] == "yes",
            DataClass = Enum.TryParse<DataClass>(form["Visible"], out var visible) ? visible : DataClass.Open,
            Revision = Number(form["Revision"]),
        };

    /// <summary>The fields whose text may be wrong, read where a refusal can be shown.</summary>
    public static DecisionContent Checked(DecisionContent content, IFormCollection form) =>
        content with
        {
            RevisitOn = FormText.Day("revisitOn", form["RevisitOn"]),
            Supersedes = Numbers("supersedes", form["Supersedes"]),
        };

    /// <exception cref="Refusal">Something in it is no number.</exception>
    public static IReadOnlyList<int> Numbers(string field, string? text) =>
        [
            .. Words(text)
                .Select(word =>
                    Number(word.TrimStart('#'))
                    ?? throw new Refusal(field, $"“{word}” is not the number of a decision. Write numbers, as 12, 15.")
                ),
        ];

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Words(string? text) =>
        (text ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
