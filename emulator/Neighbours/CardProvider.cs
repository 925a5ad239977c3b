using System.Globalization;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Neighbours;

/// <summary>
/// Simulates the payment provider under <c>/dev/neighbours/payment-provider</c>. It knows the tokens <c>tok_visa</c>,
/// <c>tok_mastercard</c> and <c>tok_amex</c>. Charges and refunds are made once per <c>Idempotency-Key</c> and stored in a file.
/// The setting <c>paymentProvider</c> sets its behaviour. For people and tests, <c>GET …/charges</c> lists all, and
/// <c>POST …/charges/{id}/reverse</c> sends the app a signed message that a charge was reversed.
/// </summary>
internal sealed class CardProvider(
    NeighbourSettings neighbours, DataFolder data, TimeProvider time, IConfiguration configuration, HostJson hostJson, Listener listener)
    : IEndpoints, IDisposable
{
    private const string Setting = "paymentProvider";
    private const string Unavailable = "unavailable";
    private const string Declines = "declines";
    private const string LosesAnswers = "losesAnswers";
    private const string Front = "/dev/neighbours/payment-provider";

    private static readonly Dictionary<string, Card> Cards = new(StringComparer.Ordinal)
    {
        ["tok_visa"] = new("visa", "4242", 12, 2034),
        ["tok_mastercard"] = new("mastercard", "4444", 6, 2035),
        ["tok_amex"] = new("amex", "0005", 3, 2036),
    };

    private readonly Lock _booking = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    // By idempotency key. Replaced by each booking and never changed, so that it can be read without the lock.
    private IReadOnlyDictionary<string, Booking>? _bookings;

    private string File => Path.Combine(data.FullPath, "payment-provider.json");

    public static void AddTo(NeighbourSettings neighbours) => neighbours.Register(Setting, "normal", Unavailable, Declines, LosesAnswers);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Front + "/v1/cards/lookup", (HttpRequest request) =>
            DevResults.ReadAsync<Lookup>(request, lookup => Task.FromResult(Refuse(request) ?? Find(lookup))));
        routes.MapPost(Front + "/v1/charges", (HttpRequest request) =>
            DevResults.ReadAsync<Charge>(request, charge => Task.FromResult(Refuse(request) ?? Book(request, charge))));
        routes.MapPost(Front + "/v1/refunds", (HttpRequest request) =>
            DevResults.ReadAsync<Refund>(request, refund => Task.FromResult(Refuse(request) ?? Book(request, refund))));
        routes.MapGet(Front + "/charges", () => DevResults.Json(All().Values.OrderBy(booking => booking.Number)));
        routes.MapPost(Front + "/charges/{id}/reverse", ReverseAsync);
    }

    public void Dispose() => _http.Dispose();

    private static IResult Find(Lookup lookup) => lookup.Token is { } token && Cards.TryGetValue(token, out var card)
        ? DevResults.Json(card)
        : DevResults.NotFound("There is no card with this token.");

    private IResult? Refuse(HttpRequest request)
    {
        if (neighbours.BehaviourOf(Setting) == Unavailable)
            return DevResults.Problem(StatusCodes.Status503ServiceUnavailable, "Unavailable", "Simulated by a setting of the emulator.");
        return request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal)
            ? null
            : DevResults.Problem(StatusCodes.Status401Unauthorized, "Unauthorized", "Send the key as a bearer token.");
    }

    private IResult Book(HttpRequest request, Charge charge)
    {
        if (charge.Token is null || !Cards.ContainsKey(charge.Token) || neighbours.BehaviourOf(Setting) == Declines)
            return Results.Json(new { code = "card_declined" }, statusCode: StatusCodes.Status402PaymentRequired);
        return Book(request, number => new Booking(number, IdOf("ch", number), null, charge.Amount, charge.Currency, charge.Reference));
    }

    private IResult Book(HttpRequest request, Refund refund) =>
        Book(request, number => new Booking(number, IdOf("re", number), refund.Charge, -refund.Amount, null, refund.Reference));

    // The same key is the same booking. With losesAnswers the booking is made, but only a repeated request is answered.
    private IResult Book(HttpRequest request, Func<int, Booking> make)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
            return DevResults.Problem(StatusCodes.Status400BadRequest, "Bad request", "Send an Idempotency-Key.");
        lock (_booking)
        {
            var all = All();
            if (all.TryGetValue(key, out var before))
                return Results.Json(new { id = before.Id }, statusCode: StatusCodes.Status201Created);
            var booked = make(all.Count + 1);
            var changed = new Dictionary<string, Booking>(all) { [key] = booked };
            WholeFile.Write(File, JsonSerializer.Serialize(changed));
            _bookings = changed;
            return neighbours.BehaviourOf(Setting) == LosesAnswers
                ? DevResults.Problem(
                    StatusCodes.Status504GatewayTimeout, "Gateway timeout", "The answer was lost: simulated by a setting of the emulator.")
                : Results.Json(new { id = booked.Id }, statusCode: StatusCodes.Status201Created);
        }
    }

    private async Task<IResult> ReverseAsync(string id, CancellationToken cancellationToken)
    {
        if (All().Values.FirstOrDefault(booking => booking.Id == id) is not { Amount: > 0 } charge)
            return DevResults.NotFound("There is no charge with this id.");
        var body = JsonSerializer.Serialize(new { type = "chargeReversed", charge = charge.Id, reference = charge.Reference });
        var (message, seconds) = ("msg_reversal_" + id, time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var secret = Convert.FromBase64String(configuration["PaymentProvider:Secrets:0"]!["whsec_".Length..]);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{message}.{seconds}.{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{listener.BaseAddress}{hostJson.Http.RoutePrefix}/webhooks/payment");
        request.Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json);
        request.Headers.Add("webhook-id", message);
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.Add("webhook-signature", "v1," + signature);
        using var response = await _http.SendAsync(request, cancellationToken);
        return DevResults.Json(new { answered = (int)response.StatusCode });
    }

    private IReadOnlyDictionary<string, Booking> All()
    {
        lock (_booking)
        {
            return _bookings ??= System.IO.File.Exists(File)
                ? JsonSerializer.Deserialize<Dictionary<string, Booking>>(System.IO.File.ReadAllText(File))!
                : new Dictionary<string, Booking>();
        }
    }

    private static string IdOf(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{number:D4}");

    private sealed record Lookup(string? Token);

    private sealed record Charge(string? Token, long Amount, string? Currency, string? Reference);

    private sealed record Refund(string? Charge, long Amount, string? Reference);

    private sealed record Card(string Brand, string LastFour, int ExpiryMonth, int ExpiryYear);

    private sealed record Booking(int Number, string Id, string? Charge, long Amount, string? Currency, string? Reference);
}
