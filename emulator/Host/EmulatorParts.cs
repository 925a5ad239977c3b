using Accounts.Emulator.Blobs;
using Accounts.Emulator.Dashboard;
using Accounts.Emulator.Durable;
using Accounts.Emulator.Email;
using Accounts.Emulator.Identity;
using Accounts.Emulator.Neighbours;
using Accounts.Emulator.Neighbours.LicenseVendor;
using Accounts.Emulator.Tables;
using Accounts.Emulator.Transport;
using Accounts.Emulator.Worker;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Host;

/// <summary>
/// The parts of the emulator. A part adds its endpoints (<see cref="IEndpoints"/>), what starts functions
/// (<see cref="ITriggerSource"/>), its work due in time (<see cref="IVirtualTime"/>), its pages (<see cref="IDashboardPage"/>) and
/// the settings by which the app finds it (<see cref="PartSettings"/>).
/// </summary>
internal static class EmulatorParts
{
    public static void Add(IServiceCollection services, EmulatorOptions options)
    {
        services.AddDurable();
        AddClock(services);
        AddIdentity(services, options);
        AddStorage(services);
        AddOutbox(services);
        AddNeighbours(services);
        AddDashboard(services);
    }

    private static void AddClock(IServiceCollection services) => services.AddSingleton<IEndpoints, ClockEndpoints>();

    private static void AddIdentity(IServiceCollection services, EmulatorOptions options)
    {
        services.AddSingleton(provider => new SigningKey(provider.GetRequiredService<DataFolder>(), options.SigningKey));
        services.AddSingleton(provider => new TokenIssuer(
            provider.GetRequiredService<SigningKey>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new PartSettings("Auth:MetadataAddress", settings =>
            HostSettings.IsOwn(settings[TokenIssuer.NameSetting], out _)
                ? provider.GetRequiredService<Listener>().BaseAddress + TokenIssuer.MetadataPath
                : null));
        services.AddSingleton<RedirectUris>();
        services.AddSingleton<People>();
        services.AddSingleton<AuthorizationCodes>();
        services.AddSingleton<IEndpoints, IdentityEndpoints>();
        services.AddSingleton<IEndpoints, SignInEndpoints>();
        services.AddSingleton<IEndpoints, TokenEndpoint>();
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var tables = EmbeddedTables.Open(provider.GetRequiredService<DataFolder>().FullPath);
            // Its time stamps use the same clock as everything else.
            tables.Time = provider.GetRequiredService<TimeProvider>();
            tables.Faults.Watch = provider.GetService<WriteWatch>();
            return tables;
        });
        services.AddSingleton(provider =>
        {
            var tables = provider.GetRequiredService<EmbeddedTables>();
            return new EmbeddedBlobs(
                provider.GetRequiredService<DataFolder>().Blobs, tables.Operations, tables.Faults)
            { Time = tables.Time };
        });
        services.AddSingleton<ILocalService>(provider => new TableService(provider.GetRequiredService<EmbeddedTables>()));
        services.AddSingleton<ILocalService>(provider => new BlobService(provider.GetRequiredService<EmbeddedBlobs>()));
        // One transport for all Azure clients of the app.
        services.AddSingleton<HttpPipelineTransport, LocalTransport>();
        services.AddSingleton(new PartSettings("Storage:ConnectionString", settings =>
            settings["Storage:ConnectionString"] is null && settings["Storage:TableServiceUri"] is null
                ? $"{EmbeddedTables.ConnectionString};{EmbeddedBlobs.Endpoint}"
                : null));
    }

    private static void AddOutbox(IServiceCollection services)
    {
        services.AddSingleton(new PartSettings("Mail:ConnectionString", settings =>
            settings["Mail:ConnectionString"] is null && settings["Mail:Endpoint"] is null
                ? Outbox.ConnectionString
                : null));
        services.AddSingleton(provider => new Outbox(
            provider.GetRequiredService<DataFolder>().Outbox,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<NeighbourSettings>()));
        services.AddSingleton<ILocalService>(provider => new EmailService(provider.GetRequiredService<Outbox>()));
        services.AddSingleton<IEndpoints, MailEndpoints>();
    }

    private static void AddNeighbours(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var neighbours = new NeighbourSettings(Path.Combine(provider.GetRequiredService<DataFolder>().FullPath, "neighbours.json"));
            TaxRegister.AddTo(neighbours);
            CardProvider.AddTo(neighbours);
            MailService.AddTo(neighbours);
            VendorBehaviour.AddTo(neighbours);
            return neighbours;
        });
        services.AddSingleton<IEndpoints, NeighbourEndpoints>();
        services.AddSingleton<IEndpoints, Vies>();
        services.AddSingleton<IEndpoints, UidRegister>();
        services.AddSingleton<IEndpoints, CardProvider>();
        AddLicenseVendor(services);
    }

    private static void AddLicenseVendor(IServiceCollection services)
    {
        services.AddSingleton<VendorBook>();
        services.AddSingleton<VendorSales>();
        services.AddSingleton<IEndpoints, VendorEndpoints>();
        services.AddSingleton<VendorCallbacks>();
        services.AddSingleton<IVirtualTime>(provider => provider.GetRequiredService<VendorCallbacks>());
        services.AddHostedService(provider => provider.GetRequiredService<VendorCallbacks>());
    }

    private static void AddDashboard(IServiceCollection services)
    {
        services.AddSingleton<InvitationLinks>();
        services.AddSingleton<IDashboardPage, MailsPage>();
        services.AddSingleton<InvitationsPage>();
        services.AddSingleton<IDashboardPage>(provider => provider.GetRequiredService<InvitationsPage>());
        services.AddSingleton<IEndpoints>(provider => provider.GetRequiredService<InvitationsPage>());
        services.AddSingleton<IDashboardPage, TablesPage>();
        services.AddSingleton<IDashboardPage, FunctionsPage>();
        services.AddSingleton<NeighboursPage>();
        services.AddSingleton<IDashboardPage>(provider => provider.GetRequiredService<NeighboursPage>());
        services.AddSingleton<IEndpoints>(provider => provider.GetRequiredService<NeighboursPage>());
        services.AddSingleton<LicenseVendorPage>();
        services.AddSingleton<IDashboardPage>(provider => provider.GetRequiredService<LicenseVendorPage>());
        services.AddSingleton<IEndpoints>(provider => provider.GetRequiredService<LicenseVendorPage>());
        services.AddSingleton<IEndpoints, ClockForm>();
        services.AddSingleton<IEndpoints, LiveScript>();
        services.AddSingleton<IEndpoints, DashboardEndpoints>();
    }
}
