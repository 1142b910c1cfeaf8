using Binnacle.History;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Flow.Delivery;
using Change = Binnacle.Platform.Facts.Change;

namespace Binnacle.Tests.Practices.Flow.Delivery;

/// <summary>A small repository, written commit by commit; hours count from a Monday at eight.</summary>
internal sealed class DeliveryWorld
{
    public static readonly DateTime Start = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private const string Key = "code.example/octo/shop";
    private readonly List<KnownCommit> commits = [];
    private readonly Dictionary<ObjectId, Touched> touched = [];
    private readonly Dictionary<string, ObjectId> names = [];

    public List<Change> Changes { get; } = [];

    public List<ChangeReview> Reviews { get; } = [];

    public List<Deployment> Deployments { get; } = [];

    public List<KnownTag> Tags { get; } = [];

    public List<ServicePart> Services { get; } = [];

    public Dictionary<string, string> Items { get; } = [];

    public static DateTime At(double hours) => Start.AddHours(hours);

    public static readonly Guid RepositoryId = new(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]);

    /// <param name="parents">Names; the line's own first.</param>
    /// <param name="written">Where that is not when it was committed, as in a rebase.</param>
    public string Commit(
        string name,
        double hours,
        string[] parents,
        string subject = "Work",
        bool isByBot = false,
        double? written = null
    )
    {
        var bytes = new byte[20];
        System.Text.Encoding.ASCII.GetBytes(name.PadRight(20)).CopyTo(bytes, 0);
        names[name] = ObjectId.FromBytes(bytes);
        commits.Add(
            new(
                names[name],
                [.. parents.Select(parent => names[parent])],
                At(written ?? hours),
                At(hours),
                subject,
                isByBot
            )
        );
        return names[name].ToString();
    }

    public string NameOf(string commit) => names[commit].ToString();

    /// <summary>What a story calls it.</summary>
    public string ShortOf(string commit) => names.Single(name => name.Value.ToString() == commit).Key;

    public double WrittenAt(string commit) => (commits.Single(one => one.Name == names[commit]).At - Start).TotalHours;

    public void Touch(string name, params Guid[] services)
    {
        var own = touched[names[name]] = new() { Added = 10, Deleted = 2 };
        own.Services.UnionWith(services);
    }

    public Change Told(int number, double opened, double? merged = null, string? mergeCommit = null)
    {
        var change = Change.Of(Key, number);
        change.Title = $"Change {number}";
        change.Author = "author";
        change.BaseBranch = "main";
        change.OpenedAt = At(opened);
        change.MergedAt = merged is { } hours ? At(hours) : null;
        change.MergeCommit = mergeCommit is null ? null : names[mergeCommit].ToString();
        Changes.Add(change);
        return change;
    }

    public void Look(Change change, double hours, string by = "reviewer", bool isByBot = false)
    {
        var review = ChangeReview.Of(change, $"{Reviews.Count}");
        review.Reviewer = by;
        review.IsByBot = isByBot;
        review.At = At(hours);
        Reviews.Add(review);
    }

    public Guid Deploy(
        string commit,
        double hours,
        string service = "shop",
        Guid? id = null,
        string environment = "prod"
    )
    {
        var deployment = Deployment.Of("deploy.example", Key, $"{Deployments.Count}");
        deployment.ServiceName = service;
        deployment.ServiceId = id;
        deployment.Environment = environment;
        deployment.InProduction = true;
        deployment.Commit = names.TryGetValue(commit, out var name) ? name.ToString() : commit;
        deployment.EndedAt = At(hours);
        deployment.Outcome = RunOutcome.Success;
        Deployments.Add(deployment);
        return deployment.Id;
    }

    public void Tag(string name, string commit, double hours) => Tags.Add(new(name, names[commit], At(hours)));

    public DeliveryLedger Reckon(string head) =>
        DeliveryReckoning.Of(
            new(
                RepositoryId,
                "shop",
                null,
                "main",
                names[head],
                commits,
                touched,
                Changes,
                Reviews,
                Deployments,
                Tags,
                Services,
                Items,
                At(-10_000)
            )
        );
}
