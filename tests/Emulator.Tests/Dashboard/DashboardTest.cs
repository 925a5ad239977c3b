using Accounts.Emulator;

namespace Accounts.Tests.Dashboard;

/// <summary>A new host for each test, and an HTTP client that does not follow redirects.</summary>
public abstract class DashboardTest : IAsyncLifetime, IDisposable
{
    protected EmulatorHost Host { get; private set; } = null!;

    protected HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async Task InitializeAsync()
    {
        Host = await DashboardApp.StartAsync();
        Http.BaseAddress = Host.BaseAddress;
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Http.Dispose();

    protected async Task<string> PageAsync(string address) => await Http.GetStringAsync(new Uri(address, UriKind.Relative));
}
