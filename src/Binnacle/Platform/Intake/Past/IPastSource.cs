using System.Text.Json.Serialization;
using Binnacle.Platform.Facts;

namespace Binnacle.Platform.Intake.Past;

/// <summary>A request of a tool's API that is still to be made. What is still to be made is all that reading goes on from.</summary>
/// <param name="Step">"reviews": what is read with it, in words.</param>
/// <param name="Path">Behind the API's address, with its query.</param>
/// <param name="About">Whose it is: a repository's key, a host.</param>
/// <param name="Of">What the answer itself does not say: the number of the change, the window of time.</param>
/// <param name="Until">A list from the newest on is read until here.</param>
/// <param name="Begun">When its first page was asked for, where the list has to be looked at once more.</param>
public sealed record PastRequest(
    [property: JsonPropertyName("s")] string Step,
    [property: JsonPropertyName("p")] string Path,
    [property: JsonPropertyName("a")] string? About = null,
    [property: JsonPropertyName("o")] string? Of = null,
    [property: JsonPropertyName("u")] DateTime? Until = null,
    [property: JsonPropertyName("b")] DateTime? Begun = null
);

/// <summary>An answer of the API.</summary>
/// <param name="Next">The path of the page behind it, where the answer's header names one.</param>
/// <param name="Since">The day from which on the past is wanted.</param>
public sealed record PastAnswer(
    PastRequest Request,
    Foreign Body,
    string? Next,
    DateTime Since,
    DateTime Now,
    PersonMarks Marks
)
{
    /// <summary>For mappers that read hooks as well.</summary>
    public EventReading Reading => new("", Body, Now, Marks);

    /// <summary>The same request for the page behind it; none where it was the last.</summary>
    public IEnumerable<PastRequest> NextPage => Next is null ? [] : [Request with { Path = Next }];
}

/// <summary>What an answer tells, and what to ask because of it: first of all that remains.</summary>
public sealed record PastPage(IEnumerable<Telling> Tellings, IEnumerable<PastRequest> Next)
{
    /// <summary>Of a list with the newest first: it is over with the first page that has none of the days wanted.</summary>
    /// <param name="more">What to ask because of each.</param>
    /// <param name="at">Its moment, by which they are sorted; where it has none yet, it is new.</param>
    public static PastPage Newest(
        PastAnswer answer,
        IEnumerable<Foreign> items,
        Func<Foreign, Telling> read,
        Func<Foreign, IEnumerable<PastRequest>>? more = null,
        Func<Foreign, DateTime?>? at = null
    )
    {
        at ??= one => one["created_at"].RequireTime();
        var young = items.Where(one => !(at(one) < answer.Since)).ToList();
        return new(
            young.Select(read),
            [.. young.SelectMany(one => more?.Invoke(one) ?? []), .. young.Count == 0 ? [] : answer.NextPage]
        );
    }
}

/// <summary>
/// What happened before a hook was there, through the tool's API. A reading is a pure function of one answer, so that
/// whoever is killed goes on with the request that was not answered. One class for each tool, under <c>Sources/</c>.
/// </summary>
public interface IPastSource
{
    /// <summary>As <see cref="IEventSource.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>The API's address where it is the same for everybody; null where each has an own.</summary>
    string? Address { get; }

    /// <summary>As "https://ghe.example.org/api/v3 for a server of your own".</summary>
    string AddressHint { get; }

    /// <summary>What the token has to be allowed.</summary>
    string TokenHint { get; }

    /// <summary>What to name, one a line, and what nothing means.</summary>
    string WantedHint { get; }

    /// <summary>Whether its parts are repositories: those of the catalogue are read where none is named.</summary>
    bool ReadsRepositories { get; }

    /// <summary>The host of its repositories: <c>github.com</c> behind <c>api.github.com</c>.</summary>
    string HostOf(Uri address);

    /// <summary>The part that is everything, where nothing is named; null where something has to be.</summary>
    string? Everything { get; }

    IEnumerable<(string Name, string Value)> Headers(string token);

    /// <summary>What is asked for first of a part.</summary>
    PastRequest First(string part, DateTime since);

    /// <exception cref="Refusal">Something it cannot do without is missing; names the place.</exception>
    PastPage Read(PastAnswer answer);

    /// <summary>What the token needs for a step: "Actions: read".</summary>
    string Scope(string step);
}

public static class PastSources
{
    public static readonly IReadOnlyList<IPastSource> All =
    [
        .. typeof(IPastSource)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IPastSource)))
            .Select(type => (IPastSource)Activator.CreateInstance(type)!)
            .OrderBy(source => source.Kind, StringComparer.Ordinal),
    ];

    public static IPastSource? Of(string? kind) => All.FirstOrDefault(source => source.Kind == kind);
}
