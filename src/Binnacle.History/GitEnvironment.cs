namespace Binnacle.History;

/// <summary>
/// The only environment git is started with: nothing of the caller's, nothing of the system's or the user's configuration, and
/// settings that take precedence over a repository's own. Reading never sees a repository's configuration at all
/// (<see cref="BorrowedGitDirectory"/>); these settings are the second wall.
/// </summary>
internal static class GitEnvironment
{
    private static readonly (string Key, string Value)[] Settings =
    [
        // Programs that git would start.
        ("core.fsmonitor", "false"),
        ("core.hooksPath", "/dev/null"),
        ("core.pager", "cat"),
        ("core.editor", "false"),
        ("core.sshCommand", "false"),
        ("core.askPass", "false"),
        ("core.gitProxy", ""),
        ("core.alternateRefsCommand", ":"),
        ("credential.helper", ""),
        ("gpg.program", "false"),
        ("gpg.ssh.program", "false"),
        ("gpg.x509.program", "false"),
        ("log.showSignature", "false"),
        ("uploadpack.packObjectsHook", "false"),
        ("gc.auto", "0"),
        ("maintenance.auto", "false"),
        // Files outside the repository.
        ("core.attributesFile", "/dev/null"),
        ("core.excludesFile", "/dev/null"),
        ("mailmap.file", "/dev/null"),
        ("commit.template", "/dev/null"),
        // What would change the numbers.
        ("core.bigFileThreshold", "64m"),
        ("core.quotePath", "false"),
        ("diff.algorithm", "myers"),
        ("diff.ignoreSubmodules", "none"),
        ("diff.submodule", "short"),
        ("diff.noprefix", "false"),
        ("diff.relative", "false"),
        ("i18n.logOutputEncoding", "UTF-8"),
        ("log.mailmap", "false"),
        ("log.showRoot", "true"),
        ("advice.graftFileDeprecated", "false"),
        ("color.ui", "false"),
        ("submodule.recurse", "false"),
        ("fetch.recurseSubmodules", "false"),
        ("safe.directory", "*"),
    ];

    /// <summary>Replaces <paramref name="environment"/> as a whole.</summary>
    /// <param name="protocols">Colon-separated transports git may use; <c>none</c> when reading.</param>
    public static void Fill(
        IDictionary<string, string?> environment,
        string protocols,
        IEnumerable<(string Key, string Value)> more
    )
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        var systemRoot = Environment.GetEnvironmentVariable("SystemRoot");
        environment.Clear();
        environment["PATH"] = path;
        if (systemRoot is not null)
            environment["SystemRoot"] = systemRoot;
        environment["HOME"] = "/nonexistent";
        environment["LC_ALL"] = "C";
        environment["TZ"] = "UTC";
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_SYSTEM"] = "/dev/null";
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        environment["GIT_ATTR_NOSYSTEM"] = "1";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_ASKPASS"] = "false";
        environment["SSH_ASKPASS"] = "false";
        environment["GIT_SSH_COMMAND"] = "false";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_PAGER"] = "cat";
        environment["GIT_EDITOR"] = "false";
        environment["GIT_NO_LAZY_FETCH"] = "1";
        // A repository's history as recorded: neither replacement objects nor grafts, which are somebody's local view.
        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_GRAFT_FILE"] = "/dev/null";
        // Unlike protocol.allow, a repository's protocol.<name>.allow cannot override this.
        environment["GIT_ALLOW_PROTOCOL"] = protocols;
        environment["GIT_PROTOCOL_FROM_USER"] = "0";

        var count = 0;
        foreach (var (key, value) in Settings.Concat(more))
        {
            environment[$"GIT_CONFIG_KEY_{count}"] = key;
            environment[$"GIT_CONFIG_VALUE_{count}"] = value;
            count++;
        }
        environment["GIT_CONFIG_COUNT"] = count.ToString();
    }
}
