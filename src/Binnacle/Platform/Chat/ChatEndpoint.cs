using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Intake;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Chat;

/// <summary>Where chats send what people type: <c>POST /hooks/chat/{slug}</c>. The signature alone proves who sends.</summary>
public static class ChatEndpoint
{
    private const int MostBytes = 32_768;

    public static void MapChat(this IEndpointRouteBuilder app) =>
        app.MapPost("/hooks/chat/{slug}", (RequestDelegate)ReceiveAsync)
            .RequireAuthorization(May.Everyone)
            .DisableAntiforgery()
            .ExcludeFromDescription();

    private static async Task ReceiveAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var services = context.RequestServices;
        var db = services.GetRequiredService<AppDb>();
        var slug = (string)context.GetRouteValue("slug")!;
        var command = await db.Set<ChatCommand>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Slug == slug && row.ClosedAt == null && row.Secret != null, cancellation);
        if (
            command is null
            || services.GetRequiredService<SealedSecret>().Open(ChatCommandVerbs.Purpose, command.Secret!)
                is not { } secret
        )
        {
            await HookEndpoint.AnswerAsync(context, 404, "There is no chat at this address.");
            return;
        }
        if (await HookEndpoint.BodyAsync(context, MostBytes) is not { } body)
        {
            await HookEndpoint.AnswerAsync(context, 413, $"Send at most {MostBytes / 1024} KB.");
            return;
        }
        string? Header(string name) =>
            context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
        if (!ChatProof.IsGenuine(command.Tool, Header, body, secret, db.Now))
        {
            await NoteAsync(db, command, isRefused: true, cancellation);
            await HookEndpoint.AnswerAsync(context, 401, "The signature, its time or the token does not match.");
            return;
        }
        if (SlashCommand.Read(body) is not { } said)
        {
            await HookEndpoint.AnswerAsync(context, 400, "This is no slash command.");
            return;
        }
        await NoteAsync(db, command, isRefused: false, cancellation);
        db.Viewer = ViewerOf(command, said);
        var reply = await ReplyAsync(services, db, command, said, cancellation);
        await context.Response.WriteAsJsonAsync(
            ChatMarkup.Of(reply, command.Tool, services.GetRequiredService<OwnAddress>()),
            cancellation
        );
    }

    private static async Task<ChatReply> ReplyAsync(
        IServiceProvider services,
        AppDb db,
        ChatCommand command,
        SlashCommand said,
        CancellationToken cancellation
    )
    {
        var sending = ChatProof.NameOf(command, said);
        try
        {
            foreach (var answer in services.GetServices<AnswerChat>())
                if (await answer(db, said, sending, cancellation) is { } reply)
                    return reply;
            return ChatReply.Privately($"Nothing here answers to {said.Command}.");
        }
        catch (Refusal refused)
        {
            return ChatReply.Privately(refused.Message);
        }
        catch (NotAllowed refused)
        {
            return ChatReply.Privately(refused.Message);
        }
    }

    private static Viewer ViewerOf(ChatCommand command, SlashCommand said) =>
        new(
            null,
            $"{said.User} in {command.Name}",
            command.TeamId is null ? Role.Member : Role.None,
            command.TeamId is { } team ? new Dictionary<Guid, Role> { [team] = Role.Member } : []
        );

    /// <summary>At most once in ten seconds: a flood writes nothing more.</summary>
    private static Task NoteAsync(AppDb db, ChatCommand command, bool isRefused, CancellationToken cancellation)
    {
        var (now, rows) = (db.Now, db.Set<ChatCommand>().Where(row => row.Id == command.Id));
        if (now - (isRefused ? command.RefusedAt : command.UsedAt) < TimeSpan.FromSeconds(10))
            return Task.CompletedTask;
        return isRefused
            ? rows.ExecuteUpdateAsync(row => row.SetProperty(one => one.RefusedAt, now), cancellation)
            : rows.ExecuteUpdateAsync(row => row.SetProperty(one => one.UsedAt, now), cancellation);
    }
}
