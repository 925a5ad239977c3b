using System.Globalization;
using System.Text.RegularExpressions;

namespace Accounts.Sales.Orders;

/// <summary>
/// Names an order, and is its number on every document: the customer number and a running number, such as <c>1234567-1</c>.
/// </summary>
/// <param name="OrganizationId">Whose order it is.</param>
/// <param name="Number">From 1 on, without gaps.</param>
public sealed partial record OrderId(string OrganizationId, int Number)
{
    /// <summary>The id in a text; null when it is none in its canonical form.</summary>
    public static OrderId? Parse(string? text) => text is not null && Form().Match(text) is { Success: true } match
        ? new OrderId(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
        : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OrganizationId}-{Number}");

    [GeneratedRegex(@"^([1-9][0-9]{6})-([1-9][0-9]{0,7})\z")]
    private static partial Regex Form();
}
