namespace Binnacle.Platform.Deliveries.Channels;

/// <summary>What an administrator fills in. Of a secret, empty leaves what is kept.</summary>
public sealed record ChannelDraft(
    ChannelKind Kind,
    string? Name = null,
    string? Scope = null,
    IReadOnlyList<string>? Topics = null,
    string? Address = null,
    string? Host = null,
    string? Port = null,
    MailSecurity Security = MailSecurity.StartTls,
    string? UserName = null,
    string? Password = null,
    string? From = null,
    string? Fingerprint = null
);
