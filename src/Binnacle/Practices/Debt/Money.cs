using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt;

/// <summary>Amounts of minor units as they are read: "€ 850", "€ 4.2 k", "€ 1.2 M", "€ 9 k to 14 k".</summary>
public sealed record Money(string Currency)
{
    public const string Usual = "EUR";

    /// <summary>The sign where one is known to everybody, else the letters.</summary>
    public string Sign =>
        Currency switch
        {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            _ => Currency,
        };

    public static async Task<Money> OfAsync(AppDb db, CancellationToken cancellation = default) =>
        new(await db.Set<Organization>().Select(row => row.Currency).FirstOrDefaultAsync(cancellation) ?? Usual);

    public string Say(double minor) => $"{Sign}\u00a0{Short(minor)}";

    /// <summary>One amount where both ends read alike.</summary>
    public string Say(Interval minor)
    {
        var (low, high) = (Short(minor.Low), Short(minor.High));
        return low == high ? $"{Sign}\u00a0{low}"
            : low == "0" ? $"up to {Sign}\u00a0{high}"
            : $"{Sign}\u00a0{low} to {high}";
    }

    /// <summary>For narrow columns, both ends in the unit of the higher one: "€ 0.6–2.9 k".</summary>
    public string Tight(Interval minor)
    {
        var (unit, letter) = (minor.High / 100) switch
        {
            >= 999_500 => (1_000_000, "\u00a0M"),
            >= 999.5 => (1_000, "\u00a0k"),
            _ => (1, ""),
        };
        string End(double amount) =>
            unit == 1 ? (amount / 100).ToString("0", CultureInfo.InvariantCulture) : Digits(amount / 100 / unit);
        var (low, high) = (End(minor.Low), End(minor.High));
        return low == high ? $"{Sign}\u00a0{low}{letter}" : $"{Sign}\u00a0{low}–{high}{letter}";
    }

    public static string Short(double minor)
    {
        var amount = minor / 100;
        return Math.Abs(amount) switch
        {
            >= 999_500 => $"{Digits(amount / 1_000_000)}\u00a0M",
            >= 999.5 => $"{Digits(amount / 1_000)}\u00a0k",
            _ => amount.ToString("0", CultureInfo.InvariantCulture),
        };
    }

    private static string Digits(double value) =>
        value.ToString(Math.Abs(value) >= 9.95 ? "0" : "0.#", CultureInfo.InvariantCulture);
}
