using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <param name="Show">One of <see cref="Choices"/>; null for all.</param>
/// <param name="Scope">A team as <c>team:payments</c> or a repository; null or the organization for all.</param>
/// <param name="Status">One state exactly: "proposed", "on-hold", "accepted" …</param>
/// <param name="Text">Part of the title, context or outcome; of those in repositories part of title or path.</param>
/// <param name="Measure">The slug of a measure that is cited.</param>
public sealed record DecisionFilter(
    string? Show = null,
    string? Scope = null,
    string? Status = null,
    string? Text = null,
    string? Sort = null,
    string? Measure = null
)
{
    /// <summary>"asked" is advice asked of the viewer, "revisit" accepted ones whose day to look again has come.</summary>
    public static readonly IReadOnlyList<string> Choices = ["all", "undecided", "asked", "accepted", "revisit", "past"];

    public DecisionStatus? StatusSought =>
        string.IsNullOrEmpty(Status)
            ? null
            : Enum.GetValues<DecisionStatus>()
                .Cast<DecisionStatus?>()
                .FirstOrDefault(status => status!.Value.Word().Replace(' ', '-') == Status.Replace(' ', '-'))
                ?? throw new Refusal(
                    "status",
                    "Choose draft, proposed, on-hold, accepted, rejected, deprecated, superseded or unknown."
                );
}

/// <summary>A decision in a list: kept here, or read from a repository.</summary>
/// <param name="Number">Null where it stands in a repository alone.</param>
/// <param name="Label">"12", or its number in the repository.</param>
/// <param name="StatusAt">Since when; of those in repositories the day in the record, else of the last change.</param>
/// <param name="DaysWaited">From proposed to accepted or rejected; null while it waits or where nobody saw it wait.</param>
/// <param name="Repository">Null where it is kept here alone.</param>
public sealed record DecisionRow(
    int? Number,
    int? Document,
    string? Label,
    string Title,
    DecisionStatus Status,
    DateTime StatusAt,
    string? Team,
    string? Repository,
    string? Path,
    DateTime? WaitingSince,
    DateTime? DecidedAt,
    double? DaysWaited,
    DateOnly? RevisitOn,
    bool Confirmed,
    int Advice,
    string Url
)
{
    public bool IsUndecided =>
        Status is DecisionStatus.Draft or DecisionStatus.Proposed or DecisionStatus.OnHold
        || (Status is DecisionStatus.Unknown && Number is not null);

    public bool IsPast => Status is DecisionStatus.Rejected or DecisionStatus.Deprecated or DecisionStatus.Superseded;

    public bool IsDue(DateOnly today) => Status is DecisionStatus.Accepted && RevisitOn < today;
}

/// <summary>All decisions of a scope that the viewer may see. A record that was taken over stands here once, as ours.</summary>
/// <param name="Asked">Numbers of those that wait for the viewer's advice.</param>
public sealed record DecisionRegister(IReadOnlyList<DecisionRow> Rows, IReadOnlySet<int> Asked, DateOnly Today)
{
    public int Count(string show) => Rows.Count(row => Shows(show, row));

    /// <summary>Newest first, unless asked otherwise.</summary>
    public IReadOnlyList<DecisionRow> Shown(DecisionFilter filter)
    {
        var show = string.IsNullOrEmpty(filter.Show) ? "all" : filter.Show;
        if (!DecisionFilter.Choices.Contains(show))
            throw new Refusal("show", $"Choose {string.Join(", ", DecisionFilter.Choices)}.");
        var status = filter.StatusSought;
        var rows = Rows.Where(row => Shows(show, row) && (status is null || row.Status == status));
        return
        [
            .. filter.Sort switch
            {
                "title" => rows.OrderBy(row => row.Title, StringComparer.OrdinalIgnoreCase),
                "-title" => rows.OrderByDescending(row => row.Title, StringComparer.OrdinalIgnoreCase),
                "since" => rows.OrderBy(row => row.StatusAt),
                "waited" => rows.OrderBy(row => row.DaysWaited ?? double.MaxValue),
                "-waited" => rows.OrderByDescending(row => row.DaysWaited ?? -1),
                "revisit" => rows.OrderBy(row => row.RevisitOn ?? DateOnly.MaxValue),
                "-revisit" => rows.OrderByDescending(row => row.RevisitOn ?? DateOnly.MinValue),
                _ when show is "undecided" or "asked" => rows.OrderBy(row => row.WaitingSince ?? row.StatusAt),
                _ when show is "revisit" => rows.OrderBy(row => row.RevisitOn),
                _ => rows.OrderByDescending(row => row.StatusAt),
            },
        ];
    }

    private bool Shows(string show, DecisionRow row) =>
        show switch
        {
            "undecided" => row.IsUndecided,
            "asked" => row.Number is { } number && Asked.Contains(number),
            "accepted" => row.Status is DecisionStatus.Accepted,
            "revisit" => row.IsDue(Today),
            "past" => row.IsPast,
            _ => true,
        };
}

public static class DecisionRegisters
{
    /// <summary>Where a row stands, for the scope.</summary>
    private sealed record Placed(DecisionRow Row, Guid? TeamId, string? Repository);

    public static async Task<DecisionRegister> DecisionRegisterAsync(
        this AppDb db,
        RepositoryDecisions repositories,
        DecisionFilter filter,
        CancellationToken cancellation = default
    )
    {
        var (kind, slug) = filter.Scope?.Split(':', 2) is [var scope, var name] ? (scope, name) : ("", "");
        var team =
            kind == "team"
                ? await db.Set<Team>()
                    .Where(row => row.Slug == slug)
                    .Select(row => (Guid?)row.Id)
                    .FirstOrDefaultAsync(cancellation)
                : null;
        var sought = await SoughtAsync(db, filter, cancellation);
        var all = await db.RememberAsync(
            $"decisions:{db.Viewer.Sight}",
            () => ReadAsync(db, repositories, cancellation),
            cancellation
        );
        var rows = all.Where(row => kind != "team" || row.TeamId == team)
            .Where(row => kind != "repository" || row.Repository == slug)
            .Select(row => row.Row)
            .Where(row =>
                row.Number is { } number
                    ? sought?.Contains(number) is not false
                    : filter.Measure is not { Length: > 0 } && Holds(row, filter.Text)
            );
        return new([.. rows], await db.DecisionsAskingMeAsync(cancellation), db.Today);
    }

    /// <summary>Numbers of ours that the filter's words and measure ask for; null for all.</summary>
    private static async Task<HashSet<int>?> SoughtAsync(
        AppDb db,
        DecisionFilter filter,
        CancellationToken cancellation
    )
    {
        var rows = db.Set<Decision>().AsNoTracking();
        if (filter.Measure is { Length: > 0 } measure)
            rows = rows.Where(row =>
                row.Measures.Any(cited =>
                    db.Set<Platform.Signals.Measure>()
                        .Any(known => known.Id == cited.MeasureId && known.Slug == measure)
                )
            );
        else if (string.IsNullOrWhiteSpace(filter.Text))
            return null;
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var sought = filter.Text.Trim();
            var folded = sought.ToLowerInvariant();
            var number = int.TryParse(sought.TrimStart('#'), CultureInfo.InvariantCulture, out var given) ? given : -1;
            rows = rows.Where(row =>
                row.Number == number
                || row.Title.Contains(sought)
                || row.Title.ToLower().Contains(folded)
                || row.Context!.ToLower().Contains(folded)
                || row.Outcome!.ToLower().Contains(folded)
            );
        }
        return await rows.Select(row => row.Number).ToHashSetAsync(cancellation);
    }

    private static async Task<IReadOnlyList<Placed>> ReadAsync(
        AppDb db,
        RepositoryDecisions repositories,
        CancellationToken cancellation
    )
    {
        var teams = await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        string? NameOf(Guid? id) => id is { } known ? teams.GetValueOrDefault(known) : null;
        var found = await repositories.ReadAsync(db, cancellation);
        var taken = await db.Set<Decision>()
            .Where(row => row.DocumentId != null)
            .Select(row => row.DocumentId!.Value)
            .ToHashSetAsync(cancellation);
        var places = found.Where(row => taken.Contains(row.DocumentId)).ToDictionary(row => row.DocumentId);
        var own = await db.Set<Decision>()
            .OrderByDescending(row => row.Number)
            .Select(row => new
            {
                row.Number,
                row.Title,
                row.Status,
                row.StatusAt,
                row.TeamId,
                row.DocumentId,
                row.ProposedAt,
                row.DecidedAt,
                row.RevisitOn,
                IsConfirmed = row.Confirmations.Count > 0,
                Advice = row.Advice.Count(advice => advice.GivenAt != null),
            })
            .ToListAsync(cancellation);
        return
        [
            .. own.Select(row =>
            {
                var place = row.DocumentId is { } document ? places.GetValueOrDefault(document) : null;
                return new Placed(
                    new(
                        row.Number,
                        place?.Document,
                        row.Number.ToString(CultureInfo.InvariantCulture),
                        row.Title,
                        row.Status,
                        row.StatusAt,
                        NameOf(row.TeamId),
                        place?.Repository,
                        place?.Path,
                        row.Status
                            is DecisionStatus.Unknown
                                or DecisionStatus.Draft
                                or DecisionStatus.Proposed
                                or DecisionStatus.OnHold
                            ? row.ProposedAt ?? row.StatusAt
                            : null,
                        row.DecidedAt,
                        (row.DecidedAt - row.ProposedAt)?.TotalDays,
                        row.RevisitOn,
                        row.IsConfirmed,
                        row.Advice,
                        $"/practices/decisions/{row.Number}"
                    ),
                    row.TeamId,
                    place?.RepositorySlug
                );
            }),
            .. found
                .Where(row => !taken.Contains(row.DocumentId))
                .Select(row => new Placed(Row(row, NameOf(row.TeamId)), row.TeamId, row.RepositorySlug)),
        ];
    }

    private static DecisionRow Row(RepositoryDecision row, string? team) =>
        new(
            null,
            row.Document,
            row.Label,
            row.Title,
            row.Status,
            row.Date is { } day ? day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : row.ChangedAt,
            team,
            row.Repository,
            row.Path,
            row.IsUndecided ? row.WaitingSince : null,
            row.DecidedAt,
            (row.DecidedAt - row.WaitingSince)?.TotalDays,
            row.RevisitOn,
            row.HasConfirmation,
            0,
            $"/practices/decisions/records/{row.Document}"
        );

    private static bool Holds(DecisionRow row, string? text) =>
        string.IsNullOrWhiteSpace(text)
        || row.Title.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase)
        || row.Path!.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase);
}
