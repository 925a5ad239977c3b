using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Neighbours;

public sealed class NeighbourTests : IAsyncLifetime
{
    private EmulatorHost _host = null!;

    private HttpClient Http => new() { BaseAddress = _host.BaseAddress };

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Some:Door"] = "http://localhost:7071/dev/neighbours/vies?a=b",
            ["Other:Door"] = "http://127.0.0.1:1/dev/identity",
            ["No:Door"] = "http://localhost:7071/api/health",
            ["Far:Door"] = "https://example.com/dev/neighbours",
        };
        _host = await EmulatorHost.StartAsync(CreateBuilder, new EmulatorOptions { Settings = settings });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task They_are_shown_with_what_they_can_do()
    {
        var shown = (await Http.GetFromJsonAsync<JsonObject>("/dev/neighbours"))!;
        Assert.Equal("valid", shown["taxRegister"]!["setting"]!.GetValue<string>());
        Assert.Equal(
            ["valid", "invalid", "unavailable", "overloaded", "refusing", "dropping"],
            shown["taxRegister"]!["possible"]!.AsArray().Select(possible => possible!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"taxRegister": "asleep"}""", "must be one of valid, invalid")]
    [InlineData("""{"taxRegister": 7}""", "must be one of valid, invalid")]
    [InlineData("""{"taxRegister": {"DE136695976": "asleep"}}""", "must be one of valid, invalid")]
    [InlineData("""{"taxRegister": {"DE136695976": {"default": "valid"}}}""", "must be one of valid, invalid")]
    [InlineData("""{"taxRegister": "invalid", "weather": "rain"}""", "There is no neighbour 'weather'.")]
    public async Task What_they_cannot_do_is_refused_and_nothing_changes(string settings, string sentence)
    {
        using var response = await Http.PutAsync("/dev/neighbours", new StringContent(settings));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Contains(sentence, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True((await CheckAsync("DE", "136695976"))["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Cases_are_told_apart_and_the_rest_is_as_usual()
    {
        using var response = await Http.PutAsync(
            "/dev/neighbours", new StringContent("""{"taxRegister": {"DE 136.695.976": "invalid"}}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False((await CheckAsync("DE", "136695976"))["valid"]!.GetValue<bool>());
        Assert.True((await CheckAsync("AT", "U13585627"))["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Who_does_not_say_who_asks_gets_no_consultation_number() =>
        Assert.Equal("", (await CheckAsync("DE", "136695976"))["requestIdentifier"]!.GetValue<string>());

    [Fact]
    public async Task They_do_not_recover_because_the_emulator_restarts()
    {
        var folder = Directory.CreateTempSubdirectory("neighbours-").FullName;
        try
        {
            var options = new EmulatorOptions { DataFolder = folder };
            await using (var host = await EmulatorHost.StartAsync(CreateBuilder, options))
            {
                using var http = new HttpClient { BaseAddress = host.BaseAddress };
                using var response = await http.PutAsync("/dev/neighbours", new StringContent("""{"taxRegister": "overloaded"}"""));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }

            await using var restarted = await EmulatorHost.StartAsync(CreateBuilder, options);
            using var client = new HttpClient { BaseAddress = restarted.BaseAddress };
            var shown = (await client.GetFromJsonAsync<JsonObject>("/dev/neighbours"))!;
            Assert.Equal("overloaded", shown["taxRegister"]!["setting"]!.GetValue<string>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Settings_that_name_a_door_of_the_emulator_name_the_port_in_use()
    {
        var configuration = _host.Services.GetRequiredService<IConfiguration>();
        Assert.Equal($"{_host.BaseAddress}dev/neighbours/vies?a=b", configuration["Some:Door"]);
        Assert.Equal($"{_host.BaseAddress}dev/identity", configuration["Other:Door"]);
        Assert.Equal("http://localhost:7071/api/health", configuration["No:Door"]);
        Assert.Equal("https://example.com/dev/neighbours", configuration["Far:Door"]);
    }

    private static FunctionsApplicationBuilder CreateBuilder(string[] args) => FunctionsApplication.CreateBuilder(args).WithFunctions();

    private async Task<JsonNode> CheckAsync(string countryCode, string vatNumber)
    {
        using var response = await Http.PostAsJsonAsync("/dev/neighbours/vies/check-vat-number", new { countryCode, vatNumber });
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
