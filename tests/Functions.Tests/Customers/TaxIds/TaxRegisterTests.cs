using System.Text.Json.Nodes;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.TaxIds;

/// <summary>The adapters against the emulated registers, over HTTP.</summary>
public sealed class TaxRegisterTests : IAsyncLifetime
{
    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [InProcessFact]
    public async Task Vies_confirms_a_German_id_with_a_consultation_number_and_without_a_name()
    {
        var registered = Assert.IsType<Registered>(await AskAsync(Country.DE));
        Assert.Matches("^WAPIAAAA[0-9]{8}$", registered.ConsultationNumber);
        Assert.Equal(App.Start, registered.At);
        Assert.Null(registered.Name);
        Assert.Null(registered.Address);
    }

    [InProcessFact]
    public async Task Vies_confirms_an_Austrian_id_with_the_name_that_Austria_tells()
    {
        var registered = Assert.IsType<Registered>(await AskAsync(Country.AT));
        Assert.Equal("Muster GmbH", registered.Name);
        Assert.Equal("Musterstraße 1\n1010 Wien", registered.Address);
    }

    [InProcessFact]
    public async Task The_Swiss_register_confirms_an_id_without_a_number_of_its_own()
    {
        Assert.Equal(new Registered(App.Start), await AskAsync(Country.CH));
        Assert.Equal(new Registered(App.Start), await AskAsync(Country.CH, "CHE-100.155.212"));
    }

    [InProcessFact]
    public async Task An_id_that_a_register_does_not_know_is_not_registered()
    {
        await _app.NeighbourAsync(
            "taxRegister", new JsonObject { ["default"] = "valid", ["DE136695976"] = "invalid", ["CHE-100.155.212"] = "invalid" });
        Assert.IsType<NotRegistered>(await AskAsync(Country.DE));
        Assert.IsType<NotRegistered>(await AskAsync(Country.CH));
        Assert.IsType<NotRegistered>(await AskAsync(Country.CH, "CHE-100.155.212"));
        Assert.IsType<Registered>(await AskAsync(Country.DE, "DE129274202"));
    }

    [InProcessFact]
    public async Task A_failure_is_never_a_no()
    {
        foreach (var (behaviour, vies, swiss) in new[]
        {
            ("unavailable", new Unavailable("MS_UNAVAILABLE", true), new Unavailable("HTTP_503", true)),
            ("overloaded", new Unavailable("GLOBAL_MAX_CONCURRENT_REQ", true), new Unavailable("Request_limit_exceeded", true)),
            ("refusing", new Unavailable("INVALID_REQUESTER_INFO", false), new Unavailable("Data_validation_failed", false)),
            ("dropping", Unavailable.Unreachable, Unavailable.Unreachable),
        })
        {
            await _app.NeighbourAsync("taxRegister", behaviour);
            Assert.Equal(vies, await AskAsync(Country.DE));
            Assert.Equal(vies, await AskAsync(Country.AT));
            Assert.Equal(swiss, await AskAsync(Country.CH));
        }
    }

    private Task<RegisterAnswer> AskAsync(Country country, string? id = null)
    {
        id ??= country switch
        {
            Country.DE => "DE136695976",
            Country.AT => "ATU13585627",
            _ => "CHE-100.155.212 MWST",
        };
        var register = _app.Host.Services.GetServices<ITaxRegister>().Single(register => register.Covers(country));
        return register.AskAsync(VatId.Parse(id, country).Value!, CancellationToken.None);
    }
}
