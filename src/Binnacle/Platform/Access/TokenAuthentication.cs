using System.Security.Claims;
using System.Text.Encodings.Web;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Binnacle.Platform.Access;

/// <summary><c>Authorization: Bearer bnc_…</c>: the request acts as the token's owner, within its scope.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    public const string ScopeClaim = "scope";

    public static bool Carries(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Carries(Request))
            return AuthenticateResult.NoResult();
        var token = Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim();
        var db = Context.RequestServices.GetRequiredService<AppDb>();
        var row = await db.FindTokenAsync(token, Context.RequestAborted);
        if (row is null)
            return AuthenticateResult.Fail("The token is unknown, expired or revoked.");
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, row.OwnerAccountId.ToString()!),
                new Claim(ScopeClaim, row.Scope.ToString()),
            ],
            Scheme.Name
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}

internal static class TokenClaims
{
    /// <summary>Null for a session.</summary>
    public static TokenScope? TokenScope(this ClaimsPrincipal user) =>
        Enum.TryParse<TokenScope>(user.FindFirstValue(TokenAuthentication.ScopeClaim), out var scope) ? scope : null;
}
