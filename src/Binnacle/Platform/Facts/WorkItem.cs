namespace Binnacle.Platform.Facts;

/// <summary>An issue or a ticket of a tracker.</summary>
public sealed class WorkItem : Fact
{
    /// <summary>What people call it: "TEST-5", "#12"; another one after it moved to another project.</summary>
    [Newest]
    public string Name { get; set; } = "";

    [Newest]
    public string? Title { get; set; }

    [Newest]
    public string? Url
    {
        get;
        set => field = ToldLink.Of(value);
    }

    /// <summary>"bug", "story": as the tracker says.</summary>
    [Newest]
    public string? Type { get; set; }

    [Newest]
    public string? Status { get; set; }

    /// <summary>One label a line.</summary>
    [Newest]
    public string? Labels { get; set; }

    [Earliest]
    public DateTime? CreatedAt { get; set; }

    /// <summary>Whether its tracker counts its state as done; some say so and not since when.</summary>
    [Newest]
    public bool? IsDone { get; set; }

    /// <summary>It is done unless <see cref="ReopenedAt"/> is later.</summary>
    [Latest]
    public DateTime? ClosedAt { get; set; }

    [Latest]
    public DateTime? ReopenedAt { get; set; }

    [Latest]
    public DateTime? DeletedAt { get; set; }

    public static WorkItem Of(string host, string repositoryKey, string item, string name)
    {
        var key = $"{host}/items/{item}";
        return new()
        {
            Id = FactIds.Of("item", key),
            Key = key,
            RepositoryKey = repositoryKey,
            Name = name,
        };
    }
}

/// <summary>That a work item went from one state to another.</summary>
public sealed class WorkItemMove : Fact
{
    public Guid ItemId { get; set; }

    [Newest]
    public string? From { get; set; }

    [Newest]
    public string? To { get; set; }

    [Earliest]
    public DateTime? At { get; set; }

    /// <param name="move">The tracker's own name of it; null where it has none.</param>
    public static WorkItemMove Of(WorkItem item, DateTime at, string to, string? move = null)
    {
        var key = $"{item.Key}/moves/{move ?? $"{at:O}"}/{to}";
        return new()
        {
            Id = FactIds.Of("move", key),
            Key = key,
            RepositoryKey = item.RepositoryKey,
            ItemId = item.Id,
            To = to,
            At = at,
        };
    }
}
