using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>Reads a repository's commits as change sets, as code-maat's log has them or as we count them ourselves.</summary>
internal static class ScanHistory
{
    /// <exception cref="RepositoryException">It cannot be read, or holds no commit.</exception>
    public static Task<ChangeHistory> ReadAsync(ScanInput input, CancellationToken cancellation) =>
        input.Choice.IsReference ? AsReferenceAsync(input, cancellation) : OwnAsync(input, cancellation);

    /// <summary>Every reference's commits, files under the name they had, nobody and nothing left out.</summary>
    private static async Task<ChangeHistory> AsReferenceAsync(ScanInput input, CancellationToken cancellation)
    {
        var (git, choice) = (input.Git, input.Choice);
        var ids = await git.SelectedAsync(new(Head: null, choice.Since, choice.Until), cancellation);
        var days = await git.AuthorDaysAsync(ids, cancellation);
        var history = new ChangeHistory(new() { CountsSubmodules = true });
        var options = input.Options with { FollowsRenames = false };
        await foreach (var commit in input.CommitsAsync(ids, options, cancellation))
            history.Add(commit, days.TryGetValue(commit.Id, out var day) ? day : null);
        return Grouped(history.Renamed(QuotedPath.Of), choice.Grouping);
    }

    /// <summary>What people did to the team's own files that are there at the head, under their present names.</summary>
    private static async Task<ChangeHistory> OwnAsync(ScanInput input, CancellationToken cancellation)
    {
        var head = await input.HeadAsync(cancellation);
        var own = (await input.OwnFilesAsync(head, cancellation)).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string NameOf(Identity identity) =>
            names.TryGetValue(ScanPerson.Of(identity), out var name)
                ? name
                : names[ScanPerson.Of(identity)] = identity.Name;
        var history = new ChangeHistory(
            new()
            {
                FollowsRenames = true,
                AuthorOf = NameOf,
                IsAtHead = own.Contains,
            }
        );
        var ids = await input.Git.SelectedAsync(new(head, input.Choice.Since), cancellation);
        var options = input.Options with { MailmapAt = head };
        await foreach (var commit in input.CommitsAsync(ids, options, cancellation))
            if (BotRule.Matches(commit.Author))
                history.Follow(commit);
            else
                history.Add(commit);
        return Grouped(history.Renamed(path => own.Contains(path) ? path : null), input.Choice.Grouping);
    }

    private static ChangeHistory Grouped(ChangeHistory history, Grouping? grouping) =>
        grouping is null ? history : history.Renamed(grouping.NameOf);
}
