using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>What administrators do with rules; each is told to the Timeline, and past facts are decided anew.</summary>
public sealed class MappingVerbs(AppDb db, JobQueue queue)
{
    public async Task<MappingRule> AddAsync(RuleDraft draft, CancellationToken cancellation = default)
    {
        db.Viewer.RequireAdministrator();
        var kind = RuleChecking.Kind(draft.Kind);
        var others = await OfAsync(kind, cancellation);
        var rule = new MappingRule
        {
            Kind = kind,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        await RuleChecking.FillAsync(db, rule, draft, others, cancellation);
        rule.Number = (int)await db.TakeNumbersAsync("mapping-rules", 1, cancellation);
        Order(rule, others, draft.Position);
        db.Add(rule);
        db.Record("mapping-rule.added", Name(rule), rule.Url, await TellAsync(rule, cancellation));
        await SaveAsync(cancellation);
        return rule;
    }

    public async Task ChangeAsync(MappingRule rule, RuleDraft draft, CancellationToken cancellation = default)
    {
        db.Viewer.RequireAdministrator();
        var before = await TellAsync(rule, cancellation);
        var others = (await OfAsync(rule.Kind, cancellation)).FindAll(one => one.Id != rule.Id);
        var position = rule.Position;
        await RuleChecking.FillAsync(db, rule, draft, others, cancellation);
        Order(rule, others, draft.Position ?? position);
        var changes = new Changes()
            .Add("What it says", before, await TellAsync(rule, cancellation))
            .Add("Place", $"{position}", $"{rule.Position}");
        // Of an account nothing is told but that it changed.
        if (!changes.Any && !db.ChangeTracker.HasChanges())
            return;
        db.Record("mapping-rule.changed", Name(rule), rule.Url, changes.Told);
        await SaveAsync(cancellation);
    }

    public async Task RemoveAsync(MappingRule rule, CancellationToken cancellation = default)
    {
        db.Viewer.RequireAdministrator();
        var others = (await OfAsync(rule.Kind, cancellation)).FindAll(one => one.Id != rule.Id);
        foreach (var (one, index) in others.Select((one, index) => (one, index)))
            one.Position = index + 1;
        db.Remove(rule);
        db.Record("mapping-rule.removed", Name(rule), "/settings/sources/rules", await TellAsync(rule, cancellation));
        await SaveAsync(cancellation);
    }

    private Task<List<MappingRule>> OfAsync(MappingKind kind, CancellationToken cancellation) =>
        db.MappingRules().Where(row => row.Kind == kind).ToListAsync(cancellation);

    /// <summary>Puts it in its place and the others around it.</summary>
    private static void Order(MappingRule rule, IReadOnlyList<MappingRule> others, int? position)
    {
        foreach (var (one, index) in rule.Among(others, position).Select((one, index) => (one, index)))
            one.Position = index + 1;
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await queue.QueueAsync(AttributeFactsJob.Id, "", AttributeFactsJob.Title, cancellation);
    }

    private static string Name(MappingRule rule) => $"rule {rule.Number} for {rule.Kind.Many()}";

    /// <summary>The logins of a rule stay in the rule.</summary>
    private async Task<string> TellAsync(MappingRule rule, CancellationToken cancellation)
    {
        if (rule.Kind is MappingKind.Account)
            return rule.AccountIs switch
            {
                AccountIs.Bot => "An account is a bot",
                AccountIs.Person => "An account is a person, no bot",
                _ => "Two accounts are one person",
            };
        var services = (await db.AttributionAsync(cancellation)).Services;
        var source = rule.SourceId is { } id
            ? await db.Set<Intake.IntakeSource>()
                .Where(row => row.Id == id)
                .Select(row => row.Name)
                .SingleAsync(cancellation)
            : null;
        return $"“{rule.Pattern}”{(source is null ? "" : $" from {source}")} is {RuleWords.Gives(rule, services)}";
    }
}
