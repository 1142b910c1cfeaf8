namespace Binnacle.Platform.Deliveries.Channels;

public static class ChannelWords
{
    public static string Words(this ChannelKind kind) =>
        kind switch
        {
            ChannelKind.Email => "E-mail",
            ChannelKind.Slack => "Slack",
            ChannelKind.Teams => "Microsoft Teams",
            ChannelKind.Mattermost => "Mattermost",
            _ => "Webhook",
        };

    public static string Slug(this ChannelKind kind) => kind.ToString().ToLowerInvariant();

    public static string Words(this MailSecurity security) =>
        security switch
        {
            MailSecurity.StartTls => "STARTTLS",
            MailSecurity.Implicit => "TLS from the start",
            _ => "no encryption",
        };

    /// <summary>Its settings without what opens it.</summary>
    public static string Told(Channel channel) =>
        channel.Kind is ChannelKind.Email
            ? $"{channel.Host}:{channel.Port}, {channel.Security.Words()}, from {channel.From}{(channel.UserName.Length > 0 ? $", as {channel.UserName}" : "")}"
            : $"{channel.Kind.Words()} at {channel.Host}: {(channel.Topics.Length == 0 ? "nothing yet" : string.Join(", ", channel.Topics.Split(' ').Select(Topics.Words)))}";
}
