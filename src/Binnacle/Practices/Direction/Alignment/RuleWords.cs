namespace Binnacle.Practices.Direction.Alignment;

public static class RuleWords
{
    public static string Name(this RuleKind kind) =>
        kind switch
        {
            RuleKind.Link => "commit or pull request",
            RuleKind.IssueKey => "issue key",
            RuleKind.Label => "label in the subject",
            RuleKind.Branch => "branch",
            RuleKind.Scope => "scope of the subject",
            _ => "folder",
        };

    /// <summary>In URLs and in the API.</summary>
    public static string Slug(this RuleKind kind) =>
        kind switch
        {
            RuleKind.Link => "link",
            RuleKind.IssueKey => "issue-key",
            RuleKind.Label => "label",
            RuleKind.Branch => "branch",
            RuleKind.Scope => "scope",
            _ => "path",
        };

    public static RuleKind? KindOf(string? slug) =>
        Enum.GetValues<RuleKind>().Cast<RuleKind?>().FirstOrDefault(kind => kind!.Value.Slug() == slug);

    public static string Example(this RuleKind kind) =>
        kind switch
        {
            RuleKind.Link => "4f2a91c, #12, or an address",
            RuleKind.IssueKey => "PAY-\\d+, or PAY-12, PAY-19",
            RuleKind.Label => "guest-checkout",
            RuleKind.Branch => "guest-checkout/*",
            RuleKind.Scope => "checkout, cart",
            _ => "services/checkout",
        };
}
