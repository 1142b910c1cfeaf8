using System.Diagnostics;
using System.Globalization;
using Binnacle.History;

namespace Binnacle.Bench;

/// <summary>
/// Damages a copy of a repository's packs at random places, again and again, and reads all of it: what comes must be commits or a
/// <see cref="RepositoryException"/>. The same seeds as in <c>./test</c> go on here for as long as asked.
/// </summary>
internal static class Fuzz
{
    private const int MostDamages = 4;

    public static async Task MeasureAsync(string path, string seconds, Results results)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-fuzz-").FullName;
        try
        {
            await Run.OutputAsync("git", ["clone", "-q", "--bare", "--no-hardlinks", Path.GetFullPath(path), folder]);
            var packs = Directory.GetFiles(Path.Combine(folder, "objects", "pack"), "pack-*.*");
            foreach (var pack in packs)
                File.SetAttributes(pack, FileAttributes.Normal);
            var (whole, refused) = (0, 0);
            var begun = Stopwatch.GetTimestamp();
            var most = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
            for (var seed = 1; Stopwatch.GetElapsedTime(begun) < most; seed++)
                if (await IsReadAsync(folder, packs, new(seed), seed))
                    whole++;
                else
                    refused++;
            results.Say(
                $"{Reading.Name(path)}: {whole + refused:N0} times damaged and read in {seconds} s: {whole:N0} times to the end, {refused:N0} times refused with a reason, nothing else."
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> IsReadAsync(string folder, string[] packs, Random random, int seed)
    {
        var before = new Stack<(string File, long At, byte Value)>();
        for (var damages = random.Next(1, MostDamages); damages > 0; damages--)
            before.Push(Damage(packs[random.Next(packs.Length)], random));
        try
        {
            var repository = await GitRepository.OpenAsync(folder);
            var head = (await repository.HeadAsync())!.Commit;
            await foreach (
                var _ in repository.ReadCommitsAsync(await repository.ReachableAsync(head), Reading.Options(head))
            ) { }
            return true;
        }
        catch (RepositoryException)
        {
            return false;
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"Seed {seed} ended with {problem.GetType()}.", problem);
        }
        finally
        {
            foreach (var (file, at, value) in before)
                Write(file, at, value);
        }
    }

    private static (string, long, byte) Damage(string file, Random random)
    {
        using var stream = File.OpenRead(file);
        var at = random.NextInt64(stream.Length);
        stream.Position = at;
        var value = (byte)stream.ReadByte();
        stream.Close();
        Write(file, at, (byte)(value ^ (1 << random.Next(8))));
        return (file, at, value);
    }

    private static void Write(string file, long at, byte value)
    {
        using var stream = File.OpenWrite(file);
        stream.Position = at;
        stream.WriteByte(value);
    }
}
