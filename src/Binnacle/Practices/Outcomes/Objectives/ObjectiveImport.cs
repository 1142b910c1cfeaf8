using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <param name="Closed">Objectives that are closed or dropped, in the file or here: that is decided on a page, with words.</param>
public sealed record ObjectivesImported(int Added, int Changed, int Unchanged, int Closed)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string InWords =>
        $"{Added} added, {Changed} changed, {Unchanged} the same"
        + (Closed > 0 ? $", {Closed} left out because they are closed or dropped" : "");
}

/// <summary>Takes a list of objectives whole, or tells the first twenty problems and takes nothing.</summary>
public static class ObjectiveImport
{
    private const int MostProblems = 20;

    public static async Task<(ObjectivesImported? Imported, IReadOnlyList<CsvProblem> Problems)> ImportObjectivesAsync(
        this AppDb db,
        string text,
        CancellationToken cancellation = default
    )
    {
        var (rows, problems) = ObjectiveCsv.Read(text);
        if (problems.Count > 0)
            return (null, [.. problems.Take(MostProblems)]);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var run = new ObjectiveImportRun(
            db,
            await db.Set<Team>().Where(team => team.ArchivedAt == null).ToListAsync(cancellation),
            (await db.Set<Measure>().Select(row => row.Slug).ToListAsync(cancellation)).ToHashSet(
                StringComparer.Ordinal
            )
        );
        var groups = rows.GroupBy(row =>
            (row["number"], row["objective"]!.ToLowerInvariant(), row["team"], row["quarter"], row["from"], row["to"])
        );
        foreach (var group in groups)
        {
            await run.TakeAsync([.. group], cancellation);
            if (run.Problems.Count >= MostProblems)
                break;
        }
        if (run.Problems.Count == 0)
        {
            await transaction.CommitAsync(cancellation);
            return (run.Done, []);
        }
        await transaction.RollbackAsync(cancellation);
        db.ChangeTracker.Clear();
        return (null, [.. run.Problems.Take(MostProblems)]);
    }
}

/// <summary>One file on its way in; each objective uses the verbs of the pages, so that the Timeline tells of it.</summary>
internal sealed class ObjectiveImportRun(AppDb db, IReadOnlyList<Team> teams, IReadOnlySet<string> measures)
{
    private int added;
    private int changed;
    private int unchanged;
    private int closed;

    public List<CsvProblem> Problems { get; } = [];

    public ObjectivesImported Done => new(added, changed, unchanged, closed);

    public async Task TakeAsync(IReadOnlyList<ObjectiveCsvRow> lines, CancellationToken cancellation)
    {
        try
        {
            if (lines.Any(line => line["state"]?.ToLowerInvariant() is "closed" or "dropped"))
            {
                closed++;
                return;
            }
            var draft = Draft(lines);
            if (Problems.Count > 0)
                return;
            if (await FindAsync(lines[0], draft, cancellation) is { } known)
                await ChangeAsync(known, draft, lines, cancellation);
            else
                await AddAsync(draft, lines, cancellation);
        }
        catch (Refusal refused)
        {
            Problems.Add(Problem(lines, refused.Field, refused.Message));
        }
        catch (NotAllowed refused)
        {
            Problems.Add(Problem(lines, "scope", refused.Message));
        }
    }

    private async Task AddAsync(
        ObjectiveDraft draft,
        IReadOnlyList<ObjectiveCsvRow> lines,
        CancellationToken cancellation
    )
    {
        var objective = await db.AddObjectiveAsync(draft, cancellation);
        if (IsActive(lines))
            await db.ActivateAsync(objective, cancellation);
        added++;
    }

    /// <summary>Key results are the same by title; those that the file does not name stay.</summary>
    private async Task ChangeAsync(
        Objective known,
        ObjectiveDraft draft,
        IReadOnlyList<ObjectiveCsvRow> lines,
        CancellationToken cancellation
    )
    {
        if (known.State.Stage is ObjectiveStage.Closed or ObjectiveStage.Dropped)
        {
            closed++;
            return;
        }
        var before = await ObjectiveChoices.DraftAsync(db, known, cancellation);
        var results = before.KeyResults!.ToList();
        foreach (var said in draft.KeyResults!)
        {
            var at = results.FindIndex(result => result.Title!.Equals(said.Title, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                results.Add(said);
            else
                results[at] = said with
                {
                    Position = results[at].Position,
                    Unit = said.Unit ?? results[at].Unit,
                    Weight = said.Weight ?? results[at].Weight,
                    Measure = said.Measure ?? results[at].Measure,
                };
        }
        var told = await db.Set<Platform.Timeline.TimelineEvent>().CountAsync(cancellation);
        await db.ChangeAsync(
            known,
            draft with
            {
                Why = draft.Why ?? before.Why,
                Scope = lines[0]["team"] is null ? before.Scope : draft.Scope,
                KeyResults = results,
            },
            cancellation
        );
        if (IsActive(lines) && known.State.Stage is ObjectiveStage.Draft)
            await db.ActivateAsync(known, cancellation);
        if (await db.Set<Platform.Timeline.TimelineEvent>().CountAsync(cancellation) == told)
            unchanged++;
        else
            changed++;
    }

    private async Task<Objective?> FindAsync(ObjectiveCsvRow line, ObjectiveDraft draft, CancellationToken cancellation)
    {
        if (line["number"] is { } cell)
        {
            if (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new Refusal("number", "the number of an objective, or nothing");
            if (await db.ObjectiveAsync(number, cancellation) is not { } known)
                return null;
            return known.Title.Equals(draft.Title, StringComparison.OrdinalIgnoreCase)
                ? known
                : throw new Refusal("title", $"“{known.Title}”, which is objective {number} here, or no number");
        }
        var from = Quarter.Read(draft.Quarter)?.First ?? draft.StartsOn;
        var team = teams.FirstOrDefault(team => team.Slug == ScopeText.TeamSlug(draft.Scope))?.Id;
        var title = draft.Title;
        var same = await db.Set<Objective>()
            .Where(row => row.StartsOn == from && row.TeamId == team)
            .Select(row => new { row.Number, row.Title })
            .ToListAsync(cancellation);
        return same.Find(row => row.Title.Equals(title, StringComparison.OrdinalIgnoreCase)) is { } found
            ? await db.ObjectiveAsync(found.Number, cancellation)
            : null;
    }

    private ObjectiveDraft Draft(IReadOnlyList<ObjectiveCsvRow> lines)
    {
        var first = lines[0];
        string? scope = null;
        if (first["team"] is { } cell)
        {
            var team =
                teams.FirstOrDefault(team =>
                    team.Slug == cell || team.Name.Equals(cell, StringComparison.OrdinalIgnoreCase)
                ) ?? throw new Refusal("scope", "a team of the catalogue");
            scope = ScopeText.OfTeam(team.Slug);
        }
        foreach (var line in lines)
            if (line["measure"] is { } slug && !measures.Contains(slug))
                Problems.Add(line.Problem("measure", "the slug of a measure that is defined"));
        return new(
            first["objective"],
            First(lines, "why"),
            first["quarter"],
            ObjectiveCsv.Day(first["from"]),
            ObjectiveCsv.Day(first["to"]),
            scope,
            First(lines, "product owner"),
            null,
            First(lines, "engineering owner"),
            null,
            [
                .. lines
                    .Where(line => line["key result"] is not null)
                    .Select(line => new KeyResultDraft(
                        line["key result"],
                        ObjectiveCsv.Number(line["start"]),
                        ObjectiveCsv.Number(line["target"]),
                        line["unit"],
                        line["measure"],
                        ObjectiveCsv.Number(line["weight"])
                    )),
            ]
        );
    }

    private static string? First(IEnumerable<ObjectiveCsvRow> lines, string column) =>
        lines.Select(line => line[column]).FirstOrDefault(cell => cell is not null);

    private static bool IsActive(IEnumerable<ObjectiveCsvRow> lines) =>
        First(lines, "state")?.Equals("active", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>What a form would say beside the field stands here with its line and column.</summary>
    private static CsvProblem Problem(IReadOnlyList<ObjectiveCsvRow> lines, string field, string message)
    {
        var column = field switch
        {
            "title" => "objective",
            "scope" => "team",
            "productOwner" => "product owner",
            "engineeringOwner" => "engineering owner",
            "quarter" when lines[0]["quarter"] is null => "from",
            "startsOn" => "from",
            "endsOn" => "to",
            "keyResults" => "key result",
            _ => field,
        };
        var line = lines.FirstOrDefault(line => line[column] is not null) ?? lines[0];
        // A sentence is what a form says; the rest is what was expected.
        return line.Problem(column, message) with { Message = char.IsUpper(message[0]) ? message : null };
    }
}
