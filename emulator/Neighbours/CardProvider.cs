using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Neighbours;

/// <summary>
/// Stands in for the payment provider under <c>/dev/neighbours/payment-provider</c>: <c>POST v1/cards/lookup</c> knows
/// the tokens <c>tok_visa</c>, <c>tok_mastercard</c> and <c>tok_amex</c>. Setting <c>paymentProvider</c>.
/// </summary>
internal sealed class CardProvider(NeighbourSettings neighbours) : IEndpoints
{
    private const string Setting = "paymentProvider";
    private const string Unavailable = "unavailable";

    private static readonly Dictionary<string, Card> Cards = new(StringComparer.Ordinal)
    {
        ["tok_visa"] = new("visa", "4242", 12, 2034),
        ["tok_mastercard"] = new("mastercard", "4444", 6, 2035),
        ["tok_amex"] = new("amex", "0005", 3, 2036),
    };

    public static void AddTo(NeighbourSettings neighbours) => neighbours.Register(Setting, "normal", Unavailable);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/dev/neighbours/payment-provider/v1/cards/lookup", (HttpRequest request) =>
            DevResults.ReadAsync<Lookup>(request, lookup => Task.FromResult(Answer(request, lookup))));

    private IResult Answer(HttpRequest request, Lookup lookup)
    {
        if (neighbours.BehaviourOf(Setting) == Unavailable)
            return DevResults.Problem(StatusCodes.Status503ServiceUnavailable, "Unavailable", "As the emulator was told.");
        if (!request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
            return DevResults.Problem(StatusCodes.Status401Unauthorized, "Unauthorized", "A key is needed.");
        return lookup.Token is { } token && Cards.TryGetValue(token, out var card)
            ? DevResults.Json(card)
            : DevResults.NotFound("There is no card of that token.");
    }

    private sealed record Lookup(string? Token);

    private sealed record Card(string Brand, string LastFour, int ExpiryMonth, int ExpiryYear);
}
