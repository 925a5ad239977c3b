using Azure;
using Azure.Communication.Email;

namespace Accounts.Emulator.Email;

/// <summary>Lists of addresses in mail headers. International addresses stand as they are (RFC 6532).</summary>
internal static class AddressHeader
{
    /// <exception cref="RequestFailedException">An address could not be sent to; the service answers 400 then.</exception>
    public static string Encode(IEnumerable<EmailAddress> addresses) => string.Join(",\r\n ", addresses.Select(Encode));

    /// <summary>The bare addresses of an unfolded header.</summary>
    public static string[] Decode(string header) => header.Contains('<', StringComparison.Ordinal)
        ? [.. header.Split('<').Skip(1).Select(entry => entry.Split('>')[0])]
        : header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Encode(EmailAddress address)
    {
        var text = address.Address;
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1 || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';'))
            throw new RequestFailedException(400, "An address of the mail is not valid.");
        return string.IsNullOrEmpty(address.DisplayName) ? $"<{text}>" : $"{Encode(address.DisplayName)} <{text}>";
    }

    private static string Encode(string displayName)
    {
        // Characters with a meaning of their own are encoded rather than escaped: nothing is left to misread then.
        if (displayName.AsSpan().IndexOfAny("<>\"\\") >= 0)
            return HeaderText.EncodeWords(displayName);
        var encoded = HeaderText.Encode(displayName);
        return encoded == displayName ? $"\"{displayName}\"" : encoded;
    }
}
