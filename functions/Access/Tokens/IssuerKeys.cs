using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Access.Tokens;

/// <summary>
/// The issuer's published keys. The library's own cache is not used: it fetches in the background, so it would refuse the first
/// token with a new key, and it would continue to accept a withdrawn key.
/// </summary>
internal sealed partial class IssuerKeys(AuthOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>
    /// How long keys are used before they are fetched again. A withdrawn key is accepted for at most this time while the issuer answers.
    /// </summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>The shortest time until the next fetch because of an unknown key, or because the issuer did not answer.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>The timeout of a fetch. It is short because a user is waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _address =
        options.MetadataAddress?.OriginalString ?? options.Issuer.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration";

    private readonly HttpDocumentRetriever _documents =
        new(new HttpClient { Timeout = Patience }) { RequireHttps = !(options.MetadataAddress ?? options.Issuer).IsLoopback };
    private readonly Lock _lock = new();
    private Task<IReadOnlyCollection<SecurityKey>?> _asking = Task.FromResult<IReadOnlyCollection<SecurityKey>?>(null);
    private IReadOnlyCollection<SecurityKey>? _known;
    private DateTimeOffset _askAgain = DateTimeOffset.MinValue;
    private DateTimeOffset _askAgainForUnknown = DateTimeOffset.MinValue;

    /// <summary>The known keys, fetched again if they are too old; null while the issuer has never answered.</summary>
    public Task<IReadOnlyCollection<SecurityKey>?> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _known is not null && time.GetUtcNow() < _askAgain
                ? Task.FromResult<IReadOnlyCollection<SecurityKey>?>(_known)
                : AskAsync(cancellationToken);
    }

    /// <summary>Newer keys than <paramref name="seen"/>, which lack a key; the same ones when there are no newer keys.</summary>
    public Task<IReadOnlyCollection<SecurityKey>?> GetNewerAsync(IReadOnlyCollection<SecurityKey> seen, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!ReferenceEquals(_known, seen) || _asking.IsCompleted && now < _askAgainForUnknown)
                return Task.FromResult(_known);
            _askAgainForUnknown = now + Pause;
            return AskAsync(cancellationToken);
        }
    }

    // Only one fetch at a time; all callers wait for it. No caller can cancel it for the others.
    private Task<IReadOnlyCollection<SecurityKey>?> AskAsync(CancellationToken cancellationToken)
    {
        if (_asking.IsCompleted)
            _asking = Task.Run(FetchAsync, CancellationToken.None);
        return _asking.WaitAsync(cancellationToken);
    }

    private async Task<IReadOnlyCollection<SecurityKey>?> FetchAsync()
    {
        IReadOnlyCollection<SecurityKey>? keys = null;
        try
        {
            var published = (await OpenIdConnectConfigurationRetriever.GetAsync(_address, _documents, CancellationToken.None)).SigningKeys;
            keys = published.Count > 0 ? [.. published] : throw new InvalidDataException("The issuer publishes no signing key.");
        }
        catch (Exception e)
        {
            // Any exception of the library means the same: the previous keys stay in use.
            LogNoKeys(logger, e, _address);
        }

        lock (_lock)
        {
            _askAgain = time.GetUtcNow() + (keys is null ? Pause : Kept);
            return _known = keys ?? _known;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The token issuer's keys cannot be read from {Address}")]
    private static partial void LogNoKeys(ILogger logger, Exception exception, string address);
}
