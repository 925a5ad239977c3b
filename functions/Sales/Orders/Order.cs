using System.Text.Json.Serialization;
using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Orders;

/// <summary>
/// An order (Auftrag). What was agreed is fixed when it is placed: lines, prices, tax, terms, recipients. After that, only the
/// states of its parts and its issued documents change. Its lines and events have their own rows.
/// </summary>
public sealed record Order
{
    /// <summary>Number of the order, see <see cref="OrderId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Id of the user who placed it.</summary>
    public required string PlacedBy { get; init; }

    /// <summary>Distinguishes this order's process from those of attempts at the same number that came too late.</summary>
    public required string Attempt { get; init; }

    /// <summary>Language of its documents and mails.</summary>
    public required Language Language { get; init; }

    /// <summary>The customer, as the account was when the order was placed.</summary>
    public required OrderCustomer Customer { get; init; }

    /// <summary>Where the confirmation goes, and how it is addressed.</summary>
    public required OrderRecipient Recipient { get; init; }

    /// <summary>The customer's own order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>A wish on the layout of the confirmation; may have several lines.</summary>
    public string? LayoutWish { get; init; }

    /// <summary>The project that it is for.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The day on which licenses must be bought; null for immediately.</summary>
    public DateOnly? ProcureOn { get; init; }

    /// <summary>The person who handles the licenses at the customer; set when there are licenses.</summary>
    public TechnicalContact? TechnicalContact { get; init; }

    /// <summary>How it is taxed.</summary>
    public required TaxDecision Tax { get; init; }

    /// <summary>The totals, with and without tax.</summary>
    public required OrderTotals Totals { get; init; }

    /// <summary>The terms it was placed under.</summary>
    public required OrderTerms Terms { get; init; }

    /// <summary>Whether its confirmation was sent.</summary>
    public ConfirmationState Confirmation { get; init; }

    /// <summary>The confirmation as it was issued; null until it is.</summary>
    public StoredDocument? ConfirmationDocument { get; init; }

    /// <summary>The delivery note as it was issued; null until its licenses are delivered.</summary>
    public IssuedDeliveryNote? DeliveryNote { get; init; }

    /// <summary>Where its mails go instead, when the address in the form had reached its daily mail limit.</summary>
    public string? MailedTo { get; init; }

    /// <summary>Whether the customer gets our mails; false when every address of the customer had reached its daily mail limit.</summary>
    public bool MailsCustomer { get; init; } = true;

    /// <summary>Whether the technical contact gets our mails; false when that address had reached its daily mail limit.</summary>
    public bool MailsTechnicalContact { get; init; } = true;

    /// <summary>Where mails to the customer go; null when the customer gets none.</summary>
    [JsonIgnore]
    public string? MailAddress => MailsCustomer ? MailedTo ?? Recipient.Email : null;

    /// <summary>State of its licenses; null when it has none.</summary>
    public LicenseState? Licenses { get; init; }

    /// <summary>State of its services; null when it has none.</summary>
    public ServiceState? Services { get; init; }

    /// <summary>Progress of its services; null when it has none.</summary>
    public ServiceProgress? Progress { get; init; }

    /// <summary>The sub-account that it orders; null when it orders none.</summary>
    public OrderedAccount? Account { get; init; }

    /// <summary>When it was cancelled.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>How many appointments it has.</summary>
    public int Appointments { get; init; }

    /// <summary>Number of its events, which numbers the next one.</summary>
    public required int Events { get; init; }

    /// <summary>State of its sub-account; null when it orders none.</summary>
    [JsonIgnore]
    public AccountState? AccountState => this switch
    {
        { Account: null } => null,
        { CancelledAt: not null } => Orders.AccountState.Cancelled,
        { Account.ActivatedAt: not null } => Orders.AccountState.Activated,
        _ => Orders.AccountState.Ordered,
    };

    /// <summary>State of the whole order, for display.</summary>
    public OrderState State => this switch
    {
        { CancelledAt: not null } => OrderState.Cancelled,
        { Licenses: LicenseState.Failed, Services: null } => OrderState.Failed,
        {
            // Licenses that cannot be bought do not hold up the services of the order.
            Licenses: null or LicenseState.Delivered or LicenseState.Failed,
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

    /// <summary>
    /// The order after its sub-account is set up; a failure when it orders none, or when it is set up or cancelled already.
    /// </summary>
    public Outcome<Order> Activate(DateTimeOffset now) => AccountState == Orders.AccountState.Ordered
        ? this with { Account = Account! with { ActivatedAt = now } }
        : new OrderNotInState();

    /// <summary>The order with one more appointment; a failure before a team is commissioned, and when its services have ended.</summary>
    public Outcome<Order> Schedule() => Services switch
    {
        ServiceState.Commissioned => this with { Services = ServiceState.Scheduled, Appointments = Appointments + 1 },
        ServiceState.Scheduled or ServiceState.InProgress => this with { Appointments = Appointments + 1 },
        _ => new OrderNotInState(),
    };

    /// <summary>
    /// The order after work on it is recorded; a failure before a team is commissioned, and when its services have ended.
    /// </summary>
    /// <param name="corrects">Whether there is disputed work, which may be corrected even after all services are completed.</param>
    public Outcome<Order> Work(bool corrects) => Services switch
    {
        ServiceState.InProgress => this,
        ServiceState.Completed when !corrects => new OrderNotInState(),
        _ => With(ServiceState.InProgress),
    };

    /// <summary>
    /// The order after its cancellation, all of it or nothing: licenses until their purchase starts, and after it has failed;
    /// services until work on them is recorded; a sub-account until it is set up. Purchase, activation and cancellation all change
    /// this row, so the first write decides.
    /// </summary>
    public Outcome<Order> Cancel(DateTimeOffset now) => this switch
    {
        { CancelledAt: not null } => new OrderNotInState(),
        { Licenses: not (null or LicenseState.Waiting or LicenseState.Failed) } => new LicensesBought(),
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

/// <summary>The customer of an order, as invoices print it.</summary>
/// <param name="Company">Name and address.</param>
/// <param name="VatId">Canonical; null when sales created the account.</param>
public sealed record OrderCustomer(Company Company, string? VatId);

/// <summary>How the confirmation is addressed.</summary>
/// <param name="Company">The name above the address.</param>
/// <param name="Attention">The person or department it is for.</param>
/// <param name="Address">The address.</param>
/// <param name="Email">The address that it is mailed to.</param>
public sealed record OrderRecipient(string Company, string? Attention, Address Address, string Email);

/// <summary>The person who handles the licenses at the customer.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Email">The address that the vendor writes to.</param>
/// <param name="VendorAccount">The contact's account at the vendor; null when it is not known.</param>
public sealed record TechnicalContact(string Name, string Email, string? VendorAccount);

/// <summary>A delivery note as it was issued.</summary>
/// <param name="Number">Its own number; invoices refer to it.</param>
/// <param name="Keys">How many license keys it shows.</param>
/// <param name="Masked">The copy without keys, for everybody.</param>
/// <param name="WithKeys">The copy with keys, sealed with the organization's data key; null when there are no keys.</param>
public sealed record IssuedDeliveryNote(string Number, int Keys, StoredDocument Masked, StoredDocument? WithKeys)
{
    public IReadOnlyList<StoredDocument> Copies() => WithKeys is null ? [Masked] : [Masked, WithKeys];
}

/// <summary>The terms (AGB) of an order.</summary>
public sealed record OrderTerms(string Version, Uri Url);
