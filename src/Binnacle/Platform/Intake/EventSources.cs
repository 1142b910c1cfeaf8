using System.Text.Json;

namespace Binnacle.Platform.Intake;

/// <summary>The tools that are known, by name.</summary>
public static class EventSources
{
    public static readonly IReadOnlyList<IEventSource> All =
    [
        .. typeof(IEventSource)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IEventSource)))
            .Select(type => (IEventSource)Activator.CreateInstance(type)!)
            .OrderBy(source => source.Name, StringComparer.OrdinalIgnoreCase),
    ];

    public static IEventSource? Of(string? kind) => All.FirstOrDefault(source => source.Kind == kind);

    /// <summary>Deeper than this no tool nests; what does, wants to hurt.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };
}
