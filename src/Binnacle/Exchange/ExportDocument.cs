using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Signals;

namespace Binnacle.Exchange;

/// <summary>
/// All that people wrote, as one document. Things name each other by slug and number, so that it can be read, compared and
/// edited. History is not in it: it is read from the repositories again. Nor are accounts, secrets and private commitments.
/// </summary>
public sealed record ExportDocument(
    string Format,
    int Version,
    OrganizationItem Organization,
    IReadOnlyList<TeamItem> Teams,
    IReadOnlyList<PersonItem> People,
    IReadOnlyList<RepositoryItem> Repositories,
    IReadOnlyList<ServiceItem> Services,
    IReadOnlyList<SettingItem> Settings,
    IReadOnlyList<MeasureItem> Measures,
    IReadOnlyList<CommitmentItem> Commitments,
    IReadOnlyList<ReviewMarkItem> ReviewMarks,
    DebtBook? Debt = null
)
{
    public const string FormatName = "binnacle-export";
    public const int Newest = 1;
}

/// <param name="Currency">ISO 4217; null for euros.</param>
public sealed record OrganizationItem(string Name, bool IsDemo, string? Currency = null);

public sealed record TeamItem(
    string Slug,
    string Name,
    IReadOnlyList<string> Handles,
    string? ProposedBy,
    DateTime CreatedAt,
    DateTime? ConfirmedAt,
    string? ConfirmedBy,
    DateTime? ArchivedAt
);

/// <param name="Team">A slug.</param>
public sealed record PersonItem(
    int Number,
    string Name,
    string? Team,
    DateOnly? JoinedOn,
    DateOnly? LeftOn,
    IReadOnlyList<AddressItem> Addresses,
    DateTime CreatedAt,
    DateTime? ConfirmedAt,
    string? ConfirmedBy
);

public sealed record AddressItem(string Name, string Address);

/// <param name="Team">A slug.</param>
public sealed record RepositoryItem(
    string Slug,
    string Name,
    string Location,
    bool IsClone,
    string? WebUrl,
    string? Team,
    DateTime AddedAt,
    DateTime? ArchivedAt
);

/// <param name="Team">A slug.</param>
/// <param name="Repository">A slug.</param>
public sealed record ServiceItem(
    string Slug,
    string Name,
    string? Team,
    string? Repository,
    string Path,
    bool IsCritical,
    string? ProposedBy,
    DateTime CreatedAt,
    DateTime? ConfirmedAt,
    string? ConfirmedBy,
    DateTime? ArchivedAt
);

public sealed record SettingItem(string Key, string? Team, double Value, DateTime SetAt, string SetBy);

public sealed record MeasureItem(
    string Slug,
    string Name,
    string Unit,
    MeasureDirection Better,
    bool IsOutcome,
    string? Team,
    string? ProductOwner,
    string? EngineeringOwner,
    DateTime DefinedAt,
    IReadOnlyList<PointItem> Points
);

public sealed record PointItem(DateOnly Date, double Value);

/// <param name="Owner">The number of a person.</param>
public sealed record CommitmentItem(
    int Number,
    string Title,
    string? Detail,
    int Owner,
    string? Team,
    DateOnly DueOn,
    string? Origin,
    string? OriginTitle,
    string? ExpectedCheckId,
    string? ExpectedScope,
    bool ExpectedUp,
    double? ExpectedAtLeast,
    DateOnly? VerifyOn,
    double? NumberBefore,
    DateTime MadeAt,
    string MadeBy,
    DataClass DataClass,
    ClosureItem? Closure,
    string? ExpectedMeasure = null,
    string? UnitBefore = null,
    int? VersionBefore = null,
    DateOnly? PromisedOn = null,
    DateOnly? LookOn = null,
    IReadOnlyList<DueMoveItem>? Moves = null,
    IReadOnlyList<HandOverItem>? HandOvers = null,
    IReadOnlyList<VerificationItem>? Verifications = null
);

public sealed record DueMoveItem(DateOnly DueBefore, DateOnly DueAfter, string Reason, DateTime At, string By);

public sealed record HandOverItem(string OwnerBefore, string OwnerAfter, DateTime At, string By);

public sealed record VerificationItem(
    DateOnly LookedFor,
    DateTime At,
    Verdict Verdict,
    bool LessThanPromised,
    Unmeasurable Unmeasurable,
    ComparisonMethod Method,
    string Unit,
    DateOnly? BeforeFrom,
    DateOnly? BeforeTo,
    DateOnly? AfterFrom,
    DateOnly? AfterTo,
    int CountBefore,
    int CountAfter,
    double? Before,
    double? After,
    double? Low,
    double? High,
    double? Detectable,
    VerificationAnswerItem? Answer
);

public sealed record VerificationAnswerItem(
    AnswerKind Kind,
    string? Reason,
    DateOnly? LookOn,
    int? Commitment,
    DateTime At,
    string By
);

public sealed record ClosureItem(ClosureOutcome Outcome, string? Note, DateTime At, string By);

public sealed record ReviewMarkItem(DateOnly Date, DateTime At, string By);
