using System.Globalization;
using System.Text.RegularExpressions;
using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>
/// A Swiss QR-bill (Swiss Implementation Guidelines QR-bill, version 0200) with structured addresses. It has no payment
/// reference; a message says what is paid. Printed as payment part and receipt at the foot of its own page.
/// </summary>
public sealed partial class SwissQrBill
{
    private const int LongestName = 70;
    private const int LongestMessage = 140;

    private SwissQrBill(IReadOnlyList<string> lines, Particulars says) =>
        (Lines, Says, Code) = (lines, says, QrCode.Of(string.Join('\n', lines)));

    /// <summary>The elements of the code.</summary>
    internal IReadOnlyList<string> Lines { get; }

    internal Particulars Says { get; }

    internal QrCode Code { get; }

    /// <summary>
    /// The bill; null when the provider's account is not in Switzerland or Liechtenstein, or accepts only payments with a reference.
    /// </summary>
    /// <param name="provider">The payee.</param>
    /// <param name="debtor">The payer.</param>
    /// <param name="address">The payer's address.</param>
    /// <param name="amount">In hundredths of CHF or EUR, 1 to 99,999,999,999.</param>
    /// <param name="message">What is paid, such as the number of an invoice; at most 140 characters.</param>
    public static SwissQrBill? Of(ProviderOptions provider, string debtor, Address address, Money amount, string message)
    {
        if (Iban.Parse(provider.Iban).Value is not { Length: 21 } iban || !NormalAccount().IsMatch(iban))
            return null;
        if (amount.Amount is < 1 or > 99_999_999_999 || amount.Currency is not ("CHF" or "EUR"))
            throw new ArgumentOutOfRangeException(nameof(amount), "The amount must be 0.01 to 999999999.99 CHF or EUR.");
        if (message.Length > LongestMessage)
            throw new ArgumentOutOfRangeException(nameof(message), "A message has at most 140 characters.");
        var parts = StreetAndNumber().Match(provider.Street!);
        var (street, houseNumber) = parts.Success ? (parts.Groups[1].Value, parts.Groups[2].Value) : (provider.Street!, null);
        var creditor = new Party(
            provider.Name!, new Address(street, houseNumber, provider.PostalCode!, provider.City!, provider.Country.ToString()));
        var payer = new Party(debtor, address);
        var number = (amount.Amount / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        return new SwissQrBill(
            [
                "SPC", "0200", "1", iban,
                .. creditor.Elements,
                "", "", "", "", "", "", "", // no ultimate creditor
                number, amount.Currency,
                .. payer.Elements,
                "NON", "", message, "EPD",
            ],
            new Particulars(iban, creditor, payer, amount, message));
    }

    /// <summary>The data that both parts print.</summary>
    internal sealed record Particulars(string Iban, Party Creditor, Party Debtor, Money Amount, string Message)
    {
        /// <summary>With spaces between thousands, as the guidelines require.</summary>
        public string AmountText => (Amount.Amount / 100m).ToString("#,0.00", CultureInfo.InvariantCulture).Replace(',', '\u00A0');
    }

    /// <summary>A name and a structured address. Each element is cut to the length that the code allows.</summary>
    internal sealed record Party(string Name, Address Address)
    {
        public IReadOnlyList<string> Elements =>
        [
            "S", Cut(Name, LongestName), Cut(Address.Street, 70), Cut(Address.HouseNumber ?? "", 16),
            Cut(Address.PostalCode, 16), Cut(Address.City, 35), Address.Country,
        ];

        public IReadOnlyList<string> Printed =>
        [
            Cut(Name, LongestName),
            $"{Address.Street} {Address.HouseNumber}".TrimEnd(),
            (Address.Country is "CH" ? "" : Address.Country + "-") + $"{Address.PostalCode} {Address.City}",
        ];

        private static string Cut(string text, int length) => string.Concat(text.EnumerateRunes().Take(length)).TrimEnd();
    }

    // Clearing numbers 30000 to 31999 mark accounts that take only payments with a QR reference.
    [GeneratedRegex("^(CH|LI)[0-9]{2}(?!3[01])[0-9]{5}[0-9A-Z]{12}$")]
    private static partial Regex NormalAccount();

    [GeneratedRegex(@"^(.*\S)\s+([0-9]+\s?[A-Za-z]?)$")]
    private static partial Regex StreetAndNumber();
}
