using Accounts.Sales.Catalog;
using Accounts.Sales.Licenses;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Sales.Vendors;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Sales;

/// <summary>What is sold; each part may use those before it in this list. Taxes come first and have nothing to add.</summary>
public static class SalesGroup
{
    /// <summary>Adds the group.</summary>
    public static void AddSales(this FunctionsApplicationBuilder builder) => builder.Services
        .AddCatalog()
        .AddOrders(builder.Configuration)
        .AddVendor(builder.Configuration)
        .AddLicenses(builder.Configuration)
        .AddServiceOrders();
}
