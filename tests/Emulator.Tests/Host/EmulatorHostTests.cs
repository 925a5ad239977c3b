using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Accounts.Emulator;
using Accounts.Emulator.Host;
using Accounts.Emulator.Tables;
using Accounts.Emulator.Worker;
using Accounts.Tests.Tables;
using Accounts.Tests.Worker;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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
            Assert.Equal("http://localhost:7071/dev/identity", configuration["Auth:Issuer"]);
            Assert.Equal($"{hosts[n].BaseAddress}dev/identity/.well-known/openid-configuration", configuration["Auth:MetadataAddress"]);
            Assert.Equal($"{hosts[n].BaseAddress}dev/neighbours/license-vendor", configuration["Vendor:BaseUrl"]);
            Assert.Equal(hosts[n].DataFolder, hosts[n].Emulator.GetRequiredService<EmbeddedTables>().Folder);
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
        Assert.Null(configuration["Auth:MetadataAddress"]);
        Assert.Null(configuration["Storage:ConnectionString"]);
        Assert.Null(configuration["Mail:ConnectionString"]);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_sentence()
    {
        await using var first = await WorkerApp.StartAsync();

        var taken = new EmulatorOptions { Port = first.BaseAddress.Port };
        var refusal = await Assert.ThrowsAsync<IOException>(() => WorkerApp.StartAsync(taken));

        Assert.StartsWith($"Port {first.BaseAddress.Port} is in use.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_addresses_of_localhost_answer_and_both_must_be_free()
    {
        using var other = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        other.Listen();
        var taken = ((IPEndPoint)other.LocalEndPoint!).Port;

        var refusal = await Assert.ThrowsAsync<IOException>(() => WorkerApp.StartAsync(new EmulatorOptions { Port = taken }));

        Assert.StartsWith($"Port {taken} is in use.", refusal.Message, StringComparison.Ordinal);
        await using var host = await WorkerApp.StartAsync();
        using var http = new HttpClient();
        foreach (var address in (string[])["127.0.0.1", "[::1]", "localhost"])
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"http://{address}:{host.BaseAddress.Port}/dev/clock")).StatusCode);
    }

    [Fact]
    public async Task Triggers_start_after_the_apps_own_services_and_stop_while_requests_are_still_taken()
    {
        var order = new Order();
        var host = await EmulatorHost.StartAsync(
            args =>
            {
                var builder = WorkerApp.CreateBuilder(args).WithFunctions(typeof(WorkerFunctions));
                builder.Services.AddSingleton(order);
                builder.Services.AddHostedService<AppService>();
                return builder;
            },
            new EmulatorOptions { Adjust = parts => parts.AddSingleton<ITriggerSource>(new Trigger(order)) });
        order.BaseAddress = host.BaseAddress;

        await Assert.ThrowsAsync<NotSupportedException>(async () => await host.DisposeAsync());

        Assert.Equal(["app starts", "trigger starts", "trigger stops: OK", "app stops"], order.Seen);
        // The failed stop has leaked nothing.
        Assert.False(Directory.Exists(host.DataFolder));
    }

    [Fact]
    public async Task The_embedded_store_has_the_hosts_clock_and_is_closed_with_the_host()
    {
        var now = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        TableClient table;
        await using (var host = await WorkerApp.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(now) }))
        {
            var connection = host.Services.GetRequiredService<IConfiguration>()["Storage:ConnectionString"];
            var transport = host.Services.GetRequiredService<HttpPipelineTransport>();
            table = new TableClient(connection, "Things", new TableClientOptions { Transport = transport });
            await table.CreateIfNotExistsAsync();
            await table.AddEntityAsync(new TableEntity("p", "r"));
            Assert.Equal(now, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp);
        }

        await Assert.ThrowsAsync<StoreIsDeadException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
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
        Assert.Throws<InvalidDataException>(() => EmulatorStart.FromArguments(arguments));

    private sealed class Order
    {
        public ConcurrentQueue<string> Seen { get; } = new();

        public Uri? BaseAddress { get; set; }
    }

    private sealed class AppService(Order order) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            order.Seen.Enqueue("app starts");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            order.Seen.Enqueue("app stops");
            return Task.CompletedTask;
        }
    }

    private sealed class Trigger(Order order) : ITriggerSource
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            order.Seen.Enqueue("trigger starts");
            return Task.CompletedTask;
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri(order.BaseAddress!, "dev/clock"), cancellationToken);
            order.Seen.Enqueue($"trigger stops: {answer.StatusCode}");
            throw new NotSupportedException();
        }
    }
}
