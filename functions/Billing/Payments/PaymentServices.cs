using Accounts.Access.Check;
using Accounts.Billing.Invoices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Payments;

public static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReminderOptions>().Bind(configuration.GetSection("Reminders")).ValidateDataAnnotations().ValidateOnStart();
        services.AddWebhook(configuration, "PaymentProvider");
        services.AddHttpClient<CardCharges>(client => client.Timeout = CardCharges.Timeout);
        return services
            .AddSingleton<PaymentRecording>()
            .AddSingleton<CollectionChanges>()
            .AddSingleton<CardSettlement>()
            .AddSingleton<PaymentMails>()
            .AddSingleton<NumbersInText>()
            .AddSingleton<TransferStore>()
            .AddSingleton<TransferMatching>()
            .AddSingleton<IInvoiceFollower, InvoiceCollection>();
    }
}
