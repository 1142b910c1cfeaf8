using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Chat;

/// <param name="Secret">Slack's signing secret, Mattermost's token; null lets one be made.</param>
/// <param name="Team">A slug: those who type there speak for this team alone.</param>
public sealed record ChatCommandDraft(string? Name, ChatTool Tool, string? Secret = null, string? Team = null)
{
    public override string ToString() => nameof(ChatCommandDraft);
}

/// <summary>What administrators do with chats; each is told to the Timeline, never with a secret.</summary>
internal sealed class ChatCommandVerbs(AppDb db, SealedSecret secrets)
{
    public const string Purpose = "chat-command";
    private const int ShortestSecret = 16;

    /// <returns>The secret, shown once.</returns>
    public async Task<(ChatCommand Command, string Secret)> AddAsync(
        ChatCommandDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        if (!Enum.IsDefined(draft.Tool))
            throw new Refusal("tool", "Choose Slack or Mattermost.");
        var name = draft.Name?.Trim() is { Length: > 0 and <= 100 } given
            ? given
            : throw new Refusal("name", "Enter a name of 1 to 100 characters, as “Northwind's Slack”.");
        var slug = Slugs.Of(name, longest: 60);
        if (await db.Set<ChatCommand>().AnyAsync(row => row.Slug == slug, cancellation))
            throw new Refusal(
                "name",
                $"There is, or was, a chat with the address /hooks/chat/{slug}. Choose another name."
            );
        var team = await db.TeamOrNobodyAsync(draft.Team, cancellation);
        var secret =
            string.IsNullOrWhiteSpace(draft.Secret) ? Secret.Make()
            : draft.Secret.Trim() is { Length: >= ShortestSecret and <= 500 } own ? own
            : throw new Refusal("secret", $"A secret has {ShortestSecret} to 500 characters.");
        var command = new ChatCommand
        {
            Slug = slug,
            Name = name,
            Tool = draft.Tool,
            Secret = secrets.Seal(Purpose, secret),
            TeamId = team?.Id,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        db.Add(command);
        db.Record(
            "chat.added",
            name,
            ChatCommand.Page,
            $"{draft.Tool}, whoever types there speaks as a member of {team?.Name ?? "the organization"}"
        );
        await db.SaveChangesAsync(cancellation);
        return (command, secret);
    }

    public async Task CloseAsync(Guid id, CancellationToken cancellation = default)
    {
        db.Viewer.RequireAdministrator();
        if (
            await db.Set<ChatCommand>().SingleOrDefaultAsync(row => row.Id == id && row.ClosedAt == null, cancellation)
            is not { } command
        )
            return;
        (command.ClosedAt, command.ClosedBy, command.Secret) = (db.Now, db.Viewer.Name, null);
        db.Record("chat.closed", command.Name, ChatCommand.Page);
        await db.SaveChangesAsync(cancellation);
    }
}

public static class ChatSetup
{
    public static IServiceCollection AddChat(this IServiceCollection services) =>
        services.AddScoped<ChatCommandVerbs>();
}
