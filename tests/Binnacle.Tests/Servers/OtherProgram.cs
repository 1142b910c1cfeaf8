using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Binnacle.Tests.Servers;

/// <summary>A real program of another project that runs beside a test, in the test's folder.</summary>
internal sealed class OtherProgram : IAsyncDisposable
{
    private readonly Process process;

    private OtherProgram(Process process) => this.process = process;

    /// <param name="variable">Names the program where it is not on the path.</param>
    public static OtherProgram Start(string folder, string package, string variable, params string[] arguments)
    {
        var program = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? given : package;
        try
        {
            var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                    WorkingDirectory = folder,
                }
            )!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new(process);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"This test needs a real {package}, and none is here: install the package of that name, or name the program in {variable}.",
                missing
            );
        }
    }

    /// <summary>One of 127.0.0.1 that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
