namespace Binnacle.Platform.Checks;

/// <summary>On screen: alive, at risk, not kept, unknown, not applicable.</summary>
public enum CheckState
{
    Pass,
    Warn,
    Fail,
    Unknown,
    NotApplicable,
}

/// <summary>What a check found. Missing data is <see cref="CheckState.Unknown"/>: never zero, never a pass.</summary>
public sealed record CheckResult(CheckState State, string Text, string Headline, string NextStep)
{
    /// <summary>The number behind <see cref="Text"/>, for the trend; shares are 0 to 1.</summary>
    public double? Number { get; init; }

    /// <summary>"share", "days", "count".</summary>
    public string Unit { get; init; } = "";

    public string? Target { get; init; }

    /// <summary>How many things were looked at, with their name: (131, "changes").</summary>
    public Sample Sample { get; init; } = Sample.None;

    /// <summary>How much of the population had data: (6, 6, "repositories").</summary>
    public Coverage? Coverage { get; init; }

    public DateTime? NewestAt { get; init; }

    public string? NewestWhat { get; init; }

    /// <summary>Further lines of the evidence panel, as ("Decided by", "conventional 62 %, words 21 %, nothing 17 %").</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>The rows behind the number, the worst first.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public static CheckResult Unknown(string why, string nextStep) => new(CheckState.Unknown, "unknown", why, nextStep);

    public static CheckResult NotApplicable(string why) => new(CheckState.NotApplicable, "–", why, "");
}

public sealed record Sample(int Count, string Of)
{
    public static readonly Sample None = new(0, "");
}

public sealed record Coverage(int Known, int Total, string Of);

public sealed record Fact(string Name, string Value);

/// <summary>One row behind a number: a file, a commit, a record. <paramref name="Line"/> counts from 1.</summary>
public sealed record Evidence(
    string Title,
    string? Note = null,
    Guid? RepositoryId = null,
    string? Path = null,
    string? Commit = null,
    DateTime? At = null,
    CheckState? State = null,
    int? Line = null
);
