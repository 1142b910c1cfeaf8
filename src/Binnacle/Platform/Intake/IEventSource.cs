using Binnacle.Platform.Facts;

namespace Binnacle.Platform.Intake;

/// <summary>A request at a hook, before anything of it is trusted.</summary>
/// <param name="Headers">Names in any case.</param>
/// <param name="Token">From <c>?token=</c>, for tools that can send no header.</param>
public sealed record HookRequest(IReadOnlyDictionary<string, string> Headers, string? Token, ReadOnlyMemory<byte> Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>What an event is read with.</summary>
/// <param name="Event">As <see cref="IEventSource.EventOf"/> said when it came.</param>
/// <param name="ReceivedAt">For sources that send no time of their own.</param>
public sealed record EventReading(string Event, Foreign Body, DateTime ReceivedAt, PersonMarks Marks)
{
    /// <summary>It lay in a file, perhaps for years: when it came says nothing of when it was.</summary>
    public bool IsFromFile { get; init; }

    /// <summary>When something arrived at the tool, where the tool does not say it.</summary>
    /// <param name="written">When it was made.</param>
    public DateTime ArrivedAt(DateTime? written) => IsFromFile ? written ?? ReceivedAt : ReceivedAt;
}

/// <summary>
/// Foreign events in, facts out. Nothing else in the tree knows the shape. One class for each tool, under <c>Sources/</c>; found by
/// reflection.
/// </summary>
public interface IEventSource
{
    /// <summary>"github": in addresses and tables.</summary>
    string Kind { get; }

    /// <summary>"GitHub": on screen.</summary>
    string Name { get; }

    /// <summary>What to enter where in that tool, as sentences.</summary>
    string SetUp { get; }

    /// <summary>What is sent when somebody asks for a test event, signed as the tool signs.</summary>
    HookRequest Sample(string secret, DateTime now);

    /// <summary>Compares in constant time.</summary>
    bool IsGenuine(HookRequest request, string secret);

    /// <summary>The tool's own name of this sending; null where it has none: then the body is its name.</summary>
    string? DeliveryOf(HookRequest request, Foreign body);

    /// <summary>"pull_request": what kind of event it is; null where it is none of this tool's.</summary>
    /// <param name="request">Null for a file, which has no headers.</param>
    string? EventOf(HookRequest? request, Foreign body);

    /// <summary>What it tells. Nothing for events that concern nothing here.</summary>
    /// <exception cref="Refusal">Something it cannot do without is missing; names the place.</exception>
    IEnumerable<Telling> Read(EventReading reading);
}
