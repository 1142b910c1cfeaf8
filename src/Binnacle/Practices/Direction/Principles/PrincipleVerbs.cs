using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Principles;

/// <param name="Over">What is given up for it where both cannot be had.</param>
/// <param name="Objectives">Numbers of the objectives that it stands behind.</param>
public sealed record PrincipleDraft(
    string? Name,
    string? Sentence = null,
    string? Over = null,
    IReadOnlyList<int>? Objectives = null
);

public static class PrincipleVerbs
{
    public static async Task<Principle> AddPrincipleAsync(
        this AppDb db,
        PrincipleDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        await RequireRoomAsync(db, cancellation);
        var principle = new Principle
        {
            Number = (int)await db.TakeNumbersAsync("principle", 1, cancellation),
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        await SetAsync(db, principle, draft, cancellation);
        db.Add(principle);
        db.Record("principle.added", principle.Name, principle.Url, $"{principle.Name}, even over {principle.Over}");
        await db.SaveChangesAsync(cancellation);
        return principle;
    }

    public static async Task ChangeAsync(
        this AppDb db,
        Principle principle,
        PrincipleDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var before = (principle.Name, principle.Sentence, principle.Over, Numbers(principle));
        await SetAsync(db, principle, draft, cancellation);
        var changes = new Changes()
            .Add("name", before.Name, principle.Name)
            .Add("sentence", before.Sentence, principle.Sentence)
            .Add("even over", before.Over, principle.Over)
            .Add("objectives", before.Item4, Numbers(principle));
        if (!changes.Any)
            return;
        db.Record("principle.changed", principle.Name, principle.Url, changes.Told);
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task RetireAsync(
        this AppDb db,
        Principle principle,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        if (principle.Retirement is not null)
            throw new Refusal("reason", "It is retired already.");
        var why = DirectionAccess.Text("reason", reason, 1000, "Say why it guides no more");
        db.Add(
            new PrincipleRetirement
            {
                PrincipleId = principle.Id,
                Reason = why,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        db.Record("principle.retired", principle.Name, principle.Url, why);
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task BringBackAsync(
        this AppDb db,
        Principle principle,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        if (principle.Retirement is not { } retirement)
            return;
        await RequireRoomAsync(db, cancellation);
        retirement.BroughtBackAt = db.Now;
        db.Record("principle.brought-back", principle.Name, principle.Url);
        await db.SaveChangesAsync(cancellation);
    }

    public static Task<List<Principle>> AllPrinciplesAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<Principle>()
            .AsNoTracking()
            .Include(row => row.Retirements)
            .Include(row => row.Objectives)
            .AsSplitQuery()
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);

    public static Task<Principle?> PrincipleAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    ) =>
        db.Set<Principle>()
            .Include(row => row.Retirements)
            .Include(row => row.Objectives)
            .FirstOrDefaultAsync(row => row.Number == number, cancellation);

    private static async Task RequireRoomAsync(AppDb db, CancellationToken cancellation)
    {
        var limit = (int)await db.ValueAsync(DirectionSettings.Principles, cancellation);
        var active = await db.Set<Principle>()
            .CountAsync(row => row.Retirements.All(end => end.BroughtBackAt != null), cancellation);
        if (active >= limit)
            throw new Refusal(
                "name",
                $"{active} principles are in force, and {limit} may be. Retire one first: many guide nobody."
            );
    }

    private static async Task SetAsync(
        AppDb db,
        Principle principle,
        PrincipleDraft draft,
        CancellationToken cancellation
    )
    {
        principle.Name = DirectionAccess.Text("name", draft.Name, 100, "Say what is preferred");
        principle.Sentence = DirectionAccess.Text("sentence", draft.Sentence, 400, "Say in one sentence what it means");
        principle.Over = DirectionAccess.Text(
            "over",
            draft.Over,
            200,
            "Say over which other good thing: else it decides nothing"
        );
        var wanted = (draft.Objectives ?? []).Distinct().ToHashSet();
        var known = (await db.GoalsAsync(cancellation)).Select(row => row.Number).ToHashSet();
        known.UnionWith(principle.Objectives.Select(row => row.Objective));
        if (wanted.FirstOrDefault(number => !known.Contains(number)) is var missing and not 0)
            throw new Refusal("objectives", $"There is no objective {missing}.");
        principle.Objectives.RemoveAll(row => !wanted.Contains(row.Objective));
        foreach (var number in wanted.Except(principle.Objectives.Select(row => row.Objective)).ToList())
            principle.Objectives.Add(new PrincipleObjective { PrincipleId = principle.Id, Objective = number });
    }

    private static string Numbers(Principle principle) =>
        string.Join(", ", principle.Objectives.Select(row => row.Objective).Order());
}
