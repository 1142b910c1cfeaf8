using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.AspNetCore.Identity;

namespace Binnacle.Platform.Access;

/// <summary>Name and password. Who does not exist, is closed, is locked out or mistypes gets one and the same answer, equally slowly.</summary>
public sealed class SignInByPassword(AppDb db, UserManager<Account> users, SignInManager<Account> session)
{
    public const string Refused =
        "The name or the password is not right. After eight wrong passwords an account waits 15 minutes.";

    private static readonly string SomeHash = new PasswordHasher<Account>().HashPassword(new Account(), Secret.Make());

    public async Task<bool> TryAsync(string name, string password)
    {
        var account = await users.FindByNameAsync(name.Trim());
        if (account is not { ClosedAt: null, PasswordHash: not null })
        {
            users.PasswordHasher.VerifyHashedPassword(new Account(), SomeHash, password);
            await FailAsync(account);
            return false;
        }
        var check = await session.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!check.Succeeded)
        {
            await FailAsync(account);
            return false;
        }
        account.LastSignInAt = db.Now;
        db.Viewer = db.Viewer with { AccountId = account.Id, Name = account.Name };
        db.Record("sign-in.succeeded", account.Name, classified: AccessEvent.Of(account));
        await db.SaveChangesAsync();
        await session.SignInAsync(account, isPersistent: true);
        return true;
    }

    /// <summary>The typed name is not kept: people type passwords into the wrong field.</summary>
    private async Task FailAsync(Account? account)
    {
        db.Record("sign-in.failed", account?.Name ?? "a name without account", classified: AccessEvent.Of(account));
        await db.SaveChangesAsync();
    }
}
