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

    /// <summary>The account after the change.</summary>
    public CustomerAccount After { get; }

    /// <summary>Whether the organization gets another name.</summary>
    public bool Renames => Before.Company.Name != After.Company.Name;

    /// <summary>Whether the main contact becomes another person.</summary>
    public bool ChangesPerson => Before.Contact != After.Contact;

    /// <summary>Whether the active invoice contact gets another address.</summary>
    public bool ChangesInvoiceEmail => Before.InvoiceEmail != After.InvoiceEmail;

    /// <summary>Whether a main account's list must show other data.</summary>
    public bool ChangesWhatIsListed => Before.Company != After.Company || ChangesPerson;

    /// <summary>Whether search entries change: the invoice address, or the company's address. A new name has its own process.</summary>
    public bool ChangesWhatIsFound => ChangesInvoiceEmail || Before.Company.Address != After.Company.Address;

    /// <summary>The VAT id to check now; null when it stays the same.</summary>
    public string? NewVatId => After.VatId != Before.VatId ? After.VatId : null;

    /// <summary>Decides on a form.</summary>
    /// <param name="before">The account as it was read.</param>
    /// <param name="draft">The form.</param>
    /// <param name="newCard">The card that was sent with it; null to keep the one on file.</param>
    public static Outcome<AccountChange> Decide(CustomerAccount before, AccountDraft draft, Card? newCard)
    {
        if (draft.Country.ToString() != before.Country)
            return new CountryIsFixed();
        return PaymentRules.Decide(before.Payment, draft.PaymentMethod, newCard, PaymentRules.InAccount)
            .Succeeded(out var payment, out var refused)
            ? new AccountChange(before, before.With(draft, payment))
            : refused;
    }
}
