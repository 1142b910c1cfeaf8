using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>All that somebody fills in, in the form or through the API. Texts are Markdown.</summary>
public sealed record DecisionContent(string? Title)
{
    /// <summary><c>team:payments</c>; null or <c>organization</c> for the whole organization.</summary>
    public string? Scope { get; init; }

    /// <summary>Who may decide besides leaders: a name or an unmistakable part of it.</summary>
    public string? Decider { get; init; }

    public int? DeciderNumber { get; init; }
    public string? Context { get; init; }
    public string? Drivers { get; init; }
    public string? Constraints { get; init; }
    public IReadOnlyList<OptionContent> Options { get; init; } = [];
    public string? Outcome { get; init; }
    public string? Consequences { get; init; }

    /// <summary>How one will know that it is followed.</summary>
    public string? Confirmation { get; init; }

    public DateOnly? RevisitOn { get; init; }

    /// <summary>Names or slugs of measures.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>Numbers of principles.</summary>
    public IReadOnlyList<int> Principles { get; init; } = [];

    /// <summary>Numbers of decisions that it replaces once it is accepted.</summary>
    public IReadOnlyList<int> Supersedes { get; init; } = [];

    public string? Origin { get; init; }
    public string? OriginTitle { get; init; }

    /// <summary>It is decided already; read only when it is written.</summary>
    public bool Decided { get; init; }

    public DataClass DataClass { get; init; }

    /// <summary>The revision that the writer saw; what was changed meanwhile is not overwritten.</summary>
    public int? Revision { get; init; }
}

/// <param name="Pros">One a line.</param>
/// <param name="Cons">One a line.</param>
public sealed record OptionContent(
    string? Title,
    string? Description = null,
    string? Pros = null,
    string? Cons = null,
    bool Chosen = false
)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Title + Description + Pros + Cons);
}

/// <summary>What a decision says: immutable once it is accepted, kept in versions before.</summary>
public sealed record DecisionSubstance(
    string Title,
    string? Context,
    string? Drivers,
    string? Constraints,
    IReadOnlyList<OptionContent> Options,
    string? Outcome,
    string? Consequences,
    string? Confirmation
)
{
    public static DecisionSubstance Of(Decision row) =>
        new(
            row.Title,
            row.Context,
            row.Drivers,
            row.Constraints,
            [
                .. row
                    .Options.OrderBy(option => option.Position)
                    .Select(option => new OptionContent(
                        option.Title,
                        option.Description,
                        option.Pros,
                        option.Cons,
                        option.IsChosen
                    )),
            ],
            row.Outcome,
            row.Consequences,
            row.Confirmation
        );

    /// <summary>Name and text of every field, for comparing.</summary>
    public IReadOnlyList<(string Field, string Name, string Text)> Fields =>
        [
            ("title", "Title", Title),
            ("context", "Context", Context ?? ""),
            ("drivers", "Drivers", Drivers ?? ""),
            ("constraints", "Constraints", Constraints ?? ""),
            .. Options.SelectMany(
                (option, index) =>
                    new (string, string, string)[]
                    {
                        ("options", $"Option {index + 1}", option.Title ?? ""),
                        ("options", $"Option {index + 1}, description", option.Description ?? ""),
                        ("options", $"Option {index + 1}, pros", option.Pros ?? ""),
                        ("options", $"Option {index + 1}, cons", option.Cons ?? ""),
                        ("options", $"Option {index + 1}, chosen", option.Chosen ? "chosen" : ""),
                    }
            ),
            ("outcome", "Outcome", Outcome ?? ""),
            ("consequences", "Consequences", Consequences ?? ""),
            ("confirmation", "Confirmation", Confirmation ?? ""),
        ];
}

/// <summary>Content that may be kept: lengths are within limits, and what it names exists.</summary>
internal sealed record CheckedContent(
    DecisionSubstance Substance,
    Guid? TeamId,
    string Scope,
    PersonChoice? Decider,
    DateOnly? RevisitOn,
    IReadOnlyList<Guid> Measures,
    IReadOnlyList<int> Principles
)
{
    public const int LongestText = 20_000;
    private const int MostOptions = 12;
    private const int MostLinks = 20;

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<CheckedContent> OfAsync(AppDb db, DecisionContent content, CancellationToken cancellation)
    {
        var substance = Substantial(content);
        var team = await db.TeamOfScopeAsync(content.Scope, "scope", cancellation: cancellation);
        var decider =
            content.DeciderNumber is null && string.IsNullOrWhiteSpace(content.Decider)
                ? null
                : await PersonAsync(db, "decider", content.Decider, content.DeciderNumber, cancellation);
        if (content.RevisitOn is { } day && (day < db.Today.AddYears(-30) || day > db.Today.AddYears(10)))
            throw new Refusal("revisitOn", "Give a day within ten years, as 2027-03-01.");
        if (content.Principles.Count > MostLinks)
            throw new Refusal("principles", $"Name at most {MostLinks} principles.");
        return new(
            substance,
            team?.Id,
            team?.Name ?? "The organization",
            decider,
            content.RevisitOn,
            await MeasuresAsync(db, content.Measures, cancellation),
            [.. content.Principles.Distinct().Order()]
        );
    }

    /// <summary>A person by name or number; a refusal stands beside the field that asks.</summary>
    public static async Task<PersonChoice> PersonAsync(
        AppDb db,
        string field,
        string? name,
        int? number,
        CancellationToken cancellation
    )
    {
        try
        {
            return await db.OwnerAsync(name, number, cancellation);
        }
        catch (Refusal refused)
        {
            throw new Refusal(
                field,
                string.IsNullOrWhiteSpace(name) ? "Say who: type a name or a part of it." : refused.Message
            );
        }
    }

    public static string? Text(string field, string? text, int longest = LongestText) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Length > longest ? throw new Refusal(field, $"Keep it under {longest:N0} characters.")
        : text.ReplaceLineEndings("\n").Trim();

    private static DecisionSubstance Substantial(DecisionContent content)
    {
        var title = content.Title?.Trim() ?? "";
        if (title.Length is 0 or > 200 || title.Any(char.IsControl))
            throw new Refusal("title", "Say what is decided, in 1 to 200 characters on one line.");
        var options = content
            .Options.Where(option => !option.IsBlank)
            .Select(option => new OptionContent(
                Text("options", option.Title, 200) is { } name && !name.Contains('\n', StringComparison.Ordinal)
                    ? name
                    : throw new Refusal("options", "Give every option a name on one line."),
                Text("options", option.Description),
                Text("options", option.Pros),
                Text("options", option.Cons),
                option.Chosen
            ))
            .ToList();
        if (options.Count > MostOptions)
            throw new Refusal("options", $"Weigh at most {MostOptions} options.");
        if (options.Count(option => option.Chosen) > 1)
            throw new Refusal("options", "Choose one option; what combines two is an option of its own.");
        if (!Enum.IsDefined(content.DataClass))
            throw new Refusal("dataClass", "Choose open, people or private.");
        return new(
            title,
            Text("context", content.Context),
            Text("drivers", content.Drivers),
            Text("constraints", content.Constraints),
            options,
            Text("outcome", content.Outcome),
            Text("consequences", content.Consequences),
            Text("confirmation", content.Confirmation)
        );
    }

    private static async Task<List<Guid>> MeasuresAsync(
        AppDb db,
        IReadOnlyList<string> named,
        CancellationToken cancellation
    )
    {
        var asked = named
            .Select(text => text.Trim())
            .Where(text => text.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (asked.Count > MostLinks)
            throw new Refusal("measures", $"Cite at most {MostLinks} measures.");
        if (asked.Count == 0)
            return [];
        // Databases differ in how they compare letters beyond ASCII, and measures are few enough to be compared here.
        var all = await db.Set<Measure>()
            .Select(row => new
            {
                row.Id,
                row.Slug,
                row.Name,
            })
            .ToListAsync(cancellation);
        var found = new HashSet<Guid>();
        foreach (var text in asked)
        {
            var matches = all.FindAll(row => row.Slug == text);
            if (matches.Count == 0)
                matches = all.FindAll(row => row.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
            found.Add(
                matches switch
                {
                    [var one] => one.Id,
                    [] => throw new Refusal("measures", $"There is no measure “{text}”."),
                    _ => throw new Refusal(
                        "measures",
                        $"{matches.Count} measures are called “{text}”. Give the last part of the address of one: {string.Join(", ", matches.Select(row => row.Slug))}."
                    ),
                }
            );
        }
        return [.. found];
    }
}
