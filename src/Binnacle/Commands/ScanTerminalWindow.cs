using System.Globalization;
using System.Text;

namespace Binnacle.Commands;

/// <summary>The short form of what a scan tells of its window: a line for each analysis, all of it in <c>--format json</c>.</summary>
internal static class ScanTerminalWindow
{
    private const int MostRows = 5;
    private const string Shallow = "unknown, the clone is shallow";

    public static string Write(ScanAccount account)
    {
        var text = new StringBuilder();
        void Line(string name, FormattableString value) =>
            text.Append(CultureInfo.InvariantCulture, $"{name, -16} {FormattableString.Invariant(value)}\n");
        Line(
            "Window",
            $"{account.Window.From:yyyy-MM-dd} to {account.Window.To:yyyy-MM-dd}, {account.Reverts.Changes:N0} changes"
        );
        Line("Lead time", $"{LeadTime(account.LeadTime)}");
        Line(
            "Reverts",
            $"{ScanTerminal.Share(account.Reverts.Reverts, account.Reverts.Changes)}{After(account.Reverts.MedianDays)}"
        );
        if (account.Batch is { Changes: > 0 } batch)
            Line(
                "Batch size",
                $"{Number(batch.Files.Median)} files and {Number(batch.Lines.Median)} lines, nine of ten up to {Number(batch.Files.P90)} and {Number(batch.Lines.P90)}"
            );
        Line("Churn", $"{account.Churn.Added:N0} lines added, {account.Churn.Deleted:N0} deleted");
        if (account.Age is { Files: > 0 } age)
            Line(
                "Code age",
                $"{Number(age.MedianMonths)} months since a file's last change (median of {age.Files:N0})"
            );
        Line("Admitted debt", $"{Markers(account.Markers)}");
        Line("Truck factor", $"{Factor(account)}");
        Line("Knowledge loss", $"{Loss(account.KnowledgeLoss)}");
        Line("Newcomers", $"{Newcomers(account.Newcomers)}");
        Hotspots(text, account.Hotspots.Files);
        Coupling(text, account.Coupling.Files);
        if (account.Across is { } across)
            Across(text, across);
        return text.ToString();
    }

    private static void Hotspots(StringBuilder text, HotspotLevel files)
    {
        if (!files.Top.Any(row => row.Score > 0))
            return;
        text.Append("\nHotspots, much changed and much indented: score, changes, lines\n");
        foreach (var row in files.Top.Where(row => row.Score > 0).Take(MostRows))
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {row.Score, 6:0.00} {row.Revisions, 6:N0} {row.Lines, 7:N0}  {row.Name}\n"
            );
    }

    private static void Coupling(StringBuilder text, CouplingLevel files)
    {
        if (files.Total == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\nFiles that change together, {files.Total:N0} pairs\n");
        foreach (var row in files.Top.Take(MostRows))
            text.Append(CultureInfo.InvariantCulture, $"  {row.Degree, 5} %  {row.Entity}  and  {row.Coupled}\n");
    }

    private static void Across(StringBuilder text, AcrossAccount across)
    {
        foreach (
            var (name, level) in ((string, AcrossLevel)[])
                [("day and author", across.ByAuthorDay), ("issue", across.ByIssue)]
        )
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nAcross repositories by {name}, {level.SetsAcross:N0} of {level.Sets:N0} change sets\n"
            );
            foreach (var row in level.Repositories.Top.Concat(level.Components.Top).Take(MostRows))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"  {row.Degree, 5} %  {row.One.Repository} {row.One.Component}  and  {row.Other.Repository} {row.Other.Component}\n"
                );
        }
    }

    private static string LeadTime(LeadTimeAccount times) =>
        times.MedianDays is null
            ? "unknown, no release has a change of the window"
            : FormattableString.Invariant(
                $"{Days(times.MedianDays)} to a release (median), nine of ten within {Days(times.P90Days)}; {times.Unreleased:N0} not released"
            );

    private static string Factor(ScanAccount account) =>
        account.TruckFactor is { } factor
            ? FormattableString.Invariant($"{factor.Factor:N0} of {account.People:N0} people")
            : Shallow;

    private static string Loss(LossAccount? loss) =>
        loss is null
            ? Shallow
            : FormattableString.Invariant(
                $"{ScanTerminal.Share(loss.Lost, loss.Files - loss.WithoutAuthor)} of files have only authors quiet for {loss.QuietDays} days"
            );

    private static string Newcomers(NewcomersAccount? newcomers) =>
        newcomers is null
            ? Shallow
            : FormattableString.Invariant(
                $"{newcomers.Joined:N0}, of them {newcomers.ToFifth.Reached:N0} with five changes and {newcomers.ToTenth.Reached:N0} with ten{After(newcomers.ToTenth.MedianDays)}"
            );

    private static string Markers(MarkersAccount markers) =>
        FormattableString.Invariant($"{markers.Total:N0} TODO and the like in {markers.FilesWithMarkers:N0} files")
        + (
            markers.Oldest is { } oldest
                ? FormattableString.Invariant(
                    $", {markers.Dated:N0} dated: {Number(markers.MedianMonths)} months (median), the oldest {oldest.Path}:{oldest.Line} of {oldest.At:yyyy-MM-dd}"
                )
                : ""
        );

    private static string After(double? days) => days is null ? "" : $", after {Days(days)} (median)";

    private static string Days(double? days) =>
        days is { } known ? FormattableString.Invariant($"{known:0.#} days") : "unknown";

    private static string Number(double? value) =>
        value is { } known ? known.ToString("#,0.#", CultureInfo.InvariantCulture) : "unknown";
}
