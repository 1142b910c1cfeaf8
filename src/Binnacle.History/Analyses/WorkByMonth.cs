namespace Binnacle.History.Analyses;

/// <summary>Changes of each kind.</summary>
public sealed class WorkCount
{
    private readonly Dictionary<WorkKind, int> kinds = Enum.GetValues<WorkKind>().ToDictionary(kind => kind, _ => 0);
    private readonly Dictionary<DecidedBy, int> means = Enum.GetValues<DecidedBy>().ToDictionary(by => by, _ => 0);

    /// <summary>Every kind, also those without a change.</summary>
    public IReadOnlyDictionary<WorkKind, int> Kinds => kinds;

    /// <summary>Of the changes, how many each means decided.</summary>
    public IReadOnlyDictionary<DecidedBy, int> DecidedBy => means;

    /// <summary>All changes.</summary>
    public int Changes => kinds.Values.Sum();

    /// <summary>Adds one change.</summary>
    public void Add(WorkClassification work)
    {
        kinds[work.Kind]++;
        means[work.By]++;
    }
}
