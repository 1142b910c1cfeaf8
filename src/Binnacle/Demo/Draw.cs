namespace Binnacle.Demo;

/// <summary>Chance that repeats: the same seed and name draw the same, whatever else was drawn before.</summary>
internal sealed class Draw
{
    private readonly Random random;

    public Draw(int seed, string name)
    {
        // Hash codes of strings differ from start to start.
        var mixed = unchecked((uint)seed * 2654435761u);
        foreach (var letter in name)
            mixed = unchecked((mixed ^ letter) * 16777619u);
        random = new Random((int)(mixed & int.MaxValue));
    }

    public double Share() => random.NextDouble();

    public bool In(double share) => random.NextDouble() < share;

    public int Below(int count) => random.Next(count);

    public int Between(int least, int most) => random.Next(least, most + 1);

    public T Of<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public T Weighted<T>(IReadOnlyList<(T Item, double Weight)> items)
    {
        var at = random.NextDouble() * items.Sum(item => item.Weight);
        foreach (var (item, weight) in items)
        {
            at -= weight;
            if (at <= 0)
                return item;
        }
        return items[^1].Item;
    }

    /// <summary>How often something happens that happens so often on average (Poisson).</summary>
    public int Times(double mean)
    {
        var limit = Math.Exp(-mean);
        var times = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble())
            times++;
        return times;
    }

    /// <summary>A number of lines: mostly few, now and then many.</summary>
    public int Lines(double usual) =>
        1 + (int)(usual * Math.Pow(random.NextDouble() / (1.02 - random.NextDouble()), 0.8));

    public void Shuffle<T>(T[] items) => random.Shuffle(items);

    public byte[] Name()
    {
        var bytes = new byte[20];
        random.NextBytes(bytes);
        return bytes;
    }

    public Guid Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
