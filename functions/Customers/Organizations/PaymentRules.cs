using Accounts.Platform.Http;

namespace Accounts.Customers.Organizations;

/// <summary>
/// Which means of payment an account may get. Requests have its fields in different places, so each passes the JSON pointer of the
/// object that contains them.
/// </summary>
public static class PaymentRules
{
    /// <summary>The object in payment settings.</summary>
    public const string InSettings = "#";

    /// <summary>The object in the form of an account.</summary>
    public const string InAccount = "#/payment";

    /// <summary>Decides on a means of payment.</summary>
    /// <param name="before">The present one.</param>
    /// <param name="method">The method that was sent.</param>
    /// <param name="newCard">The card that was sent; null to keep the one on file.</param>
    /// <param name="place">Where the request has the fields.</param>
    public static Outcome<Payment> Decide(Payment before, PaymentMethod method, Card? newCard, string place)
    {
        var card = method == PaymentMethod.Card ? newCard ?? before.Card : null;
        if (method == PaymentMethod.Card && card is null)
            return CardTokenMissing(place);
        if (method == PaymentMethod.MainAccount && before.Method != PaymentMethod.MainAccount)
            return NoMainAccountPays(place);
        return new Payment(method, card);
    }

    /// <summary>Card payment without a card.</summary>
    public static InvalidFields CardTokenMissing(string place) =>
        new([new FieldError(place + "/cardToken", "This is missing.", "With method card: the token from the payment provider.")]);

    /// <summary>A main account begins to pay for another account only by ordering it.</summary>
    public static InvalidFields NoMainAccountPays(string place) =>
        new([new FieldError(place + "/method", "No main account pays for this account.", "One of invoice, card.")]);
}
