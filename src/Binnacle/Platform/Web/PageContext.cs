using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Binnacle.Platform.Web;

/// <summary>The page that is being shown: its frame, and the scope and day that live in its URL and survive navigation.</summary>
public sealed class PageContext(NavigationManager navigation, IEnumerable<LoadFrame> loaders)
{
    private static readonly string[] Surviving = ["scope", "as-of"];
    private bool loaded;

    public FrameData Frame { get; } = new();

    /// <summary><c>/practices/debt</c>, without the query.</summary>
    public string Path => Uri.AbsolutePath;

    /// <summary>A <see cref="Checks.Scope.Key"/>; <c>organization</c> when the URL names none.</summary>
    public string Scope => Query("scope") ?? "organization";

    /// <summary>The scope with its name; the organization where the URL names one that is not there.</summary>
    public ScopeChoice Chosen =>
        Frame.Scopes.FirstOrDefault(scope => scope.Key == Scope)
        ?? new("organization", Frame.Organization.Length > 0 ? Frame.Organization : "Organization");

    /// <summary>The day that is looked back at, or null for now, and for years that nobody means.</summary>
    public DateOnly? AsOf =>
        DateOnly.TryParseExact(Query("as-of"), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day)
        && day.Year is >= 1970 and < 2200
            ? day
            : null;

    private Uri Uri => navigation.ToAbsoluteUri(navigation.Uri);

    public string? Query(string name) =>
        QueryHelpers.ParseQuery(Uri.Query).TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>Of a list, from 1: the first where something else is asked for.</summary>
    public int Number => Math.Clamp(NumberOf("page") ?? 1, 1, 10_000);

    /// <returns>Null where it is not there, or no number.</returns>
    public int? NumberOf(string name) =>
        int.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <returns>Null where it is not there, or no id.</returns>
    public Guid? IdOf(string name) => Guid.TryParse(Query(name), out var id) ? id : null;

    public async Task LoadAsync(CancellationToken cancellation = default)
    {
        if (loaded)
            return;
        loaded = true;
        foreach (var load in loaders)
            await load(Frame, cancellation);
    }

    /// <summary>A link to another page that keeps scope and day.</summary>
    public string To(string path)
    {
        foreach (var name in Surviving)
        {
            if (Query(name) is { } value)
                path = QueryHelpers.AddQueryString(path, name, value);
        }
        return Plain(path);
    }

    /// <summary>This page with members of its query set, or removed by null; the rest of the query stays.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes) => With(Path, changes);

    /// <summary>Another page with the same query, changed in the same way.</summary>
    public string With(string path, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = QueryHelpers.ParseQuery(Uri.Query);
        foreach (var (name, value) in changes)
        {
            if (value is null)
                query.Remove(name);
            else
                query[name] = value;
        }
        return Plain(QueryHelpers.AddQueryString(path, query));
    }

    /// <summary>Colons and slashes may stand in a query; escaped they only make links unreadable.</summary>
    private static string Plain(string address) =>
        address
            .Replace("%3A", ":", StringComparison.OrdinalIgnoreCase)
            .Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
