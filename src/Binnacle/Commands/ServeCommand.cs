using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Binnacle.Demo;
using Binnacle.Hosting;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Commands;

internal static class ServeCommand
{
    private static readonly Argument<string[]> Repositories = new("repositories")
    {
        Description =
            "Folders or clone addresses (https, ssh) to add and read [default: in a new data folder, the repository you stand in]",
        HelpName = "REPO",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "Port to listen on",
        DefaultValueFactory = _ => 5180,
    };

    private static readonly Option<string> Host = new("--host")
    {
        Description = "Name or address to listen on; * for all",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<Uri?> PublicUrl = new("--public-url")
    {
        Description = "Address that people use, where a proxy stands in front",
        HelpName = "URL",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (
                Uri.TryCreate(text, UriKind.Absolute, out var url)
                && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
                && url.PathAndQuery == "/"
            )
                return url;
            result.AddError($"--public-url takes an address as https://binnacle.example.org, found {text}.");
            return null;
        },
    };

    private static readonly Option<bool> Open = new("--open") { Description = "Open the browser, signed in" };

    public static Command Create()
    {
        Port.Validators.Add(port =>
        {
            if (
                port.Tokens is [var token]
                && !(int.TryParse(token.Value, out var number) && number is >= 1 and <= 65535)
            )
                port.AddError("--port takes a number from 1 to 65535.");
        });
        var command = new Command(
            "serve",
            "Start the server, read the repositories given, and print a one-time sign-in link"
        )
        {
            Repositories,
            Port,
            Host,
            PublicUrl,
            Open,
            ReviewCommand.AllowPrivateAddresses,
        };
        InstallationOptions.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
            {
                var options = new ServerOptions(
                    InstallationOptions.Read(parsed),
                    parsed.GetValue(Host)!,
                    parsed.GetValue(Port),
                    parsed.GetValue(PublicUrl),
                    parsed.GetValue(ReviewCommand.AllowPrivateAddresses)
                );
                var repositories = parsed.GetValue(Repositories) ?? [];
                if (options.Installation.IsDemo && repositories.Length > 0)
                    throw new CommandFailure(
                        ExitCode.WrongUsage,
                        "The demo organization takes no repository. Leave out --demo to review your own."
                    );
                return RunAsync(options, repositories, parsed.GetValue(Open), stop);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ServerOptions options,
        IReadOnlyList<string> repositories,
        bool open,
        CancellationToken stop
    )
    {
        options.Installation.RequireWritableFolder();
        using var running = RunningServer.Claim(options);
        RequireFreePort(options);
        await using var app = Server.Build(options);
        // To listen takes as long as to prepare the database; requests wait at the gate for both.
        var listening = Task.Run(() => StartAsync(app, options, stop), stop);
        var databases = app.Services.GetRequiredService<AppDbs>();
        string? link;
        try
        {
            link = await app.PrepareAsync(stop);
            if (options.Installation.IsDemo)
                await EnsureDemoAsync(app, stop);
            else
                await FirstRepositories.AddAsync(
                    databases,
                    app.Services.GetRequiredService<JobQueue>(),
                    repositories,
                    stop
                );
            await listening;
        }
        catch
        {
            // Else the host takes the end of its services for failures of theirs, and says so before the reason.
            await Task.WhenAny(listening);
            await app.StopAsync(CancellationToken.None);
            throw;
        }
        await SayAsync(options, link);
        if (open)
            OpenBrowser(link ?? options.Url);
        var stopping = app.Lifetime.ApplicationStopping;
        var watch = new QueueWatch(databases, TimeProvider.System, options.Url, link).RunAsync(stopping);
        await app.WaitForShutdownAsync(stop);
        await watch;
        return ExitCode.Ok;
    }

    private static async Task EnsureDemoAsync(WebApplication app, CancellationToken stop)
    {
        using var progress = new TerminalProgress("Demo organization");
        await app.Services.GetRequiredService<DemoOrganization>().EnsureAsync(progress, stop);
        progress.End("");
    }

    private static async Task StartAsync(WebApplication app, ServerOptions options, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException error)
        {
            throw new CommandFailure(
                ExitCode.Failed,
                error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException
                    ? $"Port {options.Port} is in use by another program. Stop it, or choose another with --port."
                    : $"Cannot listen on {options.Host}:{options.Port}: {error.Message}",
                error
            );
        }
    }

    /// <summary>Asked before the host does, which would log the whole of its failure.</summary>
    private static void RequireFreePort(ServerOptions options)
    {
        if (!IPAddress.TryParse(options.ListensEverywhere ? "0.0.0.0" : options.Host, out var address))
            return;
        try
        {
            using var listener = new TcpListener(address, options.Port);
            listener.Start();
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new CommandFailure(
                ExitCode.Failed,
                $"Port {options.Port} is in use by another program. Stop it, or choose another with --port.",
                error
            );
        }
    }

    private static async Task SayAsync(ServerOptions options, string? link)
    {
        await Console.Error.WriteLineAsync($"Binnacle serves {options.Url}");
        if (link is null)
        {
            await Console.Error.WriteLineAsync("Sign in with your name and password.");
            return;
        }
        await Console.Error.WriteLineAsync("Sign in once with this link:");
        await Console.Out.WriteLineAsync(link);
    }

    private static void OpenBrowser(string url)
    {
        try
        {
            Process.Start(new ProcessStartInfo(url) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            Console.Error.WriteLine("No browser could be opened; follow the link yourself.");
        }
    }
}
