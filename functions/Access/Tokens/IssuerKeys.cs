using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Access.Tokens;

/// <summary>
/// The issuer's published keys. The library's own cache would refuse the first token of a new key, because it fetches in
/// the background, and go on with a withdrawn key as long as it was ever good.
/// </summary>
internal sealed partial class IssuerKeys(AuthOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>
    /// How long keys are used before they are asked for again; so long does a withdrawn key count, while the issuer answers.
    /// </summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>How soon a token with an unknown key, or an issuer that does not answer, may make us ask again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>A user is waiting.</summary>
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

    /// <summary>The keys as far as they are known; null while the issuer has never answered.</summary>
    public Task<IReadOnlyCollection<SecurityKey>?> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _known is not null && time.GetUtcNow() < _askAgain
                ? Task.FromResult<IReadOnlyCollection<SecurityKey>?>(_known)
                : AskAsync(cancellationToken);
    }

    /// <summary>The keys after <paramref name="seen"/> turned out to lack one; the same when there is no newer answer.</summary>
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

    // One question at a time, whose answer all wait for; none of them can take it away from the others.
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
            // Whatever the library throws at what it got, it means the same: the keys from before go on.
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
