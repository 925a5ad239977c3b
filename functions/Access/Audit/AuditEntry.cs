using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Accounts.Platform.Values;

namespace Accounts.Access.Audit;

/// <summary>
/// One entry as it is sealed: its text in storage is hashed, and the next entry holds that hash. The name of the person
/// is not part of it but of its own column, and stands here as a salted hash only: it can be erased without breaking the chain.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>Counts from 1 within the organization, without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>What it happened to.</summary>
    public string? Subject { get; init; }

    /// <summary>More of it.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>As what somebody did it.</summary>
    public required ActorKind Kind { get; init; }

    /// <summary>Who; our own id, which says nothing once the user is erased.</summary>
    public string? UserId { get; init; }

    /// <summary>In which role.</summary>
    public Role? Role { get; init; }

    /// <summary>On behalf of which other organization.</summary>
    public ActingOrganization? Organization { get; init; }

    /// <summary>Hash of the person's name with a salt; null when there is none.</summary>
    public string? PersonSeal { get; init; }

    /// <summary>
    /// Tells this entry from another one that says the same at the same moment, such as two steps of processes: who writes must
    /// know its own. The salt of a seal does so, too.
    /// </summary>
    public string? Attempt { get; init; }

    /// <summary>Hash of the entry before; empty for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>The entry that follows on another.</summary>
    public static AuditEntry After(AuditHead before, AuditEvent happened, AuditPerson? person, DateTimeOffset now) => new()
    {
        Number = before.Count + 1,
        At = now,
        Action = happened.Action,
        Subject = happened.Subject,
        Details = happened.Details,
        Kind = happened.Actor.Kind,
        UserId = happened.Actor.UserId,
        Role = happened.Actor.Role,
        Organization = happened.Actor.Organization,
        PersonSeal = person?.Seal(),
        Attempt = person is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) : null,
        Previous = before.Hash,
    };
}

/// <summary>The name that belongs to an entry, as long as it may be kept.</summary>
/// <param name="Name">For display.</param>
/// <param name="Salt">32 random bytes, base64: without it, the seal in the entry would give the name away to whoever tries names.</param>
public sealed record AuditPerson(string Name, string Salt)
{
    /// <summary>A name with a new salt; null without a name.</summary>
    public static AuditPerson? Of(string? name) =>
        name is null ? null : new(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>What the entry holds of it.</summary>
    public string Seal() => AuditHash.Of(Salt + Name);
}

/// <summary>How long the chain is, and the hash at its end.</summary>
public sealed record AuditHead(long Count, string Hash)
{
    /// <summary>Before the first entry.</summary>
    public static AuditHead None { get; } = new(0, "");
}

/// <summary>The hash that chains entries.</summary>
public static class AuditHash
{
    /// <summary>SHA-256 of a text in UTF-8, hexadecimal.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>An entry with all that lies in its row.</summary>
/// <param name="Number">By its key.</param>
/// <param name="Entry">The sealed part; null when it cannot be read any more.</param>
/// <param name="Person">The name, as long as it is kept.</param>
/// <param name="Hash">As it was written.</param>
/// <param name="IsIntact">Whether the row's own parts agree: the key says this number, the text has this hash, and the name
/// this seal.</param>
public sealed record AuditRow(long Number, AuditEntry? Entry, AuditPerson? Person, string Hash, bool IsIntact)
{
    /// <summary>Reads what storage has.</summary>
    public static AuditRow Of(long number, string? document, string? person, string? hash)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<AuditEntry>(document ?? "null", Json.Storage);
            var name = person is null ? null : JsonSerializer.Deserialize<AuditPerson>(person, Json.Storage);
            var intact = entry?.Number == number && AuditHash.Of(document!) == hash && (name is null || name.Seal() == entry.PersonSeal);
            return new(number, entry, name, hash ?? "", intact);
        }
        catch (JsonException)
        {
            // Somebody has written what we never do.
            return new(number, null, null, hash ?? "", IsIntact: false);
        }
    }
}
