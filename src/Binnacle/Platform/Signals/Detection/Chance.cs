namespace Binnacle.Platform.Signals.Detection;

/// <summary>Draws that repeat: SplitMix64 (Steele, Lea and Flood 2014). The same series gives the same answer on every machine.</summary>
internal struct Chance(ulong seed)
{
    private ulong state = seed;

    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    private ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
