using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Billing.Payments;
using Accounts.Billing.Reports;
using Accounts.Billing.Runs;
using Accounts.Billing.Subscriptions;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Billing;

/// <summary>What is billed; each part may use those before it in this list. Documents come first and have nothing to add.</summary>
public static class BillingGroup
{
    /// <summary>Adds the group.</summary>
    public static void AddBilling(this FunctionsApplicationBuilder builder) => builder.Services
        .AddCharges()
        .AddSubscriptions()
        .AddInvoices(builder.Configuration)
        .AddInvoiceRuns()
        .AddPayments(builder.Configuration)
        .AddReports(builder.Configuration);
}
