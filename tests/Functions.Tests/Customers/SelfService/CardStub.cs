using System.Text.Json.Nodes;
using Accounts.Emulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Accounts.Tests.Customers.SelfService;

/// <summary>A payment provider that knows two cards and can be down.</summary>
internal sealed class CardStub : IAsyncDisposable
{
    private readonly WebApplication _server;

    private CardStub(WebApplication server) => _server = server;

    public bool IsDown { get; set; }

    public int Lookups { get; private set; }

    /// <summary>Options for an app that uses this provider.</summary>
    public EmulatorOptions Options => new()
    {
        Clock = VirtualClock.FrozenAt(App.Start),
        Settings =
            new Dictionary<string, string?> { ["PaymentProvider:BaseUrl"] = _server.Urls.First(), ["PaymentProvider:ApiKey"] = "key-1" },
    };

    public static async Task<CardStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var stub = new CardStub(server);
        server.MapPost("/v1/cards/lookup", stub.LookUpAsync);
        await server.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> LookUpAsync(HttpRequest request)
    {
        Lookups++;
        if (IsDown || request.Headers.Authorization != "Bearer key-1")
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        var token = (await JsonNode.ParseAsync(request.Body))!["token"]!.GetValue<string>();
        return token switch
        {
            "tok_visa" => Results.Json(new { brand = "visa", lastFour = "1111", expiryMonth = 3, expiryYear = 2030 }),
            "tok_master" => Results.Json(new { brand = "mastercard", lastFour = "4444", expiryMonth = 12, expiryYear = 2029 }),
            _ => Results.NotFound(),
        };
    }
}
