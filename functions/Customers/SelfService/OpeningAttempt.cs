using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Customers.SelfService;

/// <summary>A request to open an account that has begun, as it is noted with the user before anything else.</summary>
/// <param name="Number">The customer number that it will use; until the account exists, perhaps another organization's.</param>
/// <param name="Fingerprint">Of the body.</param>
/// <param name="At">When it began.</param>
public sealed record OpeningAttempt(string Number, string Fingerprint, DateTimeOffset At)
{
    /// <summary>
    /// How long another request with the same key waits for the first. Every step can run twice, so the first may even
    /// still be at work when the second takes over.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The first attempt of a request.</summary>
    public static OpeningAttempt Of(CreatingRequest request, DateTimeOffset now) =>
        new(CustomerNumber.Random().ToString(), request.Fingerprint, now);

    /// <summary>The same, the number being taken.</summary>
    public OpeningAttempt WithAnotherNumber() => this with { Number = CustomerNumber.Random().ToString() };

    /// <summary>Whether the key is free again.</summary>
    public bool IsForgotten(DateTimeOffset now) => At + CreatingRequest.Kept <= now;

    /// <summary>Null when another request with the same key may go on from here; else why not.</summary>
    public Failure? RefuseToGoOn(CreatingRequest request, DateTimeOffset now)
    {
        if (Fingerprint != request.Fingerprint)
            return new IdempotencyKeyReused();
        var wait = At + Patience - now;
        return wait > TimeSpan.Zero ? new RequestInFlight(wait) : null;
    }
}
