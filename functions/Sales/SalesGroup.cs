using Accounts.Sales.Catalog;
using Accounts.Sales.Licenses;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Sales.Vendors;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Sales;

/// <summary>What is sold. Each part may use the parts before it in this list. Taxes come first and have nothing to register.</summary>
public static class SalesGroup
{
    public static void AddSales(this FunctionsApplicationBuilder builder) => builder.Services
        .AddCatalog()
        .AddOrders(builder.Configuration)
        .AddVendor(builder.Configuration)
        .AddLicenses(builder.Configuration)
        .AddServiceOrders();
}
