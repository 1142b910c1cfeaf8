using System.Buffers.Text;
using System.Text.Json;

namespace Binnacle.Platform.Api;

/// <summary>A part of a long list. <paramref name="Next"/> is the cursor of the following part, null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where a list goes on: the key of its last row, opaque to the caller.</summary>
public static class Cursor
{
    public const int DefaultSize = 50;
    public const int LargestSize = 500;

    /// <summary>A page from a query that took one row more than the page holds.</summary>
    public static Page<T> Cut<T, TKey>(IReadOnlyList<T> oneMore, int size, Func<T, TKey> key) =>
        oneMore.Count > size
            ? new Page<T>([.. oneMore.Take(size)], Of(key(oneMore[size - 1])))
            : new Page<T>(oneMore, Next: null);

    /// <summary>A part of rows that are put in order in memory: their place is the key.</summary>
    public static Page<T> Part<T>(IReadOnlyList<T> all, ListPart part)
    {
        var (from, size) = (From(part), Size(part.Size));
        return new([.. all.Skip(from).Take(size)], all.Count > from + size ? Of(new Place(from + size)) : null);
    }

    /// <summary>Where a part begins whose key is its place.</summary>
    public static int From(ListPart part) => Math.Max(0, Read<Place>(part.Cursor)?.At ?? 0);

    internal sealed record Place(int At);

    public static string Of<TKey>(TKey key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key));

    /// <summary>Null for none; one that we did not make is a <see cref="Refusal"/>.</summary>
    public static TKey? Read<TKey>(string? cursor)
        where TKey : class
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            return JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new Refusal("cursor", "This cursor is not one that the server gave out. Start without it.");
        }
    }

    public static int Size(int? asked) =>
        asked switch
        {
            null => DefaultSize,
            >= 1 and <= LargestSize => asked.Value,
            _ => throw new Refusal("size", $"Ask for 1 to {LargestSize} rows."),
        };

    /// <summary><c>Link: …; rel="next"</c>, so that a program need not build the address.</summary>
    public static void LinkNext<T>(this HttpResponse response, Page<T> page)
    {
        if (page.Next is null)
            return;
        var request = response.HttpContext.Request;
        var query = QueryString.Create(
            request
                .Query.Where(pair => pair.Key != "cursor")
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))
                .Append(KeyValuePair.Create("cursor", page.Next))!
        );
        response.Headers.Link = $"<{request.PathBase}{request.Path}{query}>; rel=\"next\"";
    }
}
