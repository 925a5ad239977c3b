using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Customers.Organizations;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Payments;

/// <summary>The result of a charge.</summary>
/// <param name="ChargeId">The provider's id of the charge; null if the card was refused.</param>
/// <param name="Code">The code of the reason why it was refused; null if it was not.</param>
public sealed record CardCharge(string? ChargeId, string? Code);

/// <summary>The provider cannot be reached, or its answer was lost. A retry with the same key charges nothing twice.</summary>
public sealed class CardProviderUnavailable(string message) : Platform.Processes.RetriableException(message);

/// <summary>
/// Charges cards at the payment provider. <c>POST {BaseUrl}/v1/charges {token, amount, currency, reference}</c> answers 201 with
/// <c>id</c>, or 402 with <c>code</c>. <c>POST {BaseUrl}/v1/refunds {charge, amount, reference}</c> answers 201 with <c>id</c>. Both take
/// an <c>Idempotency-Key</c>, and always give the same answer for the same key.
/// </summary>
public sealed class CardCharges(HttpClient http, IOptions<PaymentProviderOptions> options)
{
    /// <summary>Long, because no user waits, and providers may have to ask the bank.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private const int MaxCodeLength = 60;

    /// <summary>Charges a card.</summary>
    /// <param name="token">The provider's token of the card.</param>
    /// <param name="amount">In minor units.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="reference">What the charge is for; also its idempotency key.</param>
    /// <param name="cancellationToken">Cancels the request; the card may be charged nevertheless.</param>
    public async Task<CardCharge> ChargeAsync(
        string token, long amount, string currency, string reference, CancellationToken cancellationToken)
    {
        using var response = await SendAsync("/v1/charges", new { token, amount, currency, reference }, reference, cancellationToken);
        return response.StatusCode == HttpStatusCode.PaymentRequired
            ? new CardCharge(null, CodeOf((await ReadAsync(response, cancellationToken)).Code))
            : new CardCharge(IdOf(await ReadAsync(response, cancellationToken)), null);
    }

    /// <summary>Refunds a part of a charge.</summary>
    /// <returns>The provider's id of the refund.</returns>
    public async Task<string> RefundAsync(string charge, long amount, string reference, CancellationToken cancellationToken)
    {
        using var response = await SendAsync("/v1/refunds", new { charge, amount, reference }, reference, cancellationToken);
        return IdOf(await ReadAsync(response, cancellationToken));
    }

    private async Task<HttpResponseMessage> SendAsync(string path, object content, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.BaseUrl.OriginalString.TrimEnd('/') + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.ApiKey);
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(content);
        try
        {
            var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.PaymentRequired)
                return response;
            response.Dispose();
            throw new CardProviderUnavailable($"The payment provider answered {(int)response.StatusCode}.");
        }
        // The failures have no inner exception, because they are stored with the process.
        catch (Exception e) when (e is HttpRequestException or IOException
            || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new CardProviderUnavailable("The payment provider cannot be reached, or did not answer in time.");
        }
    }

    private static async Task<ProviderAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<ProviderAnswer>(cancellationToken) ?? throw Unreadable();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw Unreadable();
        }
    }

    private static string IdOf(ProviderAnswer answer) => answer.Id is { Length: > 0 and <= 100 } id ? id : throw Unreadable();

    // Shown to people and stored with the process, so it must be a code and nothing else.
    private static string CodeOf(string? code) =>
        code is { Length: > 0 and <= MaxCodeLength } && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? code : "unspecified";

    private static CardProviderUnavailable Unreadable() => new("The answer of the payment provider does not have the agreed form.");

    private sealed record ProviderAnswer(string? Id, string? Code);
}
