using System.Globalization;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Accounts.Emulator.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Accounts.Emulator.Neighbours.LicenseVendor;

/// <summary>
/// Sends the vendor's callbacks to the app in the order of the book, signed by the Standard Webhooks specification with the
/// app's first secret. A callback that the app does not accept is sent again later, as a real sender does.
/// </summary>
internal sealed class VendorCallbacks(
    VendorSales vendor,
    VendorBook book,
    TimeProvider time,
    IConfiguration configuration,
    HostJson hostJson,
    Listener listener) : IVirtualTime, IHostedService, IDisposable
{
    private const string Secret = "Vendor:Secrets:0";

    // As the specification proposes. After the last attempt a callback is dropped.
    private static readonly TimeSpan[] Pauses =
        [
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(5),
            TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(2),
            TimeSpan.FromHours(5),
            TimeSpan.FromHours(10),
            TimeSpan.FromHours(24),
        ];

    private readonly SemaphoreSlim _running = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private ITimer? _alarm;
    private DateTimeOffset? _sentAt;

    /// <summary>Just after a callback, its time of sending, so that the clock waits for the work that it started in the app.</summary>
    public DateTimeOffset? NextDue => _sentAt ?? NextOfBook();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _alarm = time.CreateTimer(_ => _ = RunDueAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        vendor.Changed += Rearm;
        Rearm();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        vendor.Changed -= Rearm;
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
        _running.Release();
    }

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            _sentAt = null;
            vendor.FinishDue();
            while (!_stopping.IsCancellationRequested && Due() is { } callback)
            {
                var taken = await SendAsync(callback);
                book.Change(content => content with { Callbacks = [.. After(content.Callbacks, callback, taken)] });
                _sentAt = time.GetUtcNow();
            }
        }
        finally
        {
            _running.Release();
            Rearm();
        }
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _http.Dispose();
        _stopping.Dispose();
        _running.Dispose();
    }

    private async Task RunDueAsync()
    {
        try
        {
            await SettleAsync(_stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The host stops. Due callbacks are sent after the next start.
        }
    }

    private DateTimeOffset? NextOfBook()
    {
        var content = book.Read();
        return content.Callbacks.Select(callback => (DateTimeOffset?)callback.Due)
            .Concat(content.Purchases.Values.Select(purchase => purchase.DoneAt))
            .Min();
    }

    private Callback? Due()
    {
        var now = time.GetUtcNow();
        return book.Read().Callbacks.FirstOrDefault(callback => callback.Due <= now);
    }

    /// <summary>The callbacks without the sent one, or with its next attempt at the end.</summary>
    private IEnumerable<Callback> After(IReadOnlyList<Callback> callbacks, Callback sent, bool taken)
    {
        var index = callbacks.ToList().IndexOf(sent);
        var rest = callbacks.Where((_, i) => i != index);
        return taken || sent.Tries >= Pauses.Length
            ? rest
            : rest.Append(sent with { Tries = sent.Tries + 1, Due = time.GetUtcNow() + Pauses[sent.Tries] });
    }

    private async Task<bool> SendAsync(Callback callback)
    {
        // An app without a secret has no such webhook.
        if (configuration[Secret] is not { } secret)
            return true;
        var now = time.GetUtcNow();
        var body = JsonSerializer.Serialize(
            new { type = callback.Type, timestamp = now.UtcDateTime, data = new { reference = callback.Reference } });
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{callback.Id}.{timestamp}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{listener.BaseAddress}{hostJson.Http.RoutePrefix}/webhooks/vendor")
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.Add("webhook-id", callback.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(signature));
        try
        {
            using var response = await _http.SendAsync(request, _stopping.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Rearm()
    {
        if (_stopping.IsCancellationRequested || NextDue is not { } due)
            return;
        var wait = due - time.GetUtcNow();
        _alarm?.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }
}
