using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Billing.Payments;
using Accounts.Billing.Reports;
using Accounts.Billing.Runs;
using Accounts.Billing.Subscriptions;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Billing;

/// <summary>
/// The parts of billing. Each part may use those before it in this list. Documents come before all of them and need no services.
/// </summary>
public static class BillingGroup
{
    public static void AddBilling(this FunctionsApplicationBuilder builder) => builder.Services
        .AddCharges()
        .AddSubscriptions()
        .AddInvoices(builder.Configuration)
        .AddInvoiceRuns()
        .AddPayments(builder.Configuration)
        .AddReports(builder.Configuration);
}
