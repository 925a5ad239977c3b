using System.Buffers.Text;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Wraps data keys with an RSA key in Key Vault, which never leaves it. Uses three requests of Key Vault's REST interface (7.4),
/// sent by the pipeline of all SDK clients with its authentication and retries. The SDK's own client is not in every feed.
/// <c>GET {key}</c> returns <c>{"key": {"kid": …}}</c> with the current version (needs keys/get).
/// <c>POST {key}/{version}/wrapkey</c> and <c>…/unwrapkey</c> take <c>{"alg", "value"}</c> and return <c>{"kid", "value"}</c>,
/// values base64url. Source: https://learn.microsoft.com/rest/api/keyvault/keys/wrap-key/wrap-key?view=rest-keyvault-keys-7.4 and
/// its neighbours.
/// </summary>
public sealed class KeyVaultKeyWrap : IKeyWrap
{
    private const string ApiVersion = "api-version=7.4";
    private const string Algorithm = "RSA-OAEP-256";

    /// <summary>How long a version counts as the current one after it was read.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Uri _key;
    private readonly TimeProvider _time;
    private readonly HttpPipeline _pipeline;
    private (string KeyId, DateTimeOffset Until)? _current;

    /// <summary>Uses the app's own identity.</summary>
    public KeyVaultKeyWrap(IOptions<LicenseOptions> options, TimeProvider time, TokenCredential credential)
        : this(options.Value.KeyVaultKey!, time, credential, new KeyVaultClient())
    {
    }

    internal KeyVaultKeyWrap(Uri key, TimeProvider time, TokenCredential credential, KeyVaultClient options)
    {
        (_key, _time) = (key, time);
        // Bodies contain keys.
        options.Diagnostics.IsLoggingContentEnabled = false;
        // https://{vault}.vault.azure.net has the audience https://vault.azure.net; other clouds follow the same rule.
        var audience = "https://" + key.Host[(key.Host.IndexOf('.', StringComparison.Ordinal) + 1)..];
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, audience + "/.default"));
    }

    /// <inheritdoc />
    public async Task<string> CurrentKeyIdAsync(CancellationToken cancellationToken)
    {
        if (_current is { } known && _time.GetUtcNow() < known.Until)
            return known.KeyId;
        using var answer = await SendAsync(RequestMethod.Get, _key.AbsoluteUri, null, cancellationToken);
        var keyId = answer.RootElement.GetProperty("key").GetProperty("kid").GetString()!;
        _current = (OwnVersion(keyId), _time.GetUtcNow() + Kept);
        return keyId;
    }

    /// <inheritdoc />
    public async Task<WrappedKey> WrapAsync(byte[] dataKey, CancellationToken cancellationToken)
    {
        var keyId = await CurrentKeyIdAsync(cancellationToken);
        return new WrappedKey(keyId, Convert.ToBase64String(await OperateAsync(keyId, "wrapkey", dataKey, cancellationToken)));
    }

    /// <inheritdoc />
    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken) =>
        OperateAsync(OwnVersion(wrapped.KeyId), "unwrapkey", Convert.FromBase64String(wrapped.Value), cancellationToken);

    private async Task<byte[]> OperateAsync(string keyId, string operation, byte[] value, CancellationToken cancellationToken)
    {
        var body = new { alg = Algorithm, value = Base64Url.EncodeToString(value) };
        using var answer = await SendAsync(RequestMethod.Post, $"{keyId}/{operation}", body, cancellationToken);
        return Base64Url.DecodeFromChars(answer.RootElement.GetProperty("value").GetString());
    }

    private async Task<JsonDocument> SendAsync(RequestMethod method, string address, object? body, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{address}?{ApiVersion}"));
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(BinaryData.FromObjectAsJson(body));
        }

        await _pipeline.SendAsync(message, cancellationToken);
        // The exception names the status and Key Vault's error code; its message contains none of our data.
        return message.Response.IsError
            ? throw new RequestFailedException(message.Response)
            : await JsonDocument.ParseAsync(message.Response.ContentStream!, cancellationToken: cancellationToken);
    }

    /// <summary>
    /// The identifier, if it is a version of our key. An address that was read from a row or an answer must never send our token
    /// elsewhere.
    /// </summary>
    private string OwnVersion(string keyId) =>
        keyId.StartsWith(_key.AbsoluteUri + "/", StringComparison.OrdinalIgnoreCase)
            && keyId[(_key.AbsoluteUri.Length + 1)..].All(char.IsAsciiLetterOrDigit)
            ? keyId
            : throw new InvalidOperationException("A data key is wrapped with a key other than Licenses:KeyVaultKey.");
}

/// <summary>Only the options that all SDK clients have.</summary>
internal sealed class KeyVaultClient : ClientOptions;
