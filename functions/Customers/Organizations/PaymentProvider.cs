using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Organizations;

/// <summary>Section <c>PaymentProvider</c>: the service that keeps the cards.</summary>
public sealed class PaymentProviderOptions
{
    /// <summary>Base address of its API, without the trailing slash.</summary>
    [Required(ErrorMessage = "Set PaymentProvider:BaseUrl to the address of the payment provider's interface.")]
    [Address(ErrorMessage = "PaymentProvider:BaseUrl must be an absolute HTTPS address; HTTP is for localhost only.")]
    public Uri BaseUrl { get; set; } = null!;

    /// <summary>Our API key.</summary>
    [Required(ErrorMessage = "Set PaymentProvider:ApiKey to the key for the payment provider's interface.")]
    public string ApiKey { get; set; } = null!;
}

/// <summary>
/// The payment provider, which alone knows card numbers. The frontend sends cards to it and gets a token, which is looked up here:
/// <c>POST {BaseUrl}/v1/cards/lookup {"token": …}</c> answers 200 with brand, lastFour, expiryMonth and expiryYear, or 404. The token is
/// sent in the body because addresses end up in logs.
/// </summary>
public sealed class PaymentProvider(HttpClient http, IOptions<PaymentProviderOptions> options)
{
    /// <summary>Short, because a user is waiting.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>The card behind a token, with the data that may be stored.</summary>
    public async Task<Outcome<Card>> FindCardAsync(string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.BaseUrl.OriginalString.TrimEnd('/') + "/v1/cards/lookup");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.ApiKey);
        request.Content = JsonContent.Create(new { token });
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return new CardTokenRefused();
            response.EnsureSuccessStatusCode();
            var card = await response.Content.ReadFromJsonAsync<LookupAnswer>(cancellationToken);
            return card?.Read(token) is { } known ? known : new TemporarilyUnavailable();
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || e is TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new TemporarilyUnavailable();
        }
    }

    private sealed record LookupAnswer(string? Brand, string? LastFour, int ExpiryMonth, int ExpiryYear)
    {
        // Users see all of these values, so an answer that is not as agreed is refused.
        public Card? Read(string token) =>
            Text.Parse(Brand, 1, 40).Value is { } brand
            && LastFour is { Length: 4 } digits && digits.All(char.IsAsciiDigit)
            && ExpiryMonth is >= 1 and <= 12 && ExpiryYear is >= 2000 and <= 9999
                ? new Card(token, brand, digits, ExpiryMonth, ExpiryYear)
                : null;
    }
}
