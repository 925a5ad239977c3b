namespace Accounts.Platform.Documents;

/// <summary>An issued document. Stored on the row of its subject; size and hash identify the right bytes.</summary>
/// <param name="Name">The name of its blob.</param>
/// <param name="ContentType">For example <c>application/pdf</c>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">The hash of the stored bytes, hexadecimal.</param>
/// <param name="RetainUntil">The last day on which it must still exist.</param>
public sealed record StoredDocument(string Name, string ContentType, int Size, string Sha256, DateOnly RetainUntil);
