namespace Binnacle.Browser.Tests;

/// <summary>The demo organization: every kind of page has something to show.</summary>
public sealed class DemoBinnacle : ServedBinnacle
{
    /// <summary>A page of each template that a walk of links from the Review finds.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    protected override string ReadyLine => "http";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Pages = await PageWalk.FindAsync(this);
    }

    protected override Task<string> SubjectAsync(string folder) => Task.FromResult("--demo");
}
