using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <summary>One file on its way in; each row uses the verbs of the pages, so that the Timeline tells of it.</summary>
internal sealed class DebtImportRun(AppDb db, DebtImportNames names)
{
    private readonly List<string> lines = [];
    private int added;
    private int changed;
    private int unchanged;
    private int closed;

    public List<CsvProblem> Problems { get; } = [];

    public DebtImported Done => new(lines, added, changed, unchanged, closed);

    public async Task TakeAsync(DebtCsvRow row, CancellationToken cancellation)
    {
        if (row["state"]?.ToLowerInvariant() is "paid" or "accepted" or "dropped")
        {
            closed++;
            return;
        }
        try
        {
            var item = await FindAsync(row, cancellation);
            var (isNew, grown) = (item is null, false);
            if (item is null)
                item = await db.AddDebtAsync(Draft(row, new(row["title"])), cancellation: cancellation);
            else
                grown = await ChangedAsync(item, row, cancellation);
            var estimate = DebtCsvEstimate.Read(row, item.Estimate);
            if (!DebtCsvEstimate.Same(estimate, item.Estimate))
            {
                await db.EstimateAsync(item, estimate, cancellation);
                grown = true;
            }
            grown |= await LinkedAsync(item, row, cancellation);
            Count(item, isNew, grown);
        }
        catch (Refusal refused)
        {
            Problems.Add(Problem(row, refused));
        }
    }

    private void Count(DebtItem item, bool isNew, bool grown)
    {
        if (isNew)
            added++;
        else if (grown)
            changed++;
        else
            unchanged++;
        if (isNew || grown)
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(isNew ? "added" : "changed")} debt item {item.Number}, {item.Title}"
                )
            );
    }

    private async Task<DebtItem?> FindAsync(DebtCsvRow row, CancellationToken cancellation)
    {
        var title = row["title"] ?? throw new Refusal("title", "a title");
        if (row["number"] is { } cell)
        {
            if (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new Refusal("number", "the number of an item, or nothing");
            if (await db.DebtItemAsync(number, cancellation) is not { } known)
                return null;
            return known.Title.Equals(title, StringComparison.OrdinalIgnoreCase)
                ? known
                : throw new Refusal("title", $"“{known.Title}”, which is item {number} here, or no number");
        }
        var open = await db.Set<DebtItem>()
            .Where(item => item.Closure == null)
            .Select(item => new
            {
                item.Number,
                item.Title,
                item.TeamId,
            })
            .ToListAsync(cancellation);
        var team = names.Team(row);
        var same = open.Find(item =>
            item.Title.Equals(title, StringComparison.OrdinalIgnoreCase) && (team is null || item.TeamId == team.Id)
        );
        return same is null ? null : await db.DebtItemAsync(same.Number, cancellation);
    }

    private async Task<bool> ChangedAsync(DebtItem item, DebtCsvRow row, CancellationToken cancellation)
    {
        var before = await DebtChoices.DraftAsync(db, item, cancellation);
        var owner = await db.Set<Person>()
            .Where(person => person.Id == item.OwnerId)
            .Select(person => (int?)person.Number)
            .FirstOrDefaultAsync(cancellation);
        var draft = Draft(row, before);
        // By number, because two people may have one name; a part of the name is the same owner, too.
        if (row["owner"] is not { } named || before.Owner?.Contains(named, StringComparison.OrdinalIgnoreCase) is true)
            draft = draft with { Owner = before.Owner, OwnerNumber = owner };
        if (draft with { OwnerNumber = null } == before)
            return false;
        await db.ChangeAsync(item, draft, cancellation);
        return true;
    }

    private DebtDraft Draft(DebtCsvRow row, DebtDraft before) =>
        before with
        {
            Context = row["context"] ?? before.Context,
            Owner = row["owner"] ?? before.Owner,
            Scope = names.Team(row) is { } team ? ScopeText.OfTeam(team.Slug) : before.Scope,
            Service = DebtImportNames.Slug(row, "service", names.Services) ?? before.Service,
            Repository = DebtImportNames.Slug(row, "repository", names.Repositories) ?? before.Repository,
            Path = row["path"]?.Trim('/') ?? before.Path,
        };

    private async Task<bool> LinkedAsync(DebtItem item, DebtCsvRow row, CancellationToken cancellation)
    {
        var grown = false;
        foreach (var url in row["link"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            if (!item.Links.Exists(link => link.Url == url))
            {
                await db.LinkAsync(item, url, null, cancellation);
                grown = true;
            }
        return grown;
    }

    /// <summary>What a form would say beside the field stands here with its line and column.</summary>
    private static CsvProblem Problem(DebtCsvRow row, Refusal refused)
    {
        var column = Columns(refused.Field).FirstOrDefault(row.Cells.ContainsKey);
        var (text, at) = column is null ? ("nothing", 1) : ($"“{row.Cells[column].Text}”", row.Cells[column].Column);
        // A sentence is what a form says; the rest is what was expected.
        return new(row.Line, at, refused.Message, text)
        {
            Message = char.IsUpper(refused.Message[0]) ? refused.Message : null,
        };
    }

    private static string[] Columns(string field) =>
        field switch
        {
            "scope" => ["team"],
            "weeks" => ["weeks low", "weeks high"],
            "other" => ["cost low", "cost high"],
            "wsjf" => ["value", "time", "risk", "size"],
            "lookAgainOn" => ["look again on", "class"],
            "urgentOn" => ["urgent on", "urgency"],
            "url" => ["link"],
            _ => [field],
        };
}
