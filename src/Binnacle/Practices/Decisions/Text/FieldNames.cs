namespace Binnacle.Practices.Decisions.Text;

/// <summary>A field under the names that it has in the formats.</summary>
/// <param name="Front">Keys in a front matter, the usual one first.</param>
/// <param name="Header">Names in lines below the title, in lower case.</param>
/// <param name="Word">As written below a title where the record has none yet.</param>
internal sealed record FieldName(string Name, string[] Front, string[] Header, string Word);

internal static class FieldNames
{
    public const string Status = "status";
    public const string Date = "date";
    public const string Title = "title";
    public const string Supersedes = "supersedes";
    public const string SupersededBy = "superseded-by";

    private static readonly FieldName[] Known =
    [
        new(Title, ["title"], [], "Title"),
        new(Status, ["status", "state"], ["status", "adr status", "decision status", "state"], "Status"),
        new(
            Date,
            ["date", "decision-date", "decided", "decided-on", "created"],
            ["date", "decision date", "decided", "decided on", "date decided", "created", "last updated"],
            "Date"
        ),
        new(
            "decision-makers",
            ["decision-makers", "deciders", "decision_makers", "decisionMakers"],
            ["deciders", "decider", "decision makers", "decision-makers", "decision maker"],
            "Deciders"
        ),
        new("consulted", ["consulted"], ["consulted"], "Consulted"),
        new("informed", ["informed"], ["informed"], "Informed"),
        new("tags", ["tags"], ["tags"], "Tags"),
        new(Supersedes, ["supersedes", "replaces"], ["supersedes", "supercedes", "replaces"], "Supersedes"),
        new(
            SupersededBy,
            ["superseded-by", "superseded_by", "supersededBy", "superseded by", "replaced-by"],
            ["superseded by", "superseded-by", "superceded by", "replaced by"],
            "Superseded by"
        ),
    ];

    /// <summary>In which order the fields stand in a front matter, and below a title.</summary>
    public static readonly string[] FrontOrder =
    [
        Title,
        Status,
        Date,
        "decision-makers",
        "consulted",
        "informed",
        "tags",
    ];
    public static readonly string[] HeaderOrder = [Status, "decision-makers", Date, "tags", "consulted", "informed"];

    public static string[] All => [.. Known.Select(name => name.Name)];

    public static FieldName Of(string name) => Find(name) ?? new(name, [name], [name.ToLowerInvariant()], name);

    /// <summary>Null for a name that none of the formats has.</summary>
    public static FieldName? Find(string name) =>
        Array.Find(
            Known,
            field =>
                field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                || field.Front.Contains(name, StringComparer.OrdinalIgnoreCase)
                || field.Header.Contains(name, StringComparer.OrdinalIgnoreCase)
        );
}
