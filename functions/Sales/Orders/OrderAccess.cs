using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Sales.Orders;

/// <summary>
/// The rights that a partner needs for an order of its customer: on licenses, on services or both, or on the account, depending
/// on the lines of the order. The access check only requires some grant; the order decides which one is needed.
/// </summary>
internal static class OrderAccess
{
    /// <summary>Null when the caller may, otherwise the missing right. Only partners are checked.</summary>
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
        // The lines of a sub-account. An order without any lines would not be open to every partner either.
        if (order is { Licenses: null, Services: null })
            yield return Product.Account;
    }
}
