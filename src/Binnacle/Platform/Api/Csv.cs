using System.Globalization;
using System.Text;

namespace Binnacle.Platform.Api;

/// <summary>
/// A list as CSV (RFC 4180, UTF-8). Cells that a spreadsheet would run as a formula are given a leading apostrophe.
/// </summary>
public static class Csv
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static IResult File<T>(
        string name,
        IEnumerable<T> rows,
        params IReadOnlyList<(string Title, Func<T, object?> Value)> columns
    ) => Results.Text(Write(rows, columns), ContentType).Named(name);

    public static string Write<T>(IEnumerable<T> rows, IReadOnlyList<(string Title, Func<T, object?> Value)> columns)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', columns.Select(column => Quoted(column.Title))).Append("\r\n");
        foreach (var row in rows)
            csv.AppendJoin(',', columns.Select(column => Quoted(Cell(column.Value(row))))).Append("\r\n");
        return csv.ToString();
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny("\",\r\n") < 0 && !cell.StartsWith(' ') && !cell.EndsWith(' ')
            ? cell
            : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            DateTime at => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool yes => yes ? "yes" : "no",
            // As in JSON.
            Enum word => KebabCase.Of(word),
            // A number is never a formula, even a negative one.
            IFormattable number and not Guid => number.ToString(null, CultureInfo.InvariantCulture),
            _ => Defused(value.ToString() ?? ""),
        };

    private static string Defused(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..]
            ? "'" + text
            : text;

    private static IResult Named(this IResult result, string name) => new NamedResult(result, name);

    private sealed class NamedResult(IResult content, string name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentDisposition = $"inline; filename=\"{name}\"";
            return content.ExecuteAsync(httpContext);
        }
    }
}
