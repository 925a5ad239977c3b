using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Sales.Orders;

/// <summary>
/// What a partner needs for an order of its customer: the right on licenses, on services or on both, or on the account, by what
/// the order has lines of. The access check has let in only who has some grant; which one it takes, the order says.
/// </summary>
internal static class OrderAccess
{
    /// <summary>Null when the caller may, else the right that is missing. Only partners are asked.</summary>
    public static Failure? Refuse(this HttpRequest request, Order order, Right right, TimeProvider time)
    {
        if (request.Delegation() is not { } delegation)
            return null;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        foreach (var needed in ProductsOf(order).Select(product => new ProductRight(product, right)))
        {
            if (!delegation.Allows(needed, today))
                return Forbidden.Grant(needed);
        }

        return null;
    }

    private static IEnumerable<Product> ProductsOf(Order order)
    {
        if (order.Licenses is not null)
            yield return Product.Licenses;
        if (order.Services is not null)
            yield return Product.Services;
        // What a sub-account consists of. An order that had nothing at all would not be open to every partner for that.
        if (order is { Licenses: null, Services: null })
            yield return Product.Account;
    }
}
