using System.Globalization;
using System.Text.RegularExpressions;

namespace Accounts.Sales.Orders;

/// <summary>
/// The id of an order, which is also its number on every document: the customer number and a running number, such as
/// <c>1234567-1</c>.
/// </summary>
/// <param name="OrganizationId">The organization that placed it.</param>
/// <param name="Number">From 1 on, without gaps.</param>
public sealed partial record OrderId(string OrganizationId, int Number)
{
    /// <summary>Parses an id; null when the text is not one in its canonical form.</summary>
    public static OrderId? Parse(string? text) => text is not null && Form().Match(text) is { Success: true } match
        ? new OrderId(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
        : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OrganizationId}-{Number}");

    [GeneratedRegex(@"^([1-9][0-9]{6})-([1-9][0-9]{0,7})\z")]
    private static partial Regex Form();
}
