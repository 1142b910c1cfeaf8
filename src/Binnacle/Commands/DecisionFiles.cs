using Binnacle.Platform;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Commands;

/// <summary>Decision records on the disk: read with one sentence for what is wrong, written whole or not at all.</summary>
internal static class DecisionFiles
{
    public static DecisionText Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > DecisionFolder.LongestFile })
                throw new CommandFailure(ExitCode.Failed, $"{path} is longer than 32 MB.");
            return DecisionText.Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                File.Exists(path) ? ExitCode.Failed : ExitCode.WrongUsage,
                File.Exists(path) ? $"{path} cannot be read: {problem.Message}" : $"{path}: no such file.",
                problem
            );
        }
    }

    /// <summary>Another record: a path from here, a name in the record's folder, or its number there.</summary>
    public static DecisionText Other(DecisionText record, string named)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(record.Path))!;
        var other =
            File.Exists(named) ? Read(named)
            : File.Exists(Path.Combine(folder, named)) ? Read(Path.Combine(folder, named))
            : int.TryParse(named, out var number)
                ? DecisionFolder.Load(folder).Records.FirstOrDefault(one => one.Number == number)
            : null;
        if (other is null)
            throw new CommandFailure(
                ExitCode.WrongUsage,
                $"Expected a decision record to supersede, found no file {named}."
            );
        if (Path.GetFullPath(other.Path) == Path.GetFullPath(record.Path))
            throw new CommandFailure(ExitCode.WrongUsage, $"{record.Path}: a decision cannot supersede itself.");
        return other;
    }

    /// <summary>The record with its links, then each other one with the link back.</summary>
    public static IReadOnlyList<DecisionText> Superseding(DecisionText record, IReadOnlyList<DecisionText> others)
    {
        if (others.Count == 0)
            return [record];
        var distinct = others.DistinctBy(other => Path.GetFullPath(other.Path)).ToList();
        var words = DecisionFolder.Load(Path.GetDirectoryName(Path.GetFullPath(record.Path))!).Habit().Words;
        try
        {
            return
            [
                record.Supersede(distinct, words),
                .. distinct.Select(other => other.SupersededBy([record], words)),
            ];
        }
        catch (Refusal refusal)
        {
            throw new CommandFailure(ExitCode.WrongUsage, refusal.Message, refusal);
        }
    }

    public static bool IsChanged(DecisionText record) =>
        !File.Exists(record.Path) || !File.ReadAllBytes(record.Path).AsSpan().SequenceEqual(record.Bytes.Span);

    /// <summary>All are written beside their places first; only then they take them.</summary>
    public static async Task WriteAsync(IReadOnlyList<DecisionText> records, CancellationToken stop)
    {
        var written = new List<(string Temporary, string Path)>();
        try
        {
            foreach (var record in records)
            {
                // A link stays one; what it points to is changed.
                var path = File.Exists(record.Path)
                    ? File.ResolveLinkTarget(record.Path, returnFinalTarget: true)?.FullName ?? record.Path
                    : record.Path;
                var temporary = Path.Combine(
                    Path.GetDirectoryName(Path.GetFullPath(path))!,
                    $".{Path.GetFileName(path)}.{Guid.CreateVersion7():N}"
                );
                written.Add((temporary, path));
                await File.WriteAllBytesAsync(temporary, record.Bytes, stop);
                if (!OperatingSystem.IsWindows() && File.Exists(path))
                    File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }
            foreach (var (temporary, path) in written)
                File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"Nothing was written: {problem.Message}", problem);
        }
        finally
        {
            foreach (var (temporary, _) in written)
                File.Delete(temporary);
        }
    }
}
