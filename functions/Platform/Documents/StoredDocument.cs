namespace Accounts.Platform.Documents;

/// <summary>A document as it was issued; stands on the row of what it is about, and says which bytes are the right ones.</summary>
/// <param name="Name">Of its blob.</param>
/// <param name="ContentType">For example <c>application/pdf</c>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the bytes as they are stored, hexadecimal.</param>
/// <param name="RetainUntil">The last day on which it must be there.</param>
public sealed record StoredDocument(string Name, string ContentType, int Size, string Sha256, DateOnly RetainUntil);
