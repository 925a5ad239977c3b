using Accounts.Access.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Invoices;

public static class InvoiceServices
{
    public static IServiceCollection AddInvoices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InvoicingOptions>().Bind(configuration.GetSection("Invoicing")).ValidateDataAnnotations().ValidateOnStart();
        foreach (var reason in Enum.GetValues<ReviewReason>())
            services.AddSingleton<IWorkSource>(provider => new InvoiceReviewWork(provider.GetRequiredService<InvoiceReviews>(), reason));
        return services
            .AddSingleton<InvoiceStore>()
            .AddSingleton<InvoiceReviews>()
            .AddSingleton<InvoiceRegister>()
            .AddSingleton<OpenInvoices>()
            .AddSingleton<InvoiceNumbers>()
            .AddSingleton<InvoiceComposer>()
            .AddSingleton<InvoiceReading>()
            .AddSingleton<Drafting>()
            .AddSingleton<Finalization>()
            .AddSingleton<InvoiceMailing>();
    }
}
