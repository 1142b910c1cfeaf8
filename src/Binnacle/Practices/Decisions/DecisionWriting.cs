using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>Writing a decision down and changing it while it waits; every version stays.</summary>
public static class DecisionWriting
{
    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<Decision> WriteDecisionAsync(
        this AppDb db,
        DecisionContent content,
        CancellationToken cancellation = default
    )
    {
        var values = await CheckedContent.OfAsync(db, content, cancellation);
        var (origin, originTitle) = await OriginAsync(db, content, cancellation);
        var decision = new Decision
        {
            Number = (int)await db.TakeNumbersAsync("decisions", 1, cancellation),
            Origin = origin,
            OriginTitle = originTitle,
            WrittenAt = db.Now,
            WrittenBy = db.Viewer.Name,
            DataClass = content.DataClass,
            OwnerAccountId = db.Viewer.AccountId,
            TeamId = values.TeamId,
        };
        if (!db.Viewer.MayWrite(decision))
            throw new Refusal("scope", "Your role does not cover this scope. Choose a team of yours.");
        db.Add(decision);
        Set(decision, values);
        if (content.Decided)
        {
            await db.RequireDeciderAsync(decision, cancellation);
            RequireOutcome(decision);
        }
        decision.Step(content.Decided ? DecisionStatus.Accepted : DecisionStatus.Proposed, db.Now, db.Viewer.Name);
        Keep(db, decision, VersionKind.Written, null);
        db.Record(
            content.Decided ? "decision.recorded" : "decision.proposed",
            decision.Title,
            decision.Url,
            values.Decider is null ? $"For {values.Scope}" : $"For {values.Scope}, {values.Decider.Name} decides",
            decision
        );
        await db.LinkOlderAsync(decision, content.Supersedes, cancellation);
        await db.SaveDecisionAsync(cancellation);
        return decision;
    }

    /// <summary>While it waits for a decision everything may change but where it came from; after that see <see cref="DecisionCorrecting"/>.</summary>
    public static async Task ChangeDecisionAsync(
        this AppDb db,
        Decision decision,
        DecisionContent content,
        CancellationToken cancellation = default
    )
    {
        db.RequireWriter(decision);
        if (!decision.IsUndecided)
            throw new Refusal(
                "",
                $"Decision {decision.Number} is {decision.Status.Word()} since {decision.StatusAt:d MMM yyyy}: what it says stays. Mend a slip, or write one that supersedes it."
            );
        RequireUnchanged(decision, content.Revision);
        var values = await CheckedContent.OfAsync(db, content, cancellation);
        if (db.Viewer.RoleIn(values.TeamId) < Platform.Access.Role.Member)
            throw new Refusal("scope", "Your role does not cover this scope. Choose a team of yours.");
        var before = DecisionSubstance.Of(decision);
        var changes = new Changes()
            .Add(
                "team",
                (await db.TeamNameAsync(decision.TeamId, cancellation)),
                values.TeamId is null ? null : values.Scope
            )
            .Add("who decides", await db.PersonNameAsync(decision.DeciderId, cancellation), values.Decider?.Name)
            .Add("revisit", Day(decision.RevisitOn), Day(values.RevisitOn));
        decision.TeamId = values.TeamId;
        Set(decision, values);
        var changed = Compare(before, values.Substance);
        if (changed.Count > 0)
            Keep(db, decision, VersionKind.Edited, null);
        await db.RelinkOlderAsync(decision, content.Supersedes, cancellation);
        decision.Revision++;
        db.Record(
            "decision.changed",
            decision.Title,
            decision.Url,
            string.Join('\n', new[] { changes.Told, string.Join(", ", changed) }.Where(line => line.Length > 0)),
            decision
        );
        await db.SaveDecisionAsync(cancellation);
    }

    internal static void RequireUnchanged(Decision decision, int? seen)
    {
        if (seen is { } revision && revision != decision.Revision)
            throw new Refusal(
                "",
                "Somebody changed this decision while you wrote. Look at what it says now, then write again."
            );
    }

    internal static void RequireOutcome(Decision decision)
    {
        if (decision.Outcome is null)
            throw new Refusal("outcome", "Say what is decided and why, so that nobody has to ask later.");
    }

    /// <summary>Names of the fields that differ, each once.</summary>
    internal static List<string> Compare(DecisionSubstance before, DecisionSubstance after)
    {
        var old = before.Fields.ToDictionary(field => field.Name, field => field.Text, StringComparer.Ordinal);
        var young = after.Fields.ToDictionary(field => field.Name, field => field.Text, StringComparer.Ordinal);
        return
        [
            .. before
                .Fields.Concat(after.Fields)
                .Where(field => old.GetValueOrDefault(field.Name, "") != young.GetValueOrDefault(field.Name, ""))
                .Select(field => field.Field)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    internal static void Set(Decision decision, CheckedContent values)
    {
        decision.DeciderId = values.Decider?.Id;
        decision.RevisitOn = values.RevisitOn;
        Set(decision, values.Substance);
        SetLinks(decision, values);
    }

    internal static void SetLinks(Decision decision, CheckedContent values)
    {
        decision.Measures.RemoveAll(row => !values.Measures.Contains(row.MeasureId));
        foreach (var id in values.Measures.Where(id => !decision.Measures.Exists(row => row.MeasureId == id)))
            decision.Measures.Add(new DecisionMeasure { DecisionId = decision.Id, MeasureId = id });
        decision.Principles.RemoveAll(row => !values.Principles.Contains(row.Number));
        foreach (
            var number in values.Principles.Where(number => !decision.Principles.Exists(row => row.Number == number))
        )
            decision.Principles.Add(new DecisionPrinciple { DecisionId = decision.Id, Number = number });
    }

    internal static void Set(Decision decision, DecisionSubstance substance)
    {
        var options = DecisionSubstance.Of(decision).Options;
        decision.Title = substance.Title;
        (decision.Context, decision.Drivers, decision.Constraints) = (
            substance.Context,
            substance.Drivers,
            substance.Constraints
        );
        (decision.Outcome, decision.Consequences, decision.Confirmation) = (
            substance.Outcome,
            substance.Consequences,
            substance.Confirmation
        );
        if (options.SequenceEqual(substance.Options))
            return;
        decision.Options.Clear();
        decision.Options.AddRange(
            substance.Options.Select(
                (option, index) =>
                    new DecisionOption
                    {
                        DecisionId = decision.Id,
                        Position = index + 1,
                        Title = option.Title!,
                        Description = option.Description,
                        Pros = option.Pros,
                        Cons = option.Cons,
                        IsChosen = option.Chosen,
                    }
            )
        );
    }

    internal static void Keep(AppDb db, Decision decision, VersionKind kind, string? reason) =>
        decision.Versions.Add(
            new DecisionVersion
            {
                DecisionId = decision.Id,
                Version = decision.Versions.Count + 1,
                Kind = kind,
                At = db.Now,
                By = db.Viewer.Name,
                Reason = reason,
                Substance = JsonSerializer.Serialize(DecisionSubstance.Of(decision)),
            }
        );

    /// <exception cref="Refusal">Somebody else was first.</exception>
    internal static async Task SaveDecisionAsync(this AppDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Refusal("", "Somebody else changed this decision at the same moment. Look at it again.");
        }
    }

    internal static string? Day(DateOnly? day) =>
        day?.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<(string? Key, string? Title)> OriginAsync(
        AppDb db,
        DecisionContent content,
        CancellationToken cancellation
    )
    {
        var title = content.OriginTitle?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, 400)] : null;
        switch (content.Origin?.Trim())
        {
            case null or "":
                return (null, null);
            case { Length: > 240 }:
                throw new Refusal("origin", "Keep the origin under 240 characters.");
            case { } page
                when page.StartsWith("page:/", StringComparison.Ordinal)
                    && !page.StartsWith("page://", StringComparison.Ordinal):
                return (page, title ?? page["page:".Length..]);
            case { } check
                when check.StartsWith("check:", StringComparison.Ordinal)
                    && check.Contains('@', StringComparison.Ordinal):
                return (check, title ?? await SnapshotTitleAsync(db, check, cancellation));
            case { } document
                when document.StartsWith("document:", StringComparison.Ordinal)
                    && int.TryParse(
                        document["document:".Length..],
                        System.Globalization.CultureInfo.InvariantCulture,
                        out var number
                    ):
                var row =
                    await db.Set<Document>().FirstOrDefaultAsync(row => row.Number == number, cancellation)
                    ?? throw new Refusal("origin", $"There is no document {number}.");
                return (document, title ?? (row.Title.Length > 0 ? row.Title : row.Path));
            default:
                throw new Refusal("origin", "Give what it came from as check:id@scope, document:12 or page:/review.");
        }
    }

    private static async Task<string> SnapshotTitleAsync(AppDb db, string origin, CancellationToken cancellation)
    {
        var parts = origin["check:".Length..].Split('@', 2);
        return (await db.NumberNowAsync(parts[0], parts[1], cancellation))?.Headline ?? parts[0];
    }
}
