namespace Binnacle.Demo;

/// <summary>
/// What Northwind decided: two chains of what superseded what, advice that changed an outcome, one that nobody confirmed, one
/// whose day to look again has passed. Three outcome measures carry decisions; story points never did.
/// </summary>
internal static partial class DecisionTales
{
    public const string PerPartner = "Settle each partner by itself";

    public static readonly DecisionTale[] All = [.. Earlier, .. Later];
}
