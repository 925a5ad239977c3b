using Accounts.Access.Check;
using Accounts.Billing.Invoices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Payments;

/// <summary>What this part needs.</summary>
public static class PaymentServices
{
    /// <summary>Adds payments and reminders with their settings.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReminderOptions>().Bind(configuration.GetSection("Reminders")).ValidateDataAnnotations().ValidateOnStart();
        services.AddWebhook(configuration, "PaymentProvider");
        services.AddHttpClient<CardCharges>(client => client.Timeout = CardCharges.Timeout);
        return services
            .AddSingleton<PaymentRecording>()
            .AddSingleton<PaymentMails>()
            .AddSingleton<NumbersInText>()
            .AddSingleton<TransferStore>()
            .AddSingleton<TransferMatching>()
            .AddSingleton<IInvoiceFollower, InvoiceCollection>();
    }
}
