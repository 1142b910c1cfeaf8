using Binnacle.Platform.Checks;

namespace Binnacle.Platform;

public enum Room
{
    Direction,
    Delivery,
    Reliability,
    People,
    Learning,
}

/// <summary>What the house must know of a practice to show it. Each folder under Practices has one class that describes it.</summary>
/// <param name="Id">Lower case, in URLs: <c>debt</c>.</param>
/// <param name="Name">In the navigation: "Debt".</param>
/// <param name="Purpose">One sentence: what this practice is for.</param>
/// <param name="Asks">What the articles ask for, in our words.</param>
public sealed record Practice(
    string Id,
    string Name,
    Room Room,
    int Order,
    string Purpose,
    string Asks,
    IReadOnlyList<Check> Checks
)
{
    /// <summary>The kinds of repository documents that belong to it; its page lists them.</summary>
    public IReadOnlyList<Documents.DocumentKind> Documents { get; init; } = [];

    /// <summary>Asked before a commitment is closed as done; null where it binds none.</summary>
    public Commitments.AskWhatIsMissing? BeforeDone { get; init; }

    /// <summary>The numbers that can be set, in the order of the checks that use them.</summary>
    public IReadOnlyList<Settings.Threshold> Thresholds =>
        [.. Checks.SelectMany(check => check.Thresholds).DistinctBy(threshold => threshold.Key)];
}

public interface IPractice
{
    Practice Describe();
}

/// <summary>All practices, in the order of rooms.</summary>
public sealed class PracticeList
{
    public PracticeList()
    {
        All =
        [
            .. typeof(PracticeList)
                .Assembly.GetTypes()
                .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IPractice)))
                .Select(type => ((IPractice)Activator.CreateInstance(type)!).Describe())
                .OrderBy(practice => practice.Room)
                .ThenBy(practice => practice.Order),
        ];
        Checks = [.. All.SelectMany(practice => practice.Checks)];
    }

    public IReadOnlyList<Practice> All { get; }

    public IReadOnlyList<Check> Checks { get; }

    public Practice Of(Check check) => All.First(practice => practice.Checks.Contains(check));
}
