using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>
/// Everything that is added up in the one pass over a repository's commits. Memory grows with files and people, and with the changes of the window, which
/// coupling needs one by one.
/// </summary>
internal sealed class ScanPass(ScanHead head, DateTime since, DateTime workSince, DateTime end)
{
    public ScanCounts Counts { get; } = new();

    /// <summary>Of the window; names are those at the end of the pass.</summary>
    public ChangeHistory History { get; } =
        new(
            new()
            {
                FollowsRenames = true,
                AuthorOf = ScanPerson.Of,
                IsAtHead = head.OwnPaths.Contains,
            }
        );

    public ScanAreas Areas { get; } = new(head);

    public WorkCount Work { get; } = new();

    public ByMonth<WorkCount> WorkByMonth { get; } = new(since, end);

    public Churning Churn { get; } = new(since, end, head.ComponentOf);

    public BatchSizes Batches { get; } = new(since, end, path => head.ComponentOf(path) is not null);

    public Reverts Reverts { get; } = new(since, end);

    public FileAges Ages { get; } = new(head.OwnPaths.Contains);

    public Authorship Authorship { get; } = new();

    public NewcomerRamp Newcomers { get; } = new();

    public ScanLeadTimes LeadTimes { get; } = new(since, end);

    /// <summary>Adds one commit, parents before children.</summary>
    public void Add(Commit commit)
    {
        var person = ScanPerson.Of(commit.Author);
        var isBot = BotRule.Matches(commit.Author);
        Counts.Add(commit, person, isBot);
        LeadTimes.Add(commit, isChange: !isBot && !commit.IsMerge);
        Ages.Add(commit, counts: !isBot);
        if (isBot)
        {
            History.Follow(commit);
            return;
        }
        Authorship.Add(commit);
        Reverts.Add(commit);
        if (commit.IsMerge)
            return;
        Newcomers.Add(person, commit.SoundAt);
        if (commit.SoundAt > since)
        {
            History.Add(commit);
            Areas.Add(commit, person);
            AddWork(commit);
        }
        else
        {
            History.Follow(commit);
        }
        Churn.Add(commit);
        Batches.Add(commit);
    }

    private void AddWork(Commit commit)
    {
        var work = WorkMix.Classify(commit.Subject);
        if (WorkByMonth.TryGet(commit.SoundAt, out var month))
            month.Add(work);
        if (commit.SoundAt > workSince)
            Work.Add(work);
    }
}
