using Binnacle.History;
using Binnacle.History.Analyses;
using Binnacle.Platform.Facts;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// Works out the changes of one repository and when each reached production (DORA's change lead time, dora.dev/guides/dora-metrics):
/// commits reachable from a deployment's head and from no head before it of the same service and environment. The same input
/// gives the same ledger.
/// </summary>
internal sealed class DeliveryReckoning
{
    private readonly DeliveryInput input;
    private readonly Mainline line;
    private readonly ILookup<Guid, ChangeReview> reviews;
    private readonly List<ServiceLine> services;

    private DeliveryReckoning(DeliveryInput input)
    {
        this.input = input;
        line = new(input);
        reviews = input.Reviews.ToLookup(review => review.ChangeId);
        services = ServiceLine.Of(input, line);
    }

    public static DeliveryLedger Of(DeliveryInput input) => new DeliveryReckoning(input).Run();

    private DeliveryLedger Run()
    {
        var matched = new ChangeMatching(input, line).Run();
        var changes = new List<DeliveredChange>(matched.Count);
        var deliveries = new List<Arrival>();
        foreach (var one in matched)
        {
            var touched = Sum(one);
            var id = FactIds.Of("flow-change", one.Told?.Key ?? $"{input.RepositoryId}/{line[one.Line[0]].Name}");
            var own = Deliveries(id, one, touched).ToList();
            deliveries.AddRange(own);
            changes.Add(Change(id, one, touched, own));
        }
        var brought = deliveries
            .Where(delivery => delivery.DeploymentId is not null)
            .GroupBy(delivery => delivery.DeploymentId!.Value)
            .ToDictionary(group => group.Key, group => group.Count());
        var reverts = new RevertedChanges(changes, deliveries);
        return new(changes, deliveries, [.. services.SelectMany(service => service.Deployments(brought, reverts))]);
    }

    private DeliveredChange Change(Guid id, MatchedChange one, Touched touched, List<Arrival> arrivals)
    {
        var last = one.IsFound ? line[one.Line[^1]] : null;
        var subject = one.Told?.Title ?? last?.Subject ?? "";
        var (kind, by) = ChangeMix.Of(one.Told?.Labels, subject, input.Items);
        var mergedAt = one.Told is null ? last!.CommittedAt : one.Told.MergedAt;
        var closedAt = one.Told is { MergedAt: null } open && !(open.ReopenedAt > open.ClosedAt) ? open.ClosedAt : null;
        return new()
        {
            Id = id,
            RepositoryId = input.RepositoryId,
            TeamId = touched.FilesOfTeam.Count == 0 ? input.TeamId : OwnerOf(touched),
            Origin =
                one.Told is not null ? ChangeOrigin.Told
                : last!.IsMerge ? ChangeOrigin.Merge
                : one.IsSquash ? ChangeOrigin.Squash
                : ChangeOrigin.Push,
            Number = one.Number,
            Title = subject,
            Url = ToldLink.Of(one.Told?.Url),
            Commit = last?.Name.ToString(),
            IsByBot =
                one.Told?.ByBot ?? one.Told?.IsByBot ?? (one.IsFound && Authored(one).All(commit => commit.IsByBot)),
            Kind = kind,
            DecidedBy = by,
            Added = one.Told?.Added ?? (one.IsFound ? touched.Added : null),
            Deleted = one.Told?.Deleted ?? (one.IsFound ? touched.Deleted : null),
            FirstCommitAt = FirstCommitAt(one),
            OpenedAt = one.Told?.OpenedAt,
            ReadyAt = one.Told is { IsDraft: true, MergedAt: null } ? null : one.Told?.ReadyAt,
            FirstReviewAt = one.Told is null ? null : FirstReviewAt(one.Told),
            MergedAt = mergedAt,
            ClosedAt = closedAt,
            DeployedAt = arrivals.Min(arrival => arrival.At),
            IsWaiting =
                mergedAt is not null
                && arrivals.TrueForAll(arrival => arrival.At is null)
                && arrivals.Exists(arrival => arrival.State is DeliveryState.Waiting),
            LastAt = arrivals.Select(arrival => arrival.At).Append(mergedAt ?? closedAt).Max(),
            ListedAt = mergedAt ?? one.Told!.OpenedAt ?? closedAt ?? one.Told.FirstCommitAt ?? DateTime.UnixEpoch,
        };
    }

    /// <summary>A squash is written when it is merged: its own commits are gone, and with them when they began.</summary>
    private DateTime? FirstCommitAt(MatchedChange one) =>
        one.Told?.FirstCommitAt is { } told ? told
        : !one.IsFound || one.IsSquash || (one.Told?.Commits > 1 && one.Line.Count == 1 && !line[one.Line[0]].IsMerge)
            ? null
        : Authored(one).Min(commit => (DateTime?)commit.At);

    private DateTime? FirstReviewAt(Platform.Facts.Change told) =>
        reviews[told.Id]
            .Where(review => (review.ByBot ?? review.IsByBot) != true)
            // Two accounts may be one person: rules say so, else the accounts are compared.
            .Where(review => (review.Person ?? review.Reviewer) is { } person && person != (told.Person ?? told.Author))
            .Min(review => review.At);

    private IEnumerable<KnownCommit> Authored(MatchedChange one)
    {
        var all = one.Line.SelectMany(line.BroughtBy).ToList();
        // The merge itself was written by whoever, or whatever, merged.
        return all.Exists(commit => !commit.IsMerge) ? all.Where(commit => !commit.IsMerge) : all;
    }

    private Touched Sum(MatchedChange one)
    {
        var sum = new Touched();
        foreach (var commit in one.Line.SelectMany(line.BroughtBy))
        {
            if (!input.Touched.TryGetValue(commit.Name, out var touched))
                continue;
            sum.Added += touched.Added;
            sum.Deleted += touched.Deleted;
            sum.Services.UnionWith(touched.Services);
            foreach (var (team, files) in touched.FilesOfTeam)
                sum.FilesOfTeam[team] = sum.FilesOfTeam.GetValueOrDefault(team) + files;
        }
        return sum;
    }

    private Guid? OwnerOf(Touched touched) =>
        touched.FilesOfTeam.OrderByDescending(team => team.Value).ThenBy(team => team.Key).First().Key is var owner
        && owner == Guid.Empty
            ? input.TeamId
            : owner;

    /// <summary>
    /// One for each component that it touches; what is in no component's folder belongs to all of them. Where services of the
    /// repository are not known, one for the whole.
    /// </summary>
    private IEnumerable<Arrival> Deliveries(Guid change, MatchedChange one, Touched touched)
    {
        var reached = services.FindAll(service =>
            service.Service is not { Path.Length: > 0 } part
            || touched.Services.Count == 0
            || touched.Services.Contains(part.Id)
        );
        var isOnWay = one.Told is { MergedAt: null };
        foreach (var service in reached.DefaultIfEmpty())
        {
            var id = FactIds.Of("flow-delivery", $"{change}/{service?.Key}");
            var (state, deployment, at) =
                service is null || !service.IsDeployed ? (DeliveryState.NoDeployments, null, null)
                : isOnWay ? (DeliveryState.Waiting, null, null)
                : !one.IsFound ? (DeliveryState.NotInHistory, null, null)
                : service.First(line.TipOf(one.Line[^1]), one.Told?.HeadCommit);
            yield return new()
            {
                Id = id,
                ChangeId = change,
                RepositoryId = input.RepositoryId,
                ServiceId = service?.Service?.Id,
                State = state,
                DeploymentId = deployment,
                At = at,
            };
        }
    }
}
