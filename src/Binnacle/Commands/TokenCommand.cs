using System.CommandLine;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Commands;

/// <summary>API tokens, by the operator of the machine on behalf of an account.</summary>
internal static class TokenCommand
{
    private static readonly Option<string?> AccountName = new("--account")
    {
        Description = "Sign-in name of the owner [default: the first administrator]",
        HelpName = "NAME",
    };

    public static Command Create() =>
        new("token", "API tokens of an account, and a link to sign in again")
        {
            CreateOne(),
            List(),
            Revoke(),
            SignIn(),
        };

    private static Command CreateOne()
    {
        var name = new Argument<string>("NAME") { Description = "What the token is for" };
        var scope = new Option<TokenScope>("--scope")
        {
            Description = "Read or Write",
            DefaultValueFactory = _ => TokenScope.Read,
        };
        var days = new Option<int>("--days")
        {
            Description = "Valid for days, at most 366",
            DefaultValueFactory = _ => 90,
        };
        return Verb(
            new Command("create", "Print a new token; it is shown once") { name, scope, days },
            async (parsed, db, stop) =>
            {
                var token = db.AddApiToken(
                    parsed.GetValue(name)!,
                    parsed.GetValue(scope),
                    TimeSpan.FromDays(parsed.GetValue(days))
                );
                await db.SaveChangesAsync(stop);
                await Console.Out.WriteLineAsync(token);
            }
        );
    }

    private static Command List() =>
        Verb(
            new Command("list", "Valid tokens: ending, scope, expiry, last use, name"),
            async (_, db, stop) =>
            {
                foreach (var token in await Valid(db).OrderBy(token => token.Name).ToListAsync(stop))
                {
                    await Console.Out.WriteLineAsync(
                        $"{token.Ending}\t{token.Scope}\t{token.ExpiresAt:yyyy-MM-dd}\t{(token.LastUsedAt is { } used ? $"{used:yyyy-MM-dd}" : "never")}\t{token.Name}"
                    );
                }
            }
        );

    private static Command Revoke()
    {
        var which = new Argument<string>("NAME") { Description = "Name or ending of the token" };
        return Verb(
            new Command("revoke", "End a token at once") { which },
            async (parsed, db, stop) =>
            {
                var asked = parsed.GetValue(which)!;
                var found = await Valid(db)
                    .Where(token => token.Name == asked || token.Ending == asked)
                    .ToListAsync(stop);
                if (found.Count != 1)
                {
                    throw new CommandFailure(
                        ExitCode.Failed,
                        found.Count == 0
                            ? $"No valid token is called {asked}."
                            : $"{found.Count} tokens match {asked}; name the ending."
                    );
                }
                found[0].Revoke(db);
                await db.SaveChangesAsync(stop);
            }
        );
    }

    private static Command SignIn()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Address of the server, as people use it",
            HelpName = "URL",
            DefaultValueFactory = _ => new Uri("http://localhost:5180"),
        };
        return Verb(
            new Command("sign-in", "Print a one-time sign-in link, valid for 15 minutes; using it removes the password")
            {
                url,
            },
            async (parsed, db, stop) =>
            {
                var account = await db.Users.SingleAsync(row => row.Id == db.Viewer.AccountId, stop);
                db.Viewer = Viewer.System;
                var token = await db.AddOneTimeLinkAsync(account, OneTimeLink.ForReturn, stop);
                db.Record(
                    "sign-in.link-made",
                    account.Name,
                    "/settings/accounts",
                    "on the command line",
                    AccessEvent.Of(account)
                );
                await db.SaveChangesAsync(stop);
                var place = parsed.GetValue(url)!.AbsoluteUri.TrimEnd('/');
                await Console.Out.WriteLineAsync($"{place}/sign-in/once?token={token}");
            }
        );
    }

    private static IQueryable<ApiToken> Valid(AppDb db) =>
        db.Set<ApiToken>().Where(token => token.RevokedAt == null && token.ExpiresAt > db.Now);

    private static Command Verb(Command command, Func<ParseResult, AppDb, CancellationToken, Task> run)
    {
        InstallationOptions.AddTo(command);
        command.Options.Add(AccountName);
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var db = await Opened.MigratedAsync(parsed, stop);
                var name = parsed.GetValue(AccountName);
                var normalized = name?.ToUpperInvariant();
                var owner = name is null
                    ? await db.FirstAdministratorAsync(stop)
                    : await db.Users.SingleOrDefaultAsync(
                        account => account.NormalizedUserName == normalized && account.ClosedAt == null,
                        stop
                    );
                if (owner is null)
                {
                    throw new CommandFailure(
                        ExitCode.Failed,
                        name is null
                            ? "There is no account yet. Start the server and sign in once."
                            : $"No open account is called {name}."
                    );
                }
                db.Viewer = await db.LoadViewerAsync(owner.Id, securityStamp: null, stop) ?? Viewer.Nobody;
                await run(parsed, db, stop);
                return ExitCode.Ok;
            }
        );
        return command;
    }
}
