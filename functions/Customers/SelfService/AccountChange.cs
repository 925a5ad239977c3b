using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Customers.SelfService;

/// <summary>A change of an account that a user may make.</summary>
public sealed record AccountChange
{
    private AccountChange(CustomerAccount before, CustomerAccount after) => (Before, After) = (before, after);

    /// <summary>The account as it was read.</summary>
    public CustomerAccount Before { get; }

    /// <summary>As it will be.</summary>
    public CustomerAccount After { get; }

    /// <summary>Whether the organization gets another name.</summary>
    public bool Renames => Before.Company.Name != After.Company.Name;

    /// <summary>Whether the main contact becomes another person.</summary>
    public bool ChangesPerson => Before.Contact != After.Contact;

    /// <summary>Whether the active invoice contact gets another address.</summary>
    public bool ChangesInvoiceEmail => Before.InvoiceEmail != After.InvoiceEmail;

    /// <summary>Whether a main account has to show other data of it.</summary>
    public bool ChangesWhatIsListed => Before.Company != After.Company || ChangesPerson;

    /// <summary>Whether operators find it by another address, or see another place; a new name has a process of its own.</summary>
    public bool ChangesWhatIsFound => ChangesInvoiceEmail || Before.Company.Address != After.Company.Address;

    /// <summary>The VAT id that is to be checked now; null when it stays the same.</summary>
    public string? NewVatId => After.VatId != Before.VatId ? After.VatId : null;

    /// <summary>What a form comes to.</summary>
    /// <param name="before">The account as it was read.</param>
    /// <param name="draft">The form.</param>
    /// <param name="newCard">The card that came with it; null when the one on file is to stay.</param>
    public static Outcome<AccountChange> Decide(CustomerAccount before, AccountDraft draft, Card? newCard)
    {
        if (draft.Country.ToString() != before.Country)
            return new CountryIsFixed();
        var card = draft.PaymentMethod == PaymentMethod.Card ? newCard ?? before.Payment.Card : null;
        if (draft.PaymentMethod == PaymentMethod.Card && card is null)
            return SelfServiceOpening.CardTokenMissing;
        if (draft.PaymentMethod == PaymentMethod.MainAccount && before.Payment.Method != PaymentMethod.MainAccount)
            return SelfServiceOpening.NoMainAccountPays;
        return new AccountChange(before, before.With(draft, card));
    }
}
