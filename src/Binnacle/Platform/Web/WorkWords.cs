namespace Binnacle.Platform.Web;

/// <summary>Kinds of work and what decided them, as they read on a page.</summary>
public static class WorkWords
{
    public static string Word(this WorkKind kind) =>
        kind switch
        {
            WorkKind.Feature => "feature",
            WorkKind.Fix => "fix",
            WorkKind.Debt => "debt",
            WorkKind.Reliability => "reliability",
            WorkKind.Security => "security",
            WorkKind.Upkeep => "upkeep",
            _ => "uncategorised",
        };

    /// <summary>After "decided by".</summary>
    public static string Word(this DecidedBy by) =>
        by switch
        {
            DecidedBy.ConventionalCommit => "the type in front",
            DecidedBy.Revert => "the revert",
            DecidedBy.Words => "words of the subject",
            _ => "nothing",
        };

    public static WorkKind? KindOf(string? word) =>
        word is null
            ? null
            : Enum.GetValues<WorkKind>().Cast<WorkKind?>().FirstOrDefault(kind => kind!.Value.Word() == word);
}
