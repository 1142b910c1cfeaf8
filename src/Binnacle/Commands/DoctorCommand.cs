using System.CommandLine;
using Binnacle.Platform;

namespace Binnacle.Commands;

internal static class DoctorCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port that the server would use",
            DefaultValueFactory = _ => 5180,
        };
        var command = new Command("doctor", "Check what Binnacle needs, and say what to do where something is missing")
        {
            port,
        };
        InstallationOptions.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var examination = new Examination(InstallationOptions.Read(parsed), parsed.GetValue(port));
                var worst = ExitCode.Ok;
                await foreach (var finding in examination.FindAsync(stop))
                {
                    await Console.Out.WriteLineAsync(
                        $"{(finding.IsFine ? "ok  " : "FAIL")}  {finding.Subject, -12} {finding.Text}"
                    );
                    if (!finding.IsFine)
                        worst = Math.Max(worst, finding.ExitCode);
                }
                return worst;
            }
        );
        return command;
    }
}
