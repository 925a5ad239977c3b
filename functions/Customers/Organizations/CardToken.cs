using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>The token that the payment provider returns for a card: an ASCII word, never the card's number.</summary>
public static class CardToken
{
    private const int MaxLength = 200;

    /// <summary>Why this token cannot be used with the method; null when it can, or when there is no token.</summary>
    public static Fault? FaultOf(string? token, PaymentMethod? method) =>
        token is null ? null
        : CardNumber.IsIn(token) ? CardNumber.Fault
        : method is PaymentMethod.Invoice or PaymentMethod.MainAccount
            ? new Fault("Only payment by card needs one.", "Leave the field out.")
        : token.Length is 0 or > MaxLength || token.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('_' or '-'))
            ? new Fault("This is not a token.", "The token from the payment provider: 1 to 200 ASCII letters, digits, _ and -.")
            : null;
}
