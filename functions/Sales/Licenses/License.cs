using System.Globalization;

namespace Accounts.Sales.Licenses;

/// <summary>A delivered license with its key. For cloud products, which have no keys: the licenses of a line.</summary>
public sealed record License
{
    /// <summary>Line and number within it, such as <c>002-0017</c>; unique within the order.</summary>
    public required string Id { get; init; }

    /// <summary>The order that it belongs to.</summary>
    public required string OrderId { get; init; }

    /// <summary>The line of the order, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>SKU in the catalog.</summary>
    public required string Sku { get; init; }

    /// <summary>Its name in the catalog at the time of the order.</summary>
    public required string Product { get; init; }

    /// <summary>When the vendor sold it to us.</summary>
    public required DateTimeOffset PurchasedAt { get; init; }

    /// <summary>How many licenses this row is for: 1 with a key, the line's quantity for cloud products.</summary>
    public required int Quantity { get; init; }

    /// <summary>The key as lists show it; null for cloud products, which have none and are live from the purchase.</summary>
    public string? MaskedKey { get; init; }

    /// <summary>The key, sealed.</summary>
    public string? SealedKey { get; init; }

    /// <summary>The id of a license. Ids sort by line, and within a line in the order of the vendor's keys.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="number">Within the line, from 1.</param>
    public static string IdOf(int line, int number) => string.Create(CultureInfo.InvariantCulture, $"{line:D3}-{number:D4}");

    /// <summary>Whether a text from a route can be an id; no other text is used in a row key.</summary>
    public static bool IsId(string text) =>
        text.Length == 8 && text[3] == '-' && text.Where((_, index) => index != 3).All(char.IsAsciiDigit);
}
