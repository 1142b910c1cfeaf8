using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Chat;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary><c>/blocked TEXT</c>, <c>/blocked list</c> and <c>/unblocked NUMBER what helped</c>, typed in a chat.</summary>
internal static class BlockerChat
{
    private const int MostListed = 10;

    private const string Help =
        "/blocked TEXT raises a blocker, /blocked list shows what stands, /unblocked NUMBER WHAT HELPED ends one.";

    public static IServiceCollection AddBlockers(this IServiceCollection services) =>
        services.AddSingleton<AnswerChat>(AnswerAsync);

    internal static async Task<ChatReply?> AnswerAsync(
        AppDb db,
        SlashCommand said,
        string? sending,
        CancellationToken cancellation
    ) =>
        said.Command switch
        {
            "/blocked" when said.Text is "" or "help" => ChatReply.Privately(Help),
            "/blocked" when said.Text.Equals("list", StringComparison.OrdinalIgnoreCase) => await ListAsync(
                db,
                said,
                cancellation
            ),
            "/blocked" => await RaiseAsync(db, said, sending, cancellation),
            "/unblocked" => await UnblockAsync(db, said, cancellation),
            _ => null,
        };

    private static async Task<ChatReply> RaiseAsync(
        AppDb db,
        SlashCommand said,
        string? sending,
        CancellationToken cancellation
    )
    {
        var known = sending is null
            ? null
            : await db.Set<Blocker>().AsNoTracking().FirstOrDefaultAsync(row => row.Sending == sending, cancellation);
        var team = await TeamOfAsync(db, said.Channel, cancellation);
        var blocker =
            known
            ?? await db.RaiseAsync(
                new(said.Text, team is null ? ScopeText.Organization : ScopeText.OfTeam(team.Slug)),
                sending,
                cancellation
            );
        return new(
            [
                new(
                    $"for {team?.Name ?? "the organization"}: {blocker.What}",
                    $"Blocker {blocker.Number}",
                    blocker.Url
                ),
                new($"When it is out of the way: /unblocked {blocker.Number} and what helped."),
            ],
            ForAll: true
        );
    }

    private static async Task<ChatReply> ListAsync(AppDb db, SlashCommand said, CancellationToken cancellation)
    {
        var team = await TeamOfAsync(db, said.Channel, cancellation);
        var standing = db.Set<Blocker>().AsNoTracking().OfTeam(team?.Id).Where(row => row.EndedAt == null);
        var total = await standing.CountAsync(cancellation);
        var rows = await standing.InOrder().Take(MostListed).AsRows(db).ToListAsync(cancellation);
        var whose = team is null ? "" : $" of {team.Name}";
        if (total == 0)
            return ChatReply.Privately($"No blocker{whose} stands.");
        return new([
            new($"{Words.Count(total, "blocker")}{whose} {Words.Verb(total, "stands", "stand")}:"),
            .. rows.Select(row => row.Told(db.Now))
                .Select(row => new ChatLine(
                    $"{row.What} ({Words.LongDays(row.Days)}, {row.Owner ?? "no owner"})",
                    row.Number.ToString(CultureInfo.InvariantCulture),
                    $"{Blocker.List}/{row.Number}"
                )),
            .. total > MostListed
                ? new ChatLine[] { new($"and {total - MostListed} more", "All of them,", Blocker.List) }
                : [],
        ]);
    }

    private static async Task<ChatReply> UnblockAsync(AppDb db, SlashCommand said, CancellationToken cancellation)
    {
        var parts = said.Text.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !int.TryParse(parts[0].TrimStart('#'), CultureInfo.InvariantCulture, out var number))
            return ChatReply.Privately("Say which: /unblocked 12 and what helped.");
        if (await db.BlockerAsync(number, cancellation) is not { } blocker)
            throw new Refusal("", $"There is no blocker {number}.");
        await db.UnblockAsync(blocker, parts.Length > 1 ? parts[1] : null, cancellation);
        return new(
            [
                new(
                    $"is unblocked after {Words.LongDays((db.Now - blocker.RaisedAt).TotalDays)}: {blocker.What}",
                    $"Blocker {number}",
                    blocker.Url
                ),
            ],
            ForAll: true
        );
    }

    /// <summary>The team that the chat speaks for, else the one that the channel is named like: #payments, #team-payments.</summary>
    private static async Task<TeamChoice?> TeamOfAsync(AppDb db, string? channel, CancellationToken cancellation)
    {
        var own = db.Viewer.Role < Role.Member ? db.Viewer.Teams.Keys.Cast<Guid?>().FirstOrDefault() : null;
        var name = channel?.Trim().ToLowerInvariant() ?? "";
        var slugs = new[] { name, name.Replace("team-", "", StringComparison.Ordinal), TrimEnd(name, "-team") };
        return await db.Set<Team>()
            .Where(team => team.ArchivedAt == null)
            .Where(team => own == null ? slugs.Contains(team.Slug) : team.Id == own)
            .Select(team => new TeamChoice(team.Id, team.Slug, team.Name))
            .FirstOrDefaultAsync(cancellation);
    }

    private static string TrimEnd(string text, string end) =>
        text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;
}
