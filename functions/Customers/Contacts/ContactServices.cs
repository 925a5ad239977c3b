using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Contacts;

public static class ContactServices
{
    public static IServiceCollection AddContacts(this IServiceCollection services) => services
        .AddSingleton<ContactStore>()
        .AddSingleton<ISearchedAddresses>(provider => provider.GetRequiredService<ContactStore>())
        .AddSingleton<ContactLogins>()
        .AddSingleton<InvoiceReroutings>()
        .AddSingleton<IInvitedLogins, LoginRows>()
        .AddSingleton<IMemberRemoval, LoginRows>()
        .AddSingleton<PaymentSettingsStore>();
}
