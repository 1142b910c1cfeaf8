namespace Binnacle.Platform.Web;

/// <summary>What stands around every page. Filled once a request by the <see cref="LoadFrame"/>s, before the first render.</summary>
public sealed class FrameData
{
    /// <summary>Empty before set-up; then the frame shows the name of the product only.</summary>
    public string Organization { get; set; } = "";

    /// <summary>Null when nobody is signed in: no navigation, no menus.</summary>
    public string? ViewerName { get; set; }

    /// <summary>"Administrator", "Leader of Payments": under the name in the person menu.</summary>
    public string ViewerRole { get; set; } = "";

    /// <summary>Teams, and repositories without one; the organization is not listed.</summary>
    public IReadOnlyList<ScopeChoice> Scopes { get; set; } = [];

    /// <summary>The newest day that has been evaluated; the period menu goes back from it.</summary>
    public DateOnly? Today { get; set; }

    /// <summary>How many things wait for a person; shown in the top bar when above 0.</summary>
    public int NeedsYou { get; set; }

    /// <summary>Small numbers in the navigation, by path: <c>/commitments</c> → 12.</summary>
    public Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries of Set-up that this viewer may not open are left out of the navigation.</summary>
    public HashSet<string> HiddenPaths { get; } = new(StringComparer.Ordinal);
}

/// <param name="Key">As <see cref="Checks.Scope.Key"/>: <c>team:payments</c>.</param>
public sealed record ScopeChoice(string Key, string Name);

/// <summary>Fills a part of the frame. Register any number: <c>services.AddScoped&lt;LoadFrame&gt;(provider => …)</c>; they run in turn.</summary>
public delegate Task LoadFrame(FrameData frame, CancellationToken cancellation);
