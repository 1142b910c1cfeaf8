using Binnacle.Platform;

namespace Binnacle.Practices.Flow.Blockers;

public static class BlockerWords
{
    /// <summary>What is waited for: "Waiting for another team".</summary>
    public static string Words(this BlockerKind? kind) => kind is { } known ? known.Words() : "not said";

    public static string Words(this BlockerKind kind) =>
        kind switch
        {
            BlockerKind.Review => "a review",
            BlockerKind.OtherTeam => "another team",
            BlockerKind.Decision => "a decision",
            BlockerKind.Environment => "an environment",
            BlockerKind.Access => "access",
            BlockerKind.Vendor => "a vendor",
            BlockerKind.UnclearNeed => "an unclear need",
            _ => "something else",
        };

    /// <summary>As it stands in addresses, and in JSON.</summary>
    public static string Slug(this BlockerKind kind) => KebabCase.Of(kind);

    public static BlockerKind? KindOf(string? slug) => KebabCase.Read<BlockerKind>(slug);

    /// <summary>In a story: "raised it".</summary>
    public static string Told(this BlockerStepKind kind) =>
        kind switch
        {
            BlockerStepKind.Raised => "raised it",
            BlockerStepKind.Owned => "gave it an owner",
            BlockerStepKind.Commented => "said",
            BlockerStepKind.Unblocked => "unblocked it",
            BlockerStepKind.Reopened => "reopened it",
            _ => "dropped it: no blocker",
        };
}
