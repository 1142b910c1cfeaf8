using Binnacle.Platform.Access;

namespace Binnacle.Platform.Deliveries;

/// <summary>
/// What is told to people outside of the pages. <see cref="QueueNotices.QueueNoticeAsync"/> writes it down together with
/// what it tells of; a worker sends it.
/// </summary>
/// <param name="Kind">A topic of <see cref="Topics"/>: what a subscription or a channel chooses, and what ends by one click.</param>
/// <param name="Title">One line: the subject of an e-mail.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same as HTML, without scripts and styles. Links to <c>/…</c> are made whole when it is sent.</param>
/// <param name="Url">The page it is about, as <c>/commitments/12</c>.</param>
/// <param name="DataClass">What is not open goes to accounts that may see it, and never to a chat channel.</param>
public sealed record Notice(string Kind, string Title, string Text, string Html, string Url, DataClass DataClass)
{
    /// <summary>The team it concerns; null for the organization.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>Who may see a private one.</summary>
    public Guid? OwnerAccountId { get; init; }

    /// <summary>The same key to the same recipient is queued once, however often it is asked for: <c>reminder:12:due</c>.</summary>
    public string? Key { get; init; }

    /// <summary>Colours or lists of a chat message have no room here: at most so many letters of text go to a chat.</summary>
    public const int LongestTitle = 200;
}

/// <summary>To whom. Those without a confirmed address, or who chose otherwise, are passed over.</summary>
public sealed record Recipients
{
    public IReadOnlyCollection<Guid> AccountIds { get; init; } = [];

    /// <summary>People of the catalogue; reached by the accounts that are linked to them.</summary>
    public IReadOnlyCollection<Guid> PersonIds { get; init; } = [];

    /// <summary>All whose subscription of the notice's kind covers its team.</summary>
    public bool Subscribers { get; init; }

    /// <summary>All channels that take the notice's kind for its team.</summary>
    public bool Channels { get; init; }

    /// <summary>Channels by name, where they take the notice's kind.</summary>
    public IReadOnlyCollection<Guid> ChannelIds { get; init; } = [];

    public static Recipients Rooms(params IReadOnlyCollection<Guid> ids) => new() { ChannelIds = ids };

    public static Recipients Accounts(params IReadOnlyCollection<Guid> ids) => new() { AccountIds = ids };

    public static Recipients People(params IReadOnlyCollection<Guid> ids) => new() { PersonIds = ids };

    /// <summary>Everybody who asked for it: subscribers and channels.</summary>
    public static Recipients Everybody => new() { Subscribers = true, Channels = true };
}
