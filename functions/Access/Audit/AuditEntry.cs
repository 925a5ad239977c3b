using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Accounts.Platform.Values;

namespace Accounts.Access.Audit;

/// <summary>
/// The sealed part of an entry: its stored text is hashed, and the next entry contains that hash. The name of the person has
/// its own column, and the entry contains only a salted hash of it. So the name can be erased without breaking the chain.
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

    /// <summary>Further details.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>The capacity in which it was done.</summary>
    public required ActorKind Kind { get; init; }

    /// <summary>The user, by our own id, which identifies nobody once the user is erased.</summary>
    public string? UserId { get; init; }

    /// <summary>The role of the user.</summary>
    public Role? Role { get; init; }

    /// <summary>The other organization on whose behalf it was done.</summary>
    public ActingOrganization? Organization { get; init; }

    /// <summary>Hash of the person's name with a salt; null when there is none.</summary>
    public string? PersonSeal { get; init; }

    /// <summary>
    /// Distinguishes this entry from another one with the same content at the same moment, such as of two steps of processes,
    /// because a writer must recognize its own entry. The salt of a seal has the same effect.
    /// </summary>
    public string? Attempt { get; init; }

    /// <summary>Hash of the previous entry; empty for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>The entry that follows after the head of the chain.</summary>
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
/// <param name="Salt">32 random bytes, base64. Without it, anyone could find the name by hashing likely names.</param>
public sealed record AuditPerson(string Name, string Salt)
{
    /// <summary>A name with a new salt; null without a name.</summary>
    public static AuditPerson? Of(string? name) =>
        name is null ? null : new(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The hash that the entry contains.</summary>
    public string Seal() => AuditHash.Of(Salt + Name);
}

/// <summary>The length of the chain, and the hash at its end.</summary>
public sealed record AuditHead(long Count, string Hash)
{
    /// <summary>The head before the first entry.</summary>
    public static AuditHead None { get; } = new(0, "");
}

public static class AuditHash
{
    /// <summary>SHA-256 of a text in UTF-8, hexadecimal.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>An entry with all data of its row.</summary>
/// <param name="Number">The number in its key.</param>
/// <param name="Entry">The sealed part; null when it cannot be read any more.</param>
/// <param name="Person">The name, as long as it is kept.</param>
/// <param name="Hash">The hash as it was written.</param>
/// <param name="IsIntact">Whether the row's own parts agree: the key says this number, the text has this hash, and the name
/// this seal.</param>
public sealed record AuditRow(long Number, AuditEntry? Entry, AuditPerson? Person, string Hash, bool IsIntact)
{
    /// <summary>Reads the columns of a row.</summary>
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
            // The app always writes valid JSON, so somebody has changed the row.
            return new(number, null, null, hash ?? "", IsIntact: false);
        }
    }
}
