namespace Binnacle.History.Tests;

public sealed class ObjectCacheTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_held_or_found_is_what_was_written(int seed)
    {
        var random = new Random(seed);
        var cache = new ObjectCache(64 << 10);
        var held = new List<(LoadedObject Object, byte Value)>();
        var found = 0;
        for (var step = 0; step < 20_000; step++)
        {
            var key = random.Next(400);
            var value = (byte)key;
            if (cache.Find(key) is { } known)
            {
                found++;
                held.Add((known, value));
            }
            else
            {
                // Now and then larger than may lie in the ring.
                var made = cache.Make(random.Next(random.Next(50) == 0 ? 40_000 : 3000), ObjectKind.Blob);
                made.Room.Fill(value);
                held.Add((cache.Keep(made, key), value));
            }
            while (held.Count > random.Next(60))
            {
                var at = random.Next(held.Count);
                held[at].Object.Content.IndexOfAnyExcept(held[at].Value).ShouldBe(-1);
                held[at].Object.Dispose();
                held.RemoveAt(at);
            }
        }
        found.ShouldBeGreaterThan(500);
    }
}
