using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Vendors;

/// <summary>The vendor over HTTP, as <c>docs/vendor-api.md</c> describes it.</summary>
public sealed class HttpLicenseVendor(
    HttpClient http, VendorCircuit circuit, IOptions<VendorOptions> options, TimeProvider time) : ILicenseVendor
{
    /// <summary>Longer than any key that vendors issue, and short enough for a row.</summary>
    private const int MaxKeyLength = 8000;

    private const int MaxCodeLength = 60;

    /// <summary>Nothing was sold before that. An earlier date is an error, as is one more than a day ahead.</summary>
    private static readonly DateTimeOffset EarliestPurchase = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <inheritdoc />
    public async Task<VendorPurchase> PurchaseAsync(VendorOrder order, CancellationToken cancellationToken)
    {
        var content = new { order.Product, order.Deployment, order.Quantity, TechnicalContact = order.Contact };
        return await SendAsync(HttpMethod.Put, PathOf(order.Reference), content, async response => response.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created => await ReadPurchaseAsync(response, order.Reference, cancellationToken),
            // The vendor says clearly that it does not sell this.
            HttpStatusCode.UnprocessableEntity =>
                new VendorPurchase(
                    order.Reference,
                    VendorPurchaseState.Failed,
                    0,
                    null,
                    CodeOf((await ReadAsync<Problem>(response, cancellationToken)).Code)),
            _ => throw Unexpected(response),
        }, cancellationToken);
    }

    /// <inheritdoc />
    public Task<VendorPurchase?> FindAsync(string reference, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, PathOf(reference), null, async response => response.StatusCode switch
        {
            HttpStatusCode.OK => await ReadPurchaseAsync(response, reference, cancellationToken),
            HttpStatusCode.NotFound => (VendorPurchase?)null,
            _ => throw Unexpected(response),
        }, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListKeysAsync(string reference, int offset, int limit, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{PathOf(reference)}/keys?offset={offset}&limit={limit}");
        return await SendAsync(HttpMethod.Get, path, null, async response =>
        {
            if (response.StatusCode != HttpStatusCode.OK)
                throw Unexpected(response);
            var keys = (await ReadAsync<KeyList>(response, cancellationToken)).Keys ?? [];
            return keys.Count <= limit && keys.All(key => key is { Length: > 0 and <= MaxKeyLength }) ? keys : throw Unreadable();
        }, cancellationToken);
    }

    private Task<T> SendAsync<T>(
        HttpMethod method, string path, object? content, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellationToken) =>
        circuit.SendAsync(async token =>
        {
            using var request = new HttpRequestMessage(method, options.Value.BaseUrl.OriginalString.TrimEnd('/') + path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.ApiKey);
            if (content is not null)
                request.Content = JsonContent.Create(content, content.GetType(), options: Json);
            try
            {
                using var response = await http.SendAsync(request, token);
                return IsRetriable(response.StatusCode)
                    ? throw new VendorUnavailable($"The license vendor answered {Status(response)}.")
                    : await read(response);
            }
            // The new exceptions have no inner exception, because they are stored with the process.
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new VendorUnavailable("The license vendor cannot be reached.");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new VendorUnavailable("The license vendor did not answer in time.");
            }
        }, cancellationToken);

    private static bool IsRetriable(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static VendorMisunderstanding Unexpected(HttpResponseMessage response) =>
        new($"The license vendor answered {Status(response)}, which was not agreed for this request.");

    private static VendorMisunderstanding Unreadable() => new("The answer of the license vendor is not as agreed.");

    private static string Status(HttpResponseMessage response) => ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);

    private static string PathOf(string reference) => "/v1/purchases/" + Uri.EscapeDataString(reference);

    private async Task<VendorPurchase> ReadPurchaseAsync(
        HttpResponseMessage response, string reference, CancellationToken cancellationToken)
    {
        var purchase = await ReadAsync<Purchase>(response, cancellationToken);
        var state = purchase.State ?? throw Unreadable();
        if (purchase.Reference != reference
            || purchase.Keys is < 0
            || state is VendorPurchaseState.Issued or VendorPurchaseState.AwaitingVerification && purchase.PurchasedAt is null)
            throw Unreadable();
        // Invoices and reminders are calculated from this date.
        if (purchase.PurchasedAt is { } at && (at < EarliestPurchase || at > time.GetUtcNow().AddDays(1)))
            throw Unreadable();
        return new VendorPurchase(
            reference,
            state,
            purchase.Keys ?? 0,
            purchase.PurchasedAt,
            state == VendorPurchaseState.Failed ? CodeOf(purchase.Failure) : null);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken) ?? throw Unreadable();
        }
        // Without the original exception, which may quote what was read. The last two types mean an unknown character set.
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw Unreadable();
        }
    }

    // Shown to users and stored with the process, so it must be a code and nothing else.
    private static string CodeOf(string? code) =>
        code is { Length: > 0 and <= MaxCodeLength } && code.All(char.IsAsciiLetterOrDigit) ? code : "unspecified";

    private sealed record Purchase(string? Reference, VendorPurchaseState? State, int? Keys, DateTimeOffset? PurchasedAt, string? Failure);

    private sealed record KeyList(IReadOnlyList<string>? Keys);

    private sealed record Problem(string? Code);
}
