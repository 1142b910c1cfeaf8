using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Binnacle.History;

/// <summary>Numbers the different lines of two contents, equal lines alike, and counts them. Buffers are kept from one use to the next.</summary>
internal sealed class LineClasses
{
    private const byte LineFeed = (byte)'\n';

    // Chosen anew by each process: lines of an untrusted repository cannot be made to collide.
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    private int[] slots = new int[1024];
    private int slotCount;
    private Line[] known = new Line[512];
    private int[] inOld = new int[512];
    private int[] inNew = new int[512];
    private int[] old = new int[256];
    private int[] @new = new int[256];
    private int oldLength;
    private int newLength;

    private readonly record struct Line(ulong Hash, int Start, int Length, bool IsOld);

    /// <summary>Different lines.</summary>
    public int Count { get; private set; }

    /// <summary>Of each line of the older content its class.</summary>
    public ReadOnlySpan<int> Old => old.AsSpan(0, oldLength);

    public ReadOnlySpan<int> New => @new.AsSpan(0, newLength);

    /// <summary>By class, how often it occurs.</summary>
    public ReadOnlySpan<int> InOld => inOld;

    public ReadOnlySpan<int> InNew => inNew;

    public bool AnyShared { get; private set; }

    /// <summary>How often a class occurs at most that is in both contents.</summary>
    public int MostShared { get; private set; }

    public void Read(in TwoContents contents)
    {
        Count = 0;
        slotCount = 256;
        slots.AsSpan(0, slotCount).Clear();
        oldLength = Read(contents, isOld: true, ref old);
        newLength = Read(contents, isOld: false, ref @new);
        AnyShared = false;
        MostShared = 0;
        for (var number = 0; number < Count; number++)
            if (inOld[number] > 0 && inNew[number] > 0)
            {
                AnyShared = true;
                MostShared = Math.Max(MostShared, Math.Max(inOld[number], inNew[number]));
            }
    }

    /// <summary>Counts the same lines in what both files have besides.</summary>
    public void CountAlso(in TwoContents contents, ReadOnlySpan<byte> shared)
    {
        while (shared.Length > 0)
        {
            var line = Next(ref shared);
            var number = slots[Find(contents, line, HashOf(line))] - 1;
            if (number < 0)
                continue;
            inOld[number]++;
            inNew[number]++;
        }
    }

    /// <summary>True when a line that is in both contents occurs at least so often in one of them.</summary>
    public bool IsAnyFrequent(int manyInOld, int manyInNew)
    {
        for (var number = 0; number < Count; number++)
            if (inOld[number] > 0 && inNew[number] > 0 && (inOld[number] >= manyInOld || inNew[number] >= manyInNew))
                return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Read(in TwoContents contents, bool isOld, ref int[] numbers)
    {
        var whole = isOld ? contents.Old : contents.New;
        var rest = whole;
        var length = 0;
        while (rest.Length > 0)
        {
            var start = whole.Length - rest.Length;
            var line = Next(ref rest);
            var number = NumberOf(contents, line, new(HashOf(line), start, line.Length, isOld));
            if (isOld)
                inOld[number]++;
            else
                inNew[number]++;
            if (length == numbers.Length)
                Array.Resize(ref numbers, 2 * length);
            numbers[length++] = number;
        }
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NumberOf(in TwoContents contents, ReadOnlySpan<byte> line, Line description)
    {
        var slot = Find(contents, line, description.Hash);
        if (slots[slot] > 0)
            return slots[slot] - 1;
        if (Count == known.Length)
        {
            Array.Resize(ref known, 2 * Count);
            Array.Resize(ref inOld, 2 * Count);
            Array.Resize(ref inNew, 2 * Count);
        }
        known[Count] = description;
        inOld[Count] = inNew[Count] = 0;
        slots[slot] = ++Count;
        if (2 * Count > slotCount)
            Widen();
        return Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(in TwoContents contents, ReadOnlySpan<byte> line, ulong hash)
    {
        for (var slot = (int)hash & (slotCount - 1); ; slot = (slot + 1) & (slotCount - 1))
        {
            if (slots[slot] == 0)
                return slot;
            ref readonly var found = ref known[slots[slot] - 1];
            if (
                found.Hash == hash
                && found.Length == line.Length
                && (found.IsOld ? contents.Old : contents.New).Slice(found.Start, found.Length).SequenceEqual(line)
            )
                return slot;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Widen()
    {
        slotCount *= 4;
        if (slots.Length < slotCount)
            slots = new int[slotCount];
        slots.AsSpan(0, slotCount).Clear();
        for (var number = 0; number < Count; number++)
        {
            var slot = (int)known[number].Hash & (slotCount - 1);
            while (slots[slot] != 0)
                slot = (slot + 1) & (slotCount - 1);
            slots[slot] = number + 1;
        }
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(LineFeed) + 1;
        var line = end == 0 ? rest : rest[..end];
        rest = rest[line.Length..];
        return line;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong HashOf(ReadOnlySpan<byte> line)
    {
        const ulong Factor = 0x9e3779b97f4a7c15;
        var hash = Seed ^ (ulong)line.Length * Factor;
        if (line.Length >= 8)
        {
            var last = BinaryPrimitives.ReadUInt64LittleEndian(line[^8..]);
            for (; line.Length > 8; line = line[8..])
                hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(line)) * Factor, 29);
            hash ^= last;
        }
        else
            foreach (var letter in line)
                hash = hash << 8 ^ letter ^ hash >> 56;
        hash *= Factor;
        return hash ^ hash >> 32;
    }
}

/// <summary>The two middles that a comparison is about.</summary>
internal readonly ref struct TwoContents(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new)
{
    public ReadOnlySpan<byte> Old { get; } = old;

    public ReadOnlySpan<byte> New { get; } = @new;
}
