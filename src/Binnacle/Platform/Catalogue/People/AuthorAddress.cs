using System.Text.RegularExpressions;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;

namespace Binnacle.Platform.Catalogue.People;

/// <summary>Under which address an author of commits is known in the catalogue.</summary>
public static partial class AuthorAddress
{
    /// <summary>Lower case; the forge's private addresses without their number; an author without an address is known by name.</summary>
    public static string Of(HistoryAuthor author) =>
        author.Address.Trim().Length == 0 ? Cut($"name:{author.Name.Trim().ToLowerInvariant()}") : Of(author.Address);

    public static string Of(string address) => Cut(NumberedNoreply().Replace(address.Trim().ToLowerInvariant(), ""));

    private static string Cut(string address) => StorableText.Cut(StorableText.Of(address), 320);

    [GeneratedRegex(@"^\d+\+(?=[^@]+@users\.noreply\.)")]
    private static partial Regex NumberedNoreply();
}
