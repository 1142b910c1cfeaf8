using System.Text;

namespace Binnacle.Platform.Outbound;

/// <summary>What is sent. Headers that carry secrets go to the host of <paramref name="Address"/> alone, never along a redirect.</summary>
public sealed record OutboundRequest(Uri Address)
{
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[]? Body { get; init; }

    /// <summary>As <c>application/json; charset=utf-8</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>For the whole of it: connecting, redirects and reading the body.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    public int MostBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Followed for GET only.</summary>
    public int MostRedirects { get; init; } = 3;
}

/// <summary>What came back, whatever its status.</summary>
public sealed record OutboundAnswer(
    int Status,
    string? ContentType,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body
)
{
    public bool IsGood => Status is >= 200 and < 300;

    public string Text => Encoding.UTF8.GetString(Body);
}
