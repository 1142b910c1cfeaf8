using System.Globalization;
using System.Text.RegularExpressions;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Stages;
using Binnacle.Practices.Incidents;
using Change = Binnacle.Platform.Facts.Change;

namespace Binnacle.Tests.Practices.Flow.Delivery;

/// <param name="Story">Steps with their moment, parted by semicolons, in the words that <see cref="DeliveryScenarioPlay"/> knows.</param>
/// <param name="Counted">What delivery makes of it, in the order of changes, then of deployments.</param>
internal sealed record DeliveryScenario(string Name, string Story, string Counted)
{
    /// <summary>The stages in working hours are told, too.</summary>
    public bool IsOfWork { get; init; }

    public override string ToString() => Name;
}

/// <summary>Makes the history that a story tells of, works it out, and says what came of it.</summary>
internal sealed partial class DeliveryScenarioPlay
{
    private static readonly WorkingCalendar Office = new(
        TimeZoneInfo.Utc,
        9 * 60,
        17 * 60,
        WorkingCalendar.MondayToFriday,
        _ => false
    );

    private readonly DeliveryWorld world = new();
    private readonly Dictionary<string, Change> changes = [];
    private readonly Dictionary<string, List<string>> branches = [];
    private readonly Dictionary<string, string> heads = [];
    private readonly List<(Guid Id, string What)> deployments = [];
    private readonly List<IncidentForFlow> incidents = [];
    private string main = "root";
    private string release = "root";

    private DeliveryScenarioPlay() => world.Commit("root", -1000, []);

    public static string Counted(DeliveryScenario scenario)
    {
        var play = new DeliveryScenarioPlay();
        foreach (var step in scenario.Story.Split("; "))
            play.Take(step);
        return play.Tell(scenario.IsOfWork);
    }

    private void Take(string step)
    {
        var match = Timed().Match(step);
        match.Success.ShouldBeTrue(step);
        var hours = HoursOf(match.Groups["at"].Value);
        var words = match.Groups["what"].Value;
        foreach (var (pattern, act) in Acts())
            if (pattern.Match(words) is { Success: true } known)
            {
                act(hours, known.Groups);
                return;
            }
        throw new InvalidOperationException($"No step reads “{words}”.");
    }

    private IEnumerable<(Regex, Action<double, GroupCollection>)> Acts() =>
        [
            (Commit(), (hours, words) => CommitOn(words, hours)),
            (Open(), (hours, words) => OpenChange(words, hours)),
            (Look(), (hours, words) => world.Look(changes[words["change"].Value], hours, Who(words), IsBot(words))),
            (Ready(), (hours, words) => changes[words["change"].Value].ReadyAt = DeliveryWorld.At(hours)),
            (Close(), (hours, words) => changes[words["change"].Value].ClosedAt = DeliveryWorld.At(hours)),
            (Reopen(), (hours, words) => changes[words["change"].Value].ReopenedAt = DeliveryWorld.At(hours)),
            (Land(), (hours, words) => LandChange(words, hours)),
            (Pick(), (hours, words) => release = Committed(words["name"].Value, hours, [release], "Work")),
            (Deploy(), (hours, words) => DeployTo(words, hours)),
            (
                ServiceIn(),
                (_, words) => world.Services.Add(new(IdOf(words), words["name"].Value, words["folder"].Value, null))
            ),
            (Begin(), (hours, words) => incidents.Add(Incident(hours, words["cause"].Value))),
            (End(), (hours, _) => incidents[^1] = incidents[^1] with { RestoredAt = DeliveryWorld.At(hours) }),
        ];

    private void CommitOn(GroupCollection words, double hours)
    {
        var (name, change) = (words["name"].Value, words["change"].Value);
        var subject =
            words["reverted"].Value is { Length: > 0 } reverted ? $"Revert \"Work {reverted}\""
            : words["fix"].Success ? $"fix: wait less {name}"
            : $"Work {name}";
        if (change.Length == 0)
            main = Committed(name, hours, [main], subject);
        else
        {
            var branch = branches.TryGetValue(change, out var known) ? known : branches[change] = [];
            branch.Add(Committed(name, hours, [branch.Count == 0 ? main : branch[^1]], subject));
        }
        if (words["folder"].Success)
            world.Touch(
                name,
                [
                    .. world
                        .Services.Where(service => service.Path == words["folder"].Value)
                        .Select(service => service.Id),
                ]
            );
    }

    private string Committed(string name, double hours, string[] parents, string subject)
    {
        world.Commit(name, hours, parents, subject);
        return heads[name] = name;
    }

    private void OpenChange(GroupCollection words, double hours)
    {
        var name = words["change"].Value;
        var change = changes[name] = world.Told(int.Parse(name[1..], CultureInfo.InvariantCulture), hours);
        change.IsDraft = words["draft"].Success;
        if (words["begun"].Success)
            change.FirstCommitAt = DeliveryWorld.At(HoursOf(words["begun"].Value));
    }

    private void LandChange(GroupCollection words, double hours)
    {
        var name = words["change"].Value;
        var change = changes[name];
        var branch = branches.GetValueOrDefault(name, []);
        change.MergedAt = DeliveryWorld.At(hours);
        change.Commits = Math.Max(1, branch.Count);
        if (words["how"].Value == "merge")
            main = Committed(name, hours, [main, branch[^1]], $"Merge pull request {name} from branch");
        else if (words["how"].Value == "squash")
            main = Committed(name, hours, [main], $"Change it ({name})");
        else
            foreach (var commit in branch)
                main = Committed($"{name}{commit}", hours, [main], $"Work {commit}", world.WrittenAt(commit));
        heads[name] = main;
        change.MergeCommit = world.NameOf(main);
    }

    private string Committed(string name, double hours, string[] parents, string subject, double written)
    {
        world.Commit(name, hours, parents, subject, written: written);
        return heads[name] = name;
    }

    private void DeployTo(GroupCollection words, double hours)
    {
        var what = words["what"].Value;
        var head = words["branch"].Success ? branches[what][^1] : heads.GetValueOrDefault(what, what);
        var service = words["service"].Success ? words["service"].Value : "shop";
        var environment = words["place"].Success ? words["place"].Value : "prod";
        Guid? id = words["service"].Success ? world.Services.Single(one => one.Name == service).Id : null;
        var deployment = world.Deploy(head, hours, service, id, environment);
        if (words["vain"].Success)
            world.Deployments[^1].Outcome = RunOutcome.Failure;
        deployments.Add((deployment, what));
    }

    /// <summary>The service of incidents; no deployment here names it.</summary>
    private static readonly Guid Shop = new(9, 9, 9, [0, 0, 0, 0, 0, 0, 0, 9]);

    private IncidentForFlow Incident(double hours, string cause) =>
        new(
            new(incidents.Count + 1, 7, 7, [0, 0, 0, 0, 0, 0, 0, 7]),
            Shop,
            DeliveryWorld.RepositoryId,
            DeliveryWorld.At(hours),
            null,
            cause.Length == 0 ? null : deployments.Last(one => one.What == cause).Id,
            null
        );

    private string Tell(bool isOfWork)
    {
        var ledger = world.Reckon(main);
        var fixes = ledger
            .Deliveries.Where(row => row.DeploymentId is not null)
            .Where(row => ledger.Changes.Single(one => one.Id == row.ChangeId).Kind is History.WorkKind.Fix)
            .Select(row => row.DeploymentId!.Value)
            .ToHashSet();
        var open = FailureAttribution.Mark(ledger.Deployments, incidents, fixes, TimeSpan.FromHours(24));
        return string.Join(
            "; ",
            ledger
                .Changes.OrderBy(change => change.MergedAt ?? change.OpenedAt)
                .Select(change => Tell(change, ledger, isOfWork))
                .Concat(ledger.Deployments.OrderBy(row => row.At).SelectMany(Tell))
                .Concat(open.Select(one => $"the incident is attributed to none: {one.Why}"))
        );
    }

    private string Tell(DeliveredChange change, DeliveryLedger ledger, bool isOfWork)
    {
        var name = change.Number.Length > 0 ? $"#{change.Number}" : world.ShortOf(change.Commit!);
        var own = ledger.Deliveries.Where(row => row.ChangeId == change.Id).ToList();
        if (own.TrueForAll(row => row.State is DeliveryState.BeforeObserved))
            return $"{name}: no lead time, it came before what is observed";
        if (change.ClosedAt is { } closed)
            return $"{name}: given up after {Hours(closed - change.OpenedAt!.Value)}";
        var moments = new ChangeMoments(
            change.FirstCommitAt,
            change.OpenedAt,
            change.ReadyAt,
            change.FirstReviewAt,
            change.MergedAt,
            change.DeployedAt
        );
        var text = $"{name}: {Tell(ChangeStages.Of(moments))}";
        if (isOfWork)
            text += $"; of work: {Tell(ChangeStages.Of(moments, (from, to) => WorkingTime.Between(from, to, Office)))}";
        if (own.TrueForAll(row => row.State is DeliveryState.Waiting))
            text += ", waits for production";
        if (own.TrueForAll(row => row.State is DeliveryState.NoDeployments))
            text += ", no deployment is known";
        return world.Services.Count == 0
            ? text
            : $"{text}, reached {string.Join(", ", own.OrderBy(row => row.At).Select(row => Tell(row, change)))}";
    }

    private string Tell(Arrival row, DeliveredChange change) =>
        world.Services.Single(service => service.Id == row.ServiceId).Name
        + (row.At > change.DeployedAt ? $" after {Hours(row.At.Value - change.MergedAt!.Value)}" : "");

    private IEnumerable<string> Tell(ProductionDeployment row)
    {
        var at = deployments.FindIndex(one => one.Id == row.Id);
        var what = deployments[at].What;
        var name =
            deployments.Count(one => one.What == what) > 1
                ? $"the {Ordinals[at]} deployment, of {what},"
                : $"the deployment of {what}";
        if (row.Cause is { } cause)
            yield return $"{name} failed ({cause.Word()})"
                + (row.RestoredAt is { } back ? $", back after {Hours(back - (row.StartedAt ?? row.At))}" : "");
        if (row.Repair is { } repair)
            yield return $"{name} is a repair ({repair.Word()})";
    }

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth"];

    private static string Tell(ChangeStages stages) =>
        $"coding {Hours(stages.Coding)}, pickup {Hours(stages.Pickup)}, review {Hours(stages.Review)}, deploy {Hours(stages.Deploy)}, in all {Hours(stages.Total)}";

    private static string Hours(TimeSpan? time) =>
        time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalHours:0.##} h") : "unknown";

    /// <summary>"Tue 14:00-05:00"; "Mon+1" is the Monday of the next week.</summary>
    private static double HoursOf(string at)
    {
        var match = Moment().Match(at);
        match.Success.ShouldBeTrue(at);
        var days = Array.IndexOf(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], match.Groups["day"].Value);
        var week = match.Groups["week"].Success ? 7 : 0;
        var time = TimeSpan.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture);
        var zone = match.Groups["zone"].Success
            ? TimeSpan.Parse(match.Groups["zone"].Value.TrimStart('+'), CultureInfo.InvariantCulture)
            : TimeSpan.Zero;
        return (TimeSpan.FromDays(days + week) + time - zone - DeliveryWorld.Start.TimeOfDay).TotalHours;
    }

    private static string Who(GroupCollection words) =>
        words["who"].Value == "the author" ? "author" : words["who"].Value;

    private static bool IsBot(GroupCollection words) => words["who"].Value == "a bot";

    private static Guid IdOf(GroupCollection words) => FactIds.Of("service", words["name"].Value);

    private const string At =
        @"(?<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?<week>\+1)? (?<time>\d\d:\d\d)(?<zone>[+-]\d\d:\d\d)?";

    [GeneratedRegex($"^{At}$")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(?<at>\S+ \S+) (?<what>.+)$")]
    private static partial Regex Timed();

    [GeneratedRegex(
        @"^commit (?<name>\w)( for (?<change>#\d+)| in (?<folder>no folder|\w+/)| (?<fix>as a fix)| that reverts (?<reverted>\w))?$"
    )]
    private static partial Regex Commit();

    [GeneratedRegex(@"^open (?<change>#\d+)(?<draft> as a draft)?( begun (?<begun>\S+ \S+))?$")]
    private static partial Regex Open();

    [GeneratedRegex(@"^(?<who>the author|a bot|a colleague) looks at (?<change>#\d+)$")]
    private static partial Regex Look();

    [GeneratedRegex(@"^ready (?<change>#\d+)$")]
    private static partial Regex Ready();

    [GeneratedRegex(@"^close (?<change>#\d+)$")]
    private static partial Regex Close();

    [GeneratedRegex(@"^reopen (?<change>#\d+)$")]
    private static partial Regex Reopen();

    [GeneratedRegex(@"^(?<how>merge|squash|rebase) (?<change>#\d+)$")]
    private static partial Regex Land();

    [GeneratedRegex(@"^pick \w to the release branch as (?<name>\w)$")]
    private static partial Regex Pick();

    [GeneratedRegex(
        @"^deploy (?<branch>the branch of )?(?<what>#\d+|\w+)( of (?<service>\w+))?( to (?<place>\w+))?(?<vain> in vain)?$"
    )]
    private static partial Regex Deploy();

    [GeneratedRegex(@"^(?<name>\w+) is in (?<folder>\w+/)$")]
    private static partial Regex ServiceIn();

    [GeneratedRegex(@"^an incident begins(, caused by the deployment of (?<cause>\w))?$")]
    private static partial Regex Begin();

    [GeneratedRegex("^the incident ends$")]
    private static partial Regex End();
}
