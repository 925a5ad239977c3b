using System.Text.Json.Serialization;
using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Orders;

/// <summary>
/// An order (Auftrag). What was agreed is frozen with it: lines, prices, tax, terms, who gets what. What happens to it
/// afterwards are the states of its parts and the documents that are issued; only these change. Its lines and events are
/// rows of their own.
/// </summary>
public sealed record Order
{
    /// <summary>Names the order, see <see cref="OrderId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Id of the user who placed it.</summary>
    public required string PlacedBy { get; init; }

    /// <summary>Tells this order's process from those of attempts at the same number that came too late.</summary>
    public required string Attempt { get; init; }

    /// <summary>Of its documents and mails.</summary>
    public required Language Language { get; init; }

    /// <summary>The customer as the account was then.</summary>
    public required OrderCustomer Customer { get; init; }

    /// <summary>Where the confirmation goes, and how it is addressed.</summary>
    public required OrderRecipient Recipient { get; init; }

    /// <summary>The customer's own order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>A wish on the layout of the confirmation; may have several lines.</summary>
    public string? LayoutWish { get; init; }

    /// <summary>The project that it is for.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The day on which licenses are to be bought; null for at once.</summary>
    public DateOnly? ProcureOn { get; init; }

    /// <summary>Who deals with the licenses at the customer; there is one when there are licenses.</summary>
    public TechnicalContact? TechnicalContact { get; init; }

    /// <summary>How it is taxed.</summary>
    public required TaxDecision Tax { get; init; }

    /// <summary>What it comes to.</summary>
    public required OrderTotals Totals { get; init; }

    /// <summary>The terms it was placed under.</summary>
    public required OrderTerms Terms { get; init; }

    /// <summary>Whether its confirmation went out.</summary>
    public ConfirmationState Confirmation { get; init; }

    /// <summary>The confirmation as it was issued; null until it is.</summary>
    public StoredDocument? ConfirmationDocument { get; init; }

    /// <summary>The delivery note as it was issued; null until its licenses are delivered.</summary>
    public IssuedDeliveryNote? DeliveryNote { get; init; }

    /// <summary>Where its mails go instead, because the address in the form had had its mails of the day.</summary>
    public string? MailedTo { get; init; }

    /// <summary>Whether the technical contact gets mails of ours; false when that address had had its mails of the day.</summary>
    public bool MailsTechnicalContact { get; init; } = true;

    /// <summary>Where mails to the customer go.</summary>
    [JsonIgnore]
    public string MailAddress => MailedTo ?? Recipient.Email;

    /// <summary>Where its licenses stand; null when it has none.</summary>
    public LicenseState? Licenses { get; init; }

    /// <summary>Where its services stand; null when it has none.</summary>
    public ServiceState? Services { get; init; }

    /// <summary>How far its services are; null when it has none.</summary>
    public ServiceProgress? Progress { get; init; }

    /// <summary>The sub-account that it makes; null when it makes none.</summary>
    public OrderedAccount? Account { get; init; }

    /// <summary>When it was cancelled.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>How many appointments it has.</summary>
    public int Appointments { get; init; }

    /// <summary>How many events there are; numbers the next one.</summary>
    public required int Events { get; init; }

    /// <summary>Where its sub-account stands; null when it makes none.</summary>
    [JsonIgnore]
    public AccountState? AccountState => this switch
    {
        { Account: null } => null,
        { CancelledAt: not null } => Orders.AccountState.Cancelled,
        { Account.ActivatedAt: not null } => Orders.AccountState.Activated,
        _ => Orders.AccountState.Ordered,
    };

    /// <summary>Where the whole order stands, for people.</summary>
    public OrderState State => this switch
    {
        { CancelledAt: not null } => OrderState.Cancelled,
        { Licenses: LicenseState.Failed } => OrderState.Failed,
        {
            Licenses: null or LicenseState.Delivered,
            Services: null or ServiceState.Completed,
            AccountState: null or Orders.AccountState.Activated,
        } => OrderState.Completed,
        {
            Licenses: null or LicenseState.Waiting,
            Services: null or ServiceState.Ordered,
            AccountState: null or Orders.AccountState.Ordered,
        } => OrderState.Placed,
        _ => OrderState.InProgress,
    };

    /// <summary>The order after the next step of its licenses; a failure when that step cannot follow.</summary>
    public Outcome<Order> With(LicenseState next) => Licenses is { } now && OrderStates.MayFollow(now, next)
        ? this with { Licenses = next }
        : new OrderNotInState();

    /// <summary>The order after the next step of its services; a failure when that step cannot follow.</summary>
    public Outcome<Order> With(ServiceState next) => Services is { } now && OrderStates.MayFollow(now, next)
        ? this with { Services = next }
        : new OrderNotInState();

    /// <summary>The order once its sub-account is set up; a failure when it makes none, and when that is decided already.</summary>
    public Outcome<Order> Activate(DateTimeOffset now) => AccountState == Orders.AccountState.Ordered
        ? this with { Account = Account! with { ActivatedAt = now } }
        : new OrderNotInState();

    /// <summary>The order with one appointment more; a failure before a team has it, and when its services are over.</summary>
    public Outcome<Order> Schedule() => Services switch
    {
        ServiceState.Commissioned => this with { Services = ServiceState.Scheduled, Appointments = Appointments + 1 },
        ServiceState.Scheduled or ServiceState.InProgress => this with { Appointments = Appointments + 1 },
        _ => new OrderNotInState(),
    };

    /// <summary>The order as work on it is recorded; a failure before a team has it, and when its services are over.</summary>
    /// <param name="corrects">Whether there is disputed work, which may be corrected even when all else is completed.</param>
    public Outcome<Order> Work(bool corrects) => Services switch
    {
        ServiceState.InProgress => this,
        ServiceState.Completed when !corrects => new OrderNotInState(),
        _ => With(ServiceState.InProgress),
    };

    /// <summary>
    /// The order after its cancellation, all of it or nothing: licenses until their purchase starts, services until work on
    /// them is recorded, a sub-account until it is set up. Whichever of purchase or activation and cancellation is written first
    /// has decided, since all change this row.
    /// </summary>
    public Outcome<Order> Cancel(DateTimeOffset now) => this switch
    {
        { CancelledAt: not null } => new OrderNotInState(),
        { Licenses: not (null or LicenseState.Waiting) } => new LicensesBought(),
        { Services: ServiceState.InProgress or ServiceState.Completed } => new WorkRecorded(),
        { Account.ActivatedAt: not null } => new AccountActivated(),
        { Licenses: null, Services: null, Account: null } => new OrderNotInState(),
        _ => this with
        {
            CancelledAt = now,
            Licenses = Licenses is null ? null : LicenseState.Cancelled,
            Services = Services is null ? null : ServiceState.Cancelled,
        },
    };
}

/// <summary>The customer of an order, as invoices will print it.</summary>
/// <param name="Company">Name and address.</param>
/// <param name="VatId">Canonical; null when sales made the account.</param>
public sealed record OrderCustomer(Company Company, string? VatId);

/// <summary>How the confirmation is addressed.</summary>
/// <param name="Company">The name above the address.</param>
/// <param name="Attention">The person or department it is for.</param>
/// <param name="Address">The address.</param>
/// <param name="Email">Where it is mailed to.</param>
public sealed record OrderRecipient(string Company, string? Attention, Address Address, string Email);

/// <summary>Who deals with the licenses at the customer.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Email">Where the vendor writes to.</param>
/// <param name="VendorAccount">The contact's account at the vendor; null when it is not known.</param>
public sealed record TechnicalContact(string Name, string Email, string? VendorAccount);

/// <summary>A delivery note as it was issued.</summary>
/// <param name="Number">Its own number; invoices refer to it.</param>
/// <param name="Keys">How many license keys it shows.</param>
/// <param name="Masked">The one that does not show them, for everybody.</param>
/// <param name="WithKeys">The one that does, sealed with the organization's data key; null where there is no key.</param>
public sealed record IssuedDeliveryNote(string Number, int Keys, StoredDocument Masked, StoredDocument? WithKeys)
{
    /// <summary>All copies of it.</summary>
    public IReadOnlyList<StoredDocument> Copies() => WithKeys is null ? [Masked] : [Masked, WithKeys];
}

/// <summary>Terms (AGB) as they were.</summary>
public sealed record OrderTerms(string Version, Uri Url);
