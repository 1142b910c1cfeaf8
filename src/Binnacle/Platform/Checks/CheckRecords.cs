using System.Collections.Concurrent;

namespace Binnacle.Platform.Checks;

/// <summary>All that checks may look at, loaded once for an evaluation. Types are records of the platform and of practices.</summary>
public sealed class CheckRecords
{
    private readonly Dictionary<Type, object> lists = [];
    private readonly ConcurrentDictionary<(Type, object), Lazy<object>> derived = new();

    public IReadOnlyList<T> Of<T>() => lists.TryGetValue(typeof(T), out var list) ? (IReadOnlyList<T>)list : [];

    public CheckRecords With<T>(IReadOnlyList<T> records)
    {
        lists[typeof(T)] = records;
        derived.Clear();
        return this;
    }

    /// <summary>An index over the records that many checks share, built when first asked for.</summary>
    public T Derived<T>(object key, Func<CheckRecords, T> build)
        where T : notnull => (T)derived.GetOrAdd((typeof(T), key), _ => new Lazy<object>(() => build(this))).Value;
}

/// <summary>Loads records of a kind for an evaluation; found by reflection, one class a kind.</summary>
public interface IRecordSource
{
    Task LoadAsync(Data.AppDb db, CheckRecords records, CancellationToken cancellation);
}
