using System.Net.Mail;

namespace Binnacle.Platform.Deliveries.Mail;

/// <summary>An address as mail takes it: one, of ASCII, without anything that could end a header.</summary>
public static class MailAddressText
{
    /// <exception cref="Refusal">It is no such address.</exception>
    public static string Checked(string field, string? text)
    {
        var address = (text ?? "").Trim();
        if (
            address.Length is 0 or > 254
            || address.Any(letter =>
                letter is <= ' ' or >= '\u007f' or '<' or '>' or '"' or ',' or ';' or '(' or ')' or '\\'
            )
            || !MailAddress.TryCreate(address, out var parsed)
            || parsed.Address != address
            || parsed.User.Length > 64
        )
            throw new Refusal(field, "Give one address, as ada@example.org.");
        return address;
    }
}
