using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Direction;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions.Text;

/// <param name="Supersedes">Numbers of decisions kept here.</param>
internal sealed record ExportedDecision(int Number, WrittenDecision Decision, IReadOnlyList<int> Supersedes);

/// <summary>Decisions kept in Binnacle as records in a folder of Markdown files.</summary>
internal static class DecisionExport
{
    /// <summary>Those that everybody may see; what is confidential is not written into a repository.</summary>
    public static async Task<IReadOnlyList<ExportedDecision>> DecisionsToExportAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var rows = await Told(db)
            .Where(row => row.DataClass == DataClass.Open)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var people = await db.Set<Person>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var principles = await PrinciplesAsync(db, cancellation);
        var numbers = rows.ToDictionary(row => row.Id, row => row.Number);
        var links = (
            await db.Set<DecisionLink>()
                .AsNoTracking()
                .Select(link => new { link.YoungerId, link.OlderId })
                .ToListAsync(cancellation)
        )
            .Where(link => numbers.ContainsKey(link.OlderId))
            .ToLookup(link => link.YoungerId, link => numbers[link.OlderId]);
        return
        [
            .. rows.Select(row => new ExportedDecision(
                row.Number,
                Written(row, id => people.GetValueOrDefault(id), principles),
                [.. links[row.Id].Order()]
            )),
        ];
    }

    /// <summary>One decision as a document has it; null where there is none or the viewer may not see it.</summary>
    public static async Task<(Guid Id, WrittenDecision Decision)?> DecisionToExportAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    )
    {
        if (await Told(db).SingleOrDefaultAsync(row => row.Number == number, cancellation) is not { } row)
            return null;
        var ids = row.Advice.Select(advice => advice.PersonId).Append(row.DeciderId).OfType<Guid>().Distinct().ToList();
        var people = await db.Set<Person>()
            .Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        return (row.Id, Written(row, id => people.GetValueOrDefault(id), await PrinciplesAsync(db, cancellation)));
    }

    /// <summary>With what a document tells of a decision.</summary>
    private static IQueryable<Decision> Told(AppDb db) =>
        db.Set<Decision>()
            .AsNoTracking()
            .AsSplitQuery()
            .Include(row => row.Options)
            .Include(row => row.Advice)
            .Include(row => row.Principles);

    private static async Task<Dictionary<int, string>> PrinciplesAsync(AppDb db, CancellationToken cancellation) =>
        (await db.PrinciplesAsync(cancellation)).ToDictionary(choice => choice.Number, choice => choice.Name);

    /// <summary>A decision as a document has it.</summary>
    public static WrittenDecision Written(
        Decision row,
        Func<Guid, string?> person,
        IReadOnlyDictionary<int, string> principles
    ) =>
        new()
        {
            Title = row.Title,
            Status = row.Status,
            Date = DateOnly.FromDateTime(row.DecidedAt ?? row.WrittenAt),
            DecisionMakers = row.DeciderId is { } decider && person(decider) is { } name ? [name] : [],
            Consulted =
            [
                .. row
                    .Advice.Select(advice => advice.PersonId is { } id ? person(id) : null)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            Context = row.Context,
            Drivers = row.Drivers,
            Options =
            [
                .. row
                    .Options.OrderBy(option => option.Position)
                    .Select(option => new WrittenOption(
                        option.Title,
                        option.Description,
                        [.. Arguments(ArgumentKind.Good, option.Pros), .. Arguments(ArgumentKind.Bad, option.Cons)]
                    )),
            ],
            Outcome = Outcome(row),
            Consequences = row.Consequences,
            Confirmation = row.Confirmation,
            Principles =
            [
                .. row
                    .Principles.OrderBy(one => one.Number)
                    .Select(one => principles.GetValueOrDefault(one.Number, $"principle {one.Number}")),
            ],
            Advice =
            [
                .. row
                    .Advice.Where(advice => !string.IsNullOrWhiteSpace(advice.Text))
                    .OrderBy(advice => advice.GivenAt)
                    .Select(advice => new WrittenAdvice(
                        (advice.PersonId is { } id ? person(id) : null) ?? advice.GivenBy ?? "Somebody",
                        advice.Text!
                    )),
            ],
            Others = string.IsNullOrWhiteSpace(row.Constraints)
                ? []
                : [new WrittenSection("Constraints", row.Constraints)],
            MoreInformation = row.RevisitOn is { } day ? $"To be revisited on {day:yyyy-MM-dd}." : null,
        };

    /// <summary>
    /// The records that an export writes: one for each decision that the folder does not have yet by its title; of the
    /// others the status follows. Links stand both ways.
    /// </summary>
    /// <exception cref="Refusal">A record of the folder takes no change.</exception>
    public static IReadOnlyList<DecisionText> Into(
        DecisionFolder folder,
        IReadOnlyList<ExportedDecision> decisions,
        DecisionFormat? format,
        DateOnly today
    )
    {
        var habit = folder.Habit(format);
        var (isEmpty, next) = (folder.Records.Count == 0, folder.NextNumber);
        var written = new Dictionary<int, DecisionText>();
        var paths = folder
            .Files.Select(file => Path.GetFileName(file.Path))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (own, decision, _) in decisions)
        {
            var title = decision.Normalised().Title;
            if (
                folder.Records.FirstOrDefault(record =>
                    record.Title.Equals(title, StringComparison.OrdinalIgnoreCase)
                ) is
                { } kept
            )
            {
                written[own] =
                    kept.Status == decision.Status || decision.Status is DecisionStatus.Unknown
                        ? kept
                        : kept.Set(FieldNames.Status, decision.Status.Word());
                continue;
            }
            int? number =
                habit.IsDated ? null
                : isEmpty ? own
                : next++;
            var name = habit.FileName(title, number, decision.Date ?? today);
            if (!paths.Add(name))
                throw new Refusal("title", $"{name} is there already, under another title; nothing was written.");
            written[own] = DecisionWriter.Write(decision, habit, Path.Combine(folder.Path, name), number);
        }
        foreach (var (own, _, older) in decisions.Where(decision => decision.Supersedes.Count > 0))
        {
            written[own] = written[own].Supersede(older.Select(number => written[number]), habit.Words);
            foreach (var number in older.Where(number => written[number].Status is DecisionStatus.Superseded))
                written[number] = written[number].SupersededBy([written[own]], habit.Words);
        }
        return [.. written.Values];
    }

    private static string? Outcome(Decision row)
    {
        var chosen = row.Options.Find(option => option.IsChosen)?.Title;
        return chosen is null || row.Outcome?.Contains(chosen, StringComparison.OrdinalIgnoreCase) == true ? row.Outcome
            : string.IsNullOrWhiteSpace(row.Outcome) ? $"Chosen option: \"{chosen}\"."
            : $"Chosen option: \"{chosen}\".\n\n{row.Outcome}";
    }

    private static IEnumerable<WrittenArgument> Arguments(ArgumentKind kind, string? lines) =>
        (lines ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => new WrittenArgument(kind, line));
}
