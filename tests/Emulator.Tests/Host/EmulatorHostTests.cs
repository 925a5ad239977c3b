using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Emulator;
using Accounts.Tests.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Host;

public sealed class EmulatorHostTests
{
    [Fact]
    public async Task Hosts_run_side_by_side_without_knowing_each_other()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => WorkerApp.StartAsync(new EmulatorOptions
        {
            Clock = VirtualClock.FrozenAt(DateTimeOffset.UnixEpoch.AddYears(n)),
            Settings = new Dictionary<string, string?> { ["Number"] = $"{n}", ["Auth:Issuer"] = "http://localhost:7071/dev/identity" },
        }))));

        await Parallel.ForAsync(0, hosts.Length, async (n, cancellationToken) =>
        {
            await hosts[n].Clock.AdvanceAsync(TimeSpan.FromDays(n), cancellationToken);
            using var http = new HttpClient { BaseAddress = hosts[n].BaseAddress };
            var clock = await http.GetFromJsonAsync<JsonElement>("dev/clock", cancellationToken);
            var configuration = hosts[n].Services.GetRequiredService<IConfiguration>();

            Assert.Equal(DateTimeOffset.UnixEpoch.AddYears(n).AddDays(n), clock.GetProperty("now").GetDateTimeOffset());
            Assert.Equal($"{n}", configuration["Number"]);
            Assert.Equal($"{hosts[n].BaseAddress}dev/identity", configuration["Auth:Issuer"]);
            Assert.Equal($"EmbeddedStorage={hosts[n].DataFolder}", configuration["Storage:ConnectionString"]);
        });
        var folders = hosts.Select(host => host.DataFolder).ToArray();
        foreach (var host in hosts)
            await host.DisposeAsync();

        Assert.Equal(folders.Length, folders.Distinct().Count());
        Assert.DoesNotContain(folders, Directory.Exists);
    }

    [Fact]
    public async Task What_is_pointed_elsewhere_stays_there()
    {
        await using var host = await WorkerApp.StartAsync(new EmulatorOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["Auth:Issuer"] = "https://login.example.org/",
                ["Storage:TableServiceUri"] = "https://x.table.core.windows.net/",
                ["Mail:Endpoint"] = "https://x.communication.azure.com/",
            },
        });
        var configuration = host.Services.GetRequiredService<IConfiguration>();

        Assert.Equal("https://login.example.org/", configuration["Auth:Issuer"]);
        Assert.Null(configuration["Storage:ConnectionString"]);
        Assert.Null(configuration["Mail:ConnectionString"]);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_sentence()
    {
        await using var first = await WorkerApp.StartAsync();

        var refusal = await Assert.ThrowsAsync<IOException>(() => WorkerApp.StartAsync(new EmulatorOptions { Port = first.BaseAddress.Port }));

        Assert.StartsWith($"Port {first.BaseAddress.Port} is in use.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_told_and_is_free_after_the_host()
    {
        var folder = Directory.CreateTempSubdirectory("data-");
        try
        {
            var options = new EmulatorOptions { DataFolder = folder.FullName };
            await using (await WorkerApp.StartAsync(options))
            {
                var refusal = await Assert.ThrowsAnyAsync<IOException>(() => WorkerApp.StartAsync(options));
                Assert.Contains("is in use by another emulator", refusal.Message, StringComparison.Ordinal);
            }

            await using var second = await WorkerApp.StartAsync(options);
            Assert.Equal(folder.FullName, second.DataFolder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_told()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refusal = await Assert.ThrowsAnyAsync<IOException>(() => WorkerApp.StartAsync(new EmulatorOptions { DataFolder = file }));
            Assert.Contains("cannot be written", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--prot", "7071")]
    [InlineData("--port", "many")]
    [InlineData("--port", "70000")]
    [InlineData("--data")]
    public void An_option_that_is_not_understood_is_told(params string[] arguments) =>
        Assert.Throws<InvalidDataException>(() => FunctionsApplication.CreateBuilder(arguments));
}
