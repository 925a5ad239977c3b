using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Emulator;
using Accounts.Tests.Tables;
using Accounts.Tests.Worker;

namespace Accounts.Tests.Neighbours;

public sealed class CardProviderTests
{
    private const string Front = "dev/neighbours/payment-provider/";

    [Fact]
    public async Task Bookings_can_be_read_while_others_are_made()
    {
        using var folder = new TempFolder();
        // So many that a reader is busy with them whenever one more is made.
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "payment-provider.json"),
            JsonSerializer.Serialize(Enumerable.Range(1, 20_000).ToDictionary(
                number => $"old-{number}", number => new { Number = number, Id = $"ch_{number}", Amount = 100 })));
        await using var host = await WorkerApp.StartAsync(new EmulatorOptions { DataFolder = folder.Path });
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local");

        var booking = Task.WhenAll(Enumerable.Range(1, 3).Select(client => ChargeAsync(http, client)));
        var read = await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => ReverseUnknownUntilAsync(http, booking)));

        Assert.All(await booking, statuses => Assert.All(statuses, status => Assert.Equal(HttpStatusCode.Created, status)));
        Assert.All(read, statuses => Assert.All(statuses, status => Assert.Equal(HttpStatusCode.NotFound, status)));
        var charges = await http.GetFromJsonAsync<JsonElement[]>(Front + "charges");
        Assert.Equal(Enumerable.Range(1, 20_030), charges!.Select(charge => charge.GetProperty("number").GetInt32()));
    }

    private static async Task<List<HttpStatusCode>> ChargeAsync(HttpClient http, int client)
    {
        List<HttpStatusCode> statuses = [];
        for (var number = 1; number <= 10; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Front + "v1/charges")
            {
                Content = JsonContent.Create(new { token = "tok_visa", amount = 100, currency = "EUR" }),
                Headers = { { "Idempotency-Key", $"new-{client}-{number}" } },
            };
            using var answer = await http.SendAsync(request);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    // An unknown id is compared with those of all bookings.
    private static async Task<List<HttpStatusCode>> ReverseUnknownUntilAsync(HttpClient http, Task end)
    {
        List<HttpStatusCode> statuses = [];
        do
        {
            using var answer = await http.PostAsync(Front + "charges/none/reverse", null);
            statuses.Add(answer.StatusCode);
        }
        while (!end.IsCompleted);
        return statuses;
    }
}
