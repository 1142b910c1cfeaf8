using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Binnacle.Platform.Api;
using Binnacle.Platform.Intake;

namespace Binnacle.Exchange;

/// <param name="Place">A JSON path, or a line.</param>
/// <param name="Problem">Why it cannot be taken, where that shows before it is read.</param>
internal sealed record EventPayload(string Place, ReadOnlyMemory<byte> Body, string? Problem = null);

/// <summary>
/// What a file of events holds, one after the other: a file of any size is never in memory as a whole. One document, a list, one
/// on each line, or a table.
/// </summary>
internal static class EventsText
{
    /// <summary>No tool sends a larger one; a longer file is a list, or has one on each line.</summary>
    private const int LargestDocument = 64 * 1024 * 1024;

    /// <summary>The list around them is one step deeper.</summary>
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = EventSources.Options.MaxDepth + 1 };

    private enum Form
    {
        Document,
        List,
        Lines,
        Table,
    }

    public static async Task<bool> IsTableAsync(Stream file, CancellationToken cancellation) =>
        await FormAsync(file, cancellation) is Form.Table;

    /// <param name="file">Read from its beginning; it must know how to go there.</param>
    public static async IAsyncEnumerable<EventPayload> ReadAsync(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var form = await FormAsync(file, cancellation);
        file.Position = 0;
        var payloads = form switch
        {
            Form.List => ListAsync(file, cancellation),
            Form.Lines => LinesAsync(file, cancellation),
            Form.Table => TableAsync(file),
            _ => DocumentAsync(file, cancellation),
        };
        await foreach (var payload in payloads.WithCancellation(cancellation))
            yield return payload;
    }

    private static async Task<Form> FormAsync(Stream file, CancellationToken cancellation)
    {
        file.Position = 0;
        using var reader = Reader(file);
        string? first;
        do first = await reader.ReadLineAsync(cancellation);
        while (first is not null && first.Trim().Length == 0);
        if (first is null)
            return Form.Lines;
        return first.TrimStart()[0] switch
        {
            '[' => Form.List,
            '{' when IsWhole(first) => Form.Lines,
            '{' => file.Length <= LargestDocument ? Form.Document : Form.Lines,
            _ => IsHeader(first) ? Form.Table : Form.Lines,
        };
    }

    private static bool IsHeader(string line) =>
        CsvText.Rows(line).FirstOrDefault() is { } first
        && Columns(first) is var columns
        && columns.Contains("kind")
        && columns.Contains("at");

    private static bool IsWhole(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, EventSources.Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What is no JSON as a whole may be so by line; then each line says what is wrong with it.</summary>
    private static async IAsyncEnumerable<EventPayload> DocumentAsync(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var reader = Reader(file);
        var text = await reader.ReadToEndAsync(cancellation);
        if (IsWhole(text))
        {
            yield return new("$", Encoding.UTF8.GetBytes(text));
            yield break;
        }
        file.Position = 0;
        await foreach (var payload in LinesAsync(file, cancellation))
            yield return payload;
    }

    private static async IAsyncEnumerable<EventPayload> ListAsync(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var items = JsonSerializer
            .DeserializeAsyncEnumerable<JsonElement>(file, Options, cancellation)
            .GetAsyncEnumerator(cancellation);
        for (var index = 0; ; index++)
        {
            EventPayload? payload;
            try
            {
                payload = await items.MoveNextAsync()
                    ? new($"$[{index}]", Encoding.UTF8.GetBytes(items.Current.GetRawText()))
                    : null;
            }
            catch (JsonException problem)
            {
                payload = new($"$[{index}]", default, problem.Message.Split(" LineNumber")[0]);
            }
            if (payload is null)
                yield break;
            yield return payload;
            if (payload.Problem is not null)
                yield break;
        }
    }

    private static async IAsyncEnumerable<EventPayload> LinesAsync(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var reader = Reader(file);
        for (var number = 1; await reader.ReadLineAsync(cancellation) is { } line; number++)
            if (line.Trim() is { Length: > 0 } body)
                yield return new($"line {number}", Encoding.UTF8.GetBytes(body));
    }

    private static async IAsyncEnumerable<EventPayload> TableAsync(Stream file)
    {
        using var reader = Reader(file);
        List<string>? columns = null;
        foreach (var row in CsvText.Rows(reader))
        {
            // Whoever reads a long table lets others in.
            if (row.Line % 1000 == 0)
                await Task.Yield();
            if (columns is null)
            {
                columns = Columns(row);
                continue;
            }
            if (row.Cells.All(cell => cell.Trim().Length == 0))
                continue;
            if (row.Broken is not null)
            {
                yield return new($"line {row.Line}", default, "expected a quote that ends the cell, found none");
                continue;
            }
            var members = columns
                .Zip(row.Cells.Select(cell => cell.Trim()))
                .Where(member => member.Second.Length > 0)
                .ToDictionary(member => member.First, member => Value(member.Second), StringComparer.Ordinal);
            yield return new($"line {row.Line}", JsonSerializer.SerializeToUtf8Bytes(members));
        }
    }

    private static List<string> Columns(CsvLine first) =>
        [
            .. first
                .Cells.Select(cell => cell.Trim())
                .Select(cell => cell.Length == 0 ? cell : char.ToLowerInvariant(cell[0]) + cell[1..]),
        ];

    private static object Value(string cell) => cell is "true" or "false" ? cell == "true" : cell;

    private static StreamReader Reader(Stream file) => new(file, Encoding.UTF8, true, 64 * 1024, leaveOpen: true);
}
