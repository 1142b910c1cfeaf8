using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// The default branch, commit by commit along first parents, and which of them brought every other commit to it. Merges, squashes and
/// direct pushes are all one commit of this line.
/// </summary>
internal sealed class Mainline
{
    private readonly DeliveryInput input;
    private readonly int[] places;
    private readonly int[] broughtBy;
    private readonly ILookup<int, int> members;

    public Mainline(DeliveryInput input)
    {
        this.input = input;
        Graph = CommitGraph.Of([.. input.Commits.Select(commit => (commit.Name, commit.Parents))]);
        places = Line();
        broughtBy = FirstDeployments.Of(Graph, places);
        members = Enumerable
            .Range(0, Graph.Count)
            .Where(place => broughtBy[place] >= 0)
            .ToLookup(place => broughtBy[place]);
    }

    public CommitGraph Graph { get; }

    /// <summary>Oldest first. The first one only bounds the others: what it brought is older than what is looked at.</summary>
    public int Count => places.Length;

    public KnownCommit this[int index] => input.Commits[places[index]];

    /// <summary>The commits that came to the line with this one, itself among them.</summary>
    public IEnumerable<KnownCommit> BroughtBy(int index) => members[index].Select(place => input.Commits[place]);

    /// <returns>−1 for a commit that is not of the branch, or came before what is looked at.</returns>
    public int IndexOf(string? commit) =>
        TryParse(commit) is { } name && Graph.PlaceOf(name) is >= 0 and var place && broughtBy[place] >= 1
            ? broughtBy[place]
            : -1;

    public int PlaceOf(int index) => places[index];

    /// <summary>The newest commit of what a commit of the line brought: of a merge the branch's, which may be deployed before it is merged.</summary>
    public int TipOf(int index)
    {
        var commit = this[index];
        var tip = commit.Parents.Count == 2 ? Graph.PlaceOf(commit.Parents[1]) : -1;
        return tip >= 0 && broughtBy[tip] == index ? tip : places[index];
    }

    /// <summary>Whether it is a commit of the line itself.</summary>
    public bool IsOwn(string? commit) => IndexOf(commit) is >= 1 and var index && this[index].Name.ToString() == commit;

    public static ObjectId? TryParse(string? commit) =>
        commit is { Length: 40 or 64 } && commit.All(char.IsAsciiHexDigit) ? ObjectId.Parse(commit) : null;

    private int[] Line()
    {
        var line = new List<int>();
        var place = input.Head is { } head ? Graph.PlaceOf(head) : -1;
        while (place >= 0)
        {
            line.Add(place);
            if (input.Commits[place].CommittedAt < input.Since)
                break;
            // A parent that is not read (a shallow clone) ends the line.
            var commit = input.Commits[place];
            place = commit.Parents.Count == 0 ? -1 : Graph.PlaceOf(commit.Parents[0]);
        }
        line.Reverse();
        return [.. line];
    }
}
