using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Customers.SelfService;

/// <summary>A request to open an account that has begun, as stored with the user before anything else.</summary>
/// <param name="Number">The customer number that it will use. Until the account exists, the number may belong to another
/// organization.</param>
/// <param name="Fingerprint">Fingerprint of the body.</param>
/// <param name="At">When it began.</param>
public sealed record OpeningAttempt(string Number, string Fingerprint, DateTimeOffset At)
{
    /// <summary>
    /// How long another request with the same key waits for the first. Every step can run twice, so the first may still be running when
    /// the second takes over.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The first attempt of a request.</summary>
    public static OpeningAttempt Of(CreatingRequest request, DateTimeOffset now) =>
        new(CustomerNumber.Random().ToString(), request.Fingerprint, now);

    /// <summary>The same attempt with another number, because the first is taken.</summary>
    public OpeningAttempt WithAnotherNumber() => this with { Number = CustomerNumber.Random().ToString() };

    /// <summary>Whether the key is free again.</summary>
    public bool IsForgotten(DateTimeOffset now) => At + CreatingRequest.Kept <= now;

    /// <summary>Null when another request with the same key may continue from here; otherwise why not.</summary>
    public Failure? RefuseToGoOn(CreatingRequest request, DateTimeOffset now)
    {
        if (Fingerprint != request.Fingerprint)
            return new IdempotencyKeyReused();
        var wait = At + Patience - now;
        return wait > TimeSpan.Zero ? new RequestInFlight(wait) : null;
    }
}
