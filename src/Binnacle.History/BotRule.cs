using System.Text.RegularExpressions;

namespace Binnacle.History;

/// <summary>
/// Tells programs from people by what they call themselves. One visible rule, no guessing: whoever it misses can be marked in the
/// catalogue.
/// </summary>
public static partial class BotRule
{
    /// <summary>The rule in words, for people.</summary>
    public const string Text =
        "A committer is a bot when the name or address ends in [bot], when a whole word of it is bot, ci-bot or robot beside a dash, space or "
        + "underscore, or when the name or the address before @ is one of: "
        + Names
        + ". People whose names merely contain these letters (Abbott, cubot) are not bots.";

    private const string Names =
        "dependabot, dependabot-preview, renovate, renovate-bot, github-actions, greenkeeper, greenkeeperio-bot, pre-commit-ci, "
        + "snyk-bot, mergify, allcontributors, imgbot, pyup-bot, scala-steward, semantic-release-bot, codecov-io, whitesource-bolt, "
        + "mend-bolt, depfu, travis-ci, circleci, azure-pipelines, gitlab-bot, k8s-ci-robot, k8s-merge-robot, bors, homu, prow, "
        + "weblate, transifex, crowdin-bot, copybara-service, copybara, jenkins, buildkite, netlify, vercel, sonatype-lift, deepsource, "
        + "restyled-io, stale, google-cla, web-flow, grafanabot, grafana-delivery-bot, loki-gh-app, prombot, prometheusbot, jekyllbot, updatecli, flux, fluxcdbot, argocd";

    private static readonly HashSet<string> Known = new(
        Names.Split(", ", StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>True when <see cref="Text"/> applies. Letter case does not matter.</summary>
    public static bool Matches(Identity identity)
    {
        var mailbox = Mailbox(identity.Address);
        return IsBot(identity.Name.Trim()) || IsBot(mailbox);
    }

    /// <summary><c>49699333+dependabot[bot]@users.noreply.github.com</c> → <c>dependabot[bot]</c>.</summary>
    private static string Mailbox(string address)
    {
        var at = address.LastIndexOf('@');
        var mailbox = at < 0 ? address : address[..at];
        var plus = mailbox.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && mailbox.AsSpan(0, plus).IndexOfAnyExceptInRange('0', '9') < 0
            ? mailbox[(plus + 1)..]
            : mailbox;
    }

    private static bool IsBot(string text) =>
        text.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase)
        || Known.Contains(text)
        || Known.Contains(text.Replace(' ', '-'))
        || WholeWord().IsMatch(text);

    [GeneratedRegex(
        @"(?:[-_ ](?:ro)?bot|^(?:ro)?bot[-_ ].*|^bot)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WholeWord();
}
