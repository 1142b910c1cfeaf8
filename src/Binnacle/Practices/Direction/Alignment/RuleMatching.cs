using System.Globalization;
using System.Text.RegularExpressions;
using Binnacle.Platform;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>What a rule looks at. The order is that of precedence: what names the work itself goes before where it lies.</summary>
public enum RuleKind
{
    /// <summary>One commit or pull request, by id, number or address.</summary>
    Link,

    /// <summary>An issue key in the subject or in the branch: a pattern, or keys with commas between.</summary>
    IssueKey,

    /// <summary><c>[label]</c> or <c>#label</c> in the subject.</summary>
    Label,

    /// <summary>The branch that a merge names; <c>*</c> stands for anything.</summary>
    Branch,

    /// <summary>The scope of a conventional commit: <c>feat(scope): …</c></summary>
    Scope,

    /// <summary>Most of its files lie under this folder.</summary>
    Path,
}

/// <summary>What a rule may look at of a change.</summary>
/// <param name="Id">Full object name, lower case.</param>
/// <param name="Branch">Null where no merge tells.</param>
/// <param name="Paths">Counted files that it touched.</param>
public sealed record ChangeFacts(
    string Id,
    Guid RepositoryId,
    string Subject,
    string? Branch,
    int? PullRequest,
    IReadOnlyList<string> Paths
);

/// <summary>A rule, ready to be asked.</summary>
/// <param name="Initiative">The initiative's number, which decides where all else is equal.</param>
public sealed partial class RuleMatcher
{
    /// <summary>One question to one subject never takes longer; the engine is linear besides, so that no pattern can stall it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public const int LongestPattern = 200;

    private readonly Regex? pattern;
    private readonly HashSet<string> labels = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? commit;
    private readonly int? pullRequest;

    private RuleMatcher(RuleKind kind, string text, Guid? repositoryId, Guid id, int initiative)
    {
        (Kind, Text, RepositoryId, Id, Initiative) = (kind, text, repositoryId, id, initiative);
        switch (kind)
        {
            case RuleKind.Link:
                (commit, pullRequest) = ReadLink(text);
                if (pullRequest is not null && repositoryId is null)
                    throw new Refusal("repository", "A number of a pull request says little without its repository.");
                break;
            case RuleKind.IssueKey:
                pattern = Regexp(Keys(text));
                break;
            case RuleKind.Label:
                labels.UnionWith(Words(text).Select(word => word.TrimStart('#').Trim('[', ']')));
                break;
            case RuleKind.Branch:
            case RuleKind.Scope:
                pattern = Regexp($"^(?:{string.Join('|', Words(text).Select(Glob))})$");
                break;
            default:
                if (repositoryId is null)
                    throw new Refusal("repository", "A folder lies in a repository. Choose the repository, too.");
                break;
        }
    }

    public RuleKind Kind { get; }

    public string Text { get; }

    public Guid? RepositoryId { get; }

    public Guid Id { get; }

    public int Initiative { get; }

    /// <exception cref="Refusal">The pattern cannot be read, is too long, or matches the empty text.</exception>
    public static RuleMatcher Of(
        RuleKind kind,
        string? pattern,
        Guid? repositoryId = null,
        Guid id = default,
        int initiative = 0
    )
    {
        var text = pattern?.Trim() ?? "";
        if (kind is RuleKind.Path)
            text = text.Trim('/');
        if (text.Length is 0 or > LongestPattern)
            throw new Refusal("pattern", $"Give what to look for, in 1 to {LongestPattern} characters.");
        if (text.Any(char.IsControl))
            throw new Refusal("pattern", "Write it on one line.");
        return new(kind, text, repositoryId, id, initiative);
    }

    public bool Matches(ChangeFacts change)
    {
        if (RepositoryId is { } own && own != change.RepositoryId)
            return false;
        return Kind switch
        {
            RuleKind.Link => commit is not null
                ? change.Id.StartsWith(commit, StringComparison.Ordinal)
                : change.PullRequest is { } number && number == pullRequest,
            RuleKind.IssueKey => IsFound(change.Subject) || (change.Branch is { } branch && IsFound(branch)),
            RuleKind.Label => LabelForm()
                .Matches(change.Subject)
                .Any(found => labels.Contains(found.Groups[1].Success ? found.Groups[1].Value : found.Groups[2].Value)),
            RuleKind.Branch => change.Branch is { } branch && IsFound(branch),
            RuleKind.Scope => ScopeOf(change.Subject) is { } scope && IsFound(scope),
            _ => change.Paths.Count > 0 && change.Paths.Count(IsUnder) * 2 >= change.Paths.Count,
        };
    }

    public bool IsUnder(string path) =>
        path.Length > Text.Length && path[Text.Length] == '/' && path.StartsWith(Text, StringComparison.Ordinal)
        || path == Text;

    /// <summary>Negative where the first is more specific: by kind, then the longer pattern, then the older initiative and rule.</summary>
    public static int Compare(RuleMatcher first, RuleMatcher second)
    {
        var order = first.Kind.CompareTo(second.Kind);
        if (order == 0)
            order = second.Text.Length.CompareTo(first.Text.Length);
        if (order == 0)
            order = (second.RepositoryId is not null).CompareTo(first.RepositoryId is not null);
        if (order == 0)
            order = first.Initiative.CompareTo(second.Initiative);
        return order == 0 ? first.Id.CompareTo(second.Id) : order;
    }

    /// <summary>The rules that match, the most specific first, one an initiative.</summary>
    public static IReadOnlyList<RuleMatcher> Matching(IEnumerable<RuleMatcher> rules, ChangeFacts change) =>
        [
            .. rules
                .Where(rule => rule.Matches(change))
                .Order(Comparer<RuleMatcher>.Create(Compare))
                .DistinctBy(rule => rule.Initiative),
        ];

    public static string? ScopeOf(string subject) =>
        ScopeForm().Match(subject) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>The number that forges write into the subject: <c>… (#12)</c>, <c>… (!12)</c>.</summary>
    public static int? PullRequestOf(string subject) =>
        PullRequestForm().Match(subject) is { Success: true } found
        && int.TryParse(found.Groups[1].Value, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private bool IsFound(string text)
    {
        try
        {
            return pattern!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Keys(string text)
    {
        var keys = Words(text).ToList();
        if (keys.TrueForAll(key => KeyForm().IsMatch(key)))
            return $@"\b(?:{string.Join('|', keys.Select(Regex.Escape))})\b";
        var read = $@"\b(?:{text})\b";
        return Regexp($"^(?:{text})$").IsMatch("") ? throw new Refusal("pattern", "This matches everything.") : read;
    }

    private static Regex Regexp(string text)
    {
        try
        {
            return new Regex(
                text,
                RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                Patience
            );
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            throw new Refusal(
                "pattern",
                "This is no pattern that can be used. Write keys as PAY-12, PAY-19, or a pattern as PAY-\\d+, without looking around or back."
            );
        }
    }

    private static string Glob(string text) => Regex.Escape(text).Replace("\\*", ".*", StringComparison.Ordinal);

    private static IEnumerable<string> Words(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? words : throw new Refusal("pattern", "Give what to look for.");
    }

    private static (string? Commit, int? PullRequest) ReadLink(string text)
    {
        if (LinkedRequest().Match(text) is { Success: true } request)
            return (null, int.Parse(request.Groups[1].Value, CultureInfo.InvariantCulture));
        return LinkedCommit().Match(text) is { Success: true } found
            ? (found.Groups[1].Value.ToLowerInvariant(), null)
            : throw new Refusal(
                "pattern",
                "Give a commit by 7 to 64 of its digits, a pull request as #12, or the address of either."
            );
    }

    [GeneratedRegex(@"\[([^\]\[]{1,60})\]|(?:^|\s)#([\p{L}][\w-]{0,59})")]
    private static partial Regex LabelForm();

    [GeneratedRegex(@"^[A-Za-z]+\(([^()]{1,60})\)!?:")]
    private static partial Regex ScopeForm();

    [GeneratedRegex(@"[(][#!](\d{1,9})[)]\s*$")]
    private static partial Regex PullRequestForm();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*-\d+$")]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"^(?:[#!]|https?://\S*/(?:pull|pulls|merge_requests|pull-requests)/)(\d{1,9})(?:[/?#]\S*)?$")]
    private static partial Regex LinkedRequest();

    [GeneratedRegex(@"^(?:https?://\S*/commits?/)?([0-9a-fA-F]{7,64})(?:[/?#]\S*)?$")]
    private static partial Regex LinkedCommit();
}
