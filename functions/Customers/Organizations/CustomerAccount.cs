using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>
/// The commercial side of an organization. It includes the payment settings: one field of one row names the active invoice contact, so
/// there is exactly one.
/// </summary>
public sealed record CustomerAccount : IVersioned
{
    /// <summary>Country of the company, ISO 3166-1. Other than DE, AT and CH only when sales made the account.</summary>
    public required string Country { get; init; }

    /// <summary>The person to talk to.</summary>
    public required ContactPerson Contact { get; init; }

    /// <summary>As printed on invoices.</summary>
    public required Company Company { get; init; }

    /// <summary>USt-IdNr., ATU or UID, canonical; null when sales made the account.</summary>
    public required string? VatId { get; init; }

    /// <summary>HRA/HRB, FN or UID, canonical; null when sales made the account.</summary>
    public required string? RegisterNumber { get; init; }

    /// <summary>The register court; German companies only.</summary>
    public string? RegisterCourt { get; init; }

    /// <summary>What the official service says about the VAT id; null without one.</summary>
    public required TaxIdStatus? TaxIdStatus { get; init; }

    /// <summary>Evidence that the service knows the VAT id; null until the service has said so.</summary>
    public TaxIdEvidence? TaxIdEvidence { get; init; }

    /// <summary>How invoices are paid.</summary>
    public required Payment Payment { get; init; }

    /// <summary>The contact that invoices go to.</summary>
    public required string InvoiceContactId { get; init; }

    /// <summary>E-mail address of that contact, kept equal in the same transaction.</summary>
    public required string InvoiceEmail { get; init; }

    /// <summary>
    /// Whether invoices go to the main account, because the account was ordered without an invoice address. Ends as soon as the account
    /// chooses an invoice contact, even one with the same address.
    /// </summary>
    public bool InvoicesToMainAccount { get; init; }

    /// <summary>
    /// The reference by which the customer finds its invoices (BT-10): an authority's Leitweg-ID, or the customer's own reference; null
    /// when it asks for none.
    /// </summary>
    public string? InvoiceReference { get; init; }

    /// <summary>The scheduled switch to another invoice contact; null when there is none.</summary>
    public ScheduledSwitch? ScheduledSwitch { get; init; }

    /// <summary>How often the invoice contact was switched; numbers the history.</summary>
    public int InvoiceContactSwitches { get; init; }

    /// <summary>Language of mails and documents.</summary>
    public required Language Language { get; init; }

    /// <summary>
    /// Grows with every change by a user. What the service says about the VAT id does not count, so that no <c>If-Match</c> fails because
    /// of it.
    /// </summary>
    public required int Version { get; init; }

    // A customer number is never reused.
    string IVersioned.Life => "account";

    /// <summary>The account after a change. A new VAT id is not verified yet.</summary>
    public CustomerAccount With(AccountDraft draft, Payment payment) => this with
    {
        Contact = draft.Contact,
        Company = draft.Company,
        VatId = draft.VatId,
        TaxIdStatus = draft.VatId == VatId ? TaxIdStatus : Customers.Organizations.TaxIdStatus.Pending,
        TaxIdEvidence = draft.VatId == VatId ? TaxIdEvidence : null,
        RegisterNumber = draft.RegisterNumber,
        RegisterCourt = draft.RegisterCourt,
        Payment = payment,
        InvoiceEmail = draft.InvoiceEmail.ToString(),
        InvoicesToMainAccount = InvoicesToMainAccount && draft.InvoiceEmail.ToString() == InvoiceEmail,
        Version = Version + 1,
    };
}

/// <summary>The person to talk to.</summary>
/// <param name="Salutation">Anrede</param>
/// <param name="FirstName">Vorname</param>
/// <param name="LastName">Nachname</param>
/// <param name="Phone">E.164, with an extension if it has one; null when sales made the account.</param>
public sealed record ContactPerson(Salutation Salutation, string FirstName, string LastName, string? Phone);

/// <summary>Name and address as printed on invoices.</summary>
public sealed record Company(string Name, Address Address);

/// <summary>How invoices are paid.</summary>
/// <param name="Method">The means.</param>
/// <param name="Card">The card, for payment by card.</param>
public sealed record Payment(PaymentMethod Method, Card? Card);

/// <summary>Means of payment.</summary>
public enum PaymentMethod
{
    /// <summary>Bank transfer after the invoice.</summary>
    Invoice,

    /// <summary>Credit card, charged by the payment provider.</summary>
    Card,

    /// <summary>
    /// The main account pays. Only for an account that was ordered by its main account, until it gets its own means of payment.
    /// </summary>
    MainAccount,
}

/// <summary>Everything that is stored of a card: the payment provider's token and what may be shown.</summary>
public sealed record Card(string Token, string Brand, string LastFour, int ExpiryMonth, int ExpiryYear);

/// <summary>What the official service says about a tax id.</summary>
public enum TaxIdStatus
{
    /// <summary>Not asked yet, or asked and not answered.</summary>
    Pending,

    /// <summary>Valid and registered.</summary>
    Verified,

    /// <summary>The service says that there is no such id.</summary>
    Unverified,

    /// <summary>The service could not be asked; that says nothing about the id.</summary>
    Unavailable,
}

/// <summary>Evidence for a tax office that the official service knew a tax id.</summary>
/// <param name="ConsultationNumber">The service's number for the question; the Swiss register gives none.</param>
/// <param name="CheckedAt">When it answered.</param>
/// <param name="RegisterName">Name of the id's owner in the register, if the register says it; the German one does not.</param>
/// <param name="RegisterAddress">Address of the owner, if the register says it; may have several lines.</param>
public sealed record TaxIdEvidence(string? ConsultationNumber, DateTimeOffset CheckedAt, string? RegisterName, string? RegisterAddress);
