using System.Text.Json.Serialization;

namespace Accounts.Access.Audit;

/// <summary>What can happen to an organization. The names are stable, because they are stored in logs that are kept for years.</summary>
public enum AuditAction
{
    /// <summary>The customer account and its organization were created.</summary>
    [JsonStringEnumMemberName("account.created")]
    AccountCreated,

    /// <summary>The commercial data changed.</summary>
    [JsonStringEnumMemberName("account.changed")]
    AccountChanged,

    /// <summary>The official service for tax ids answered, or could not be reached.</summary>
    [JsonStringEnumMemberName("account.taxIdChecked")]
    TaxIdChecked,

    /// <summary>A contact was created.</summary>
    [JsonStringEnumMemberName("contact.created")]
    ContactCreated,

    /// <summary>A contact, or its login, changed.</summary>
    [JsonStringEnumMemberName("contact.changed")]
    ContactChanged,

    /// <summary>A contact was deleted.</summary>
    [JsonStringEnumMemberName("contact.deleted")]
    ContactDeleted,

    /// <summary>The way to pay invoices or their contact changed, or such a change was scheduled.</summary>
    [JsonStringEnumMemberName("paymentSettings.changed")]
    PaymentSettingsChanged,

    /// <summary>Invoices go to another contact from now on, as scheduled.</summary>
    [JsonStringEnumMemberName("paymentSettings.switched")]
    InvoiceContactSwitched,

    /// <summary>Invoices go to another address from now on. The previous entry is the cause.</summary>
    [JsonStringEnumMemberName("invoices.rerouted")]
    InvoicesRerouted,

    /// <summary>A person was invited, or a partner or main account sent a request.</summary>
    [JsonStringEnumMemberName("invitation.sent")]
    InvitationSent,

    /// <summary>An invitation was sent again, with a new link.</summary>
    [JsonStringEnumMemberName("invitation.resent")]
    InvitationResent,

    /// <summary>The mail of an invitation cannot be delivered.</summary>
    [JsonStringEnumMemberName("invitation.undeliverable")]
    InvitationUndeliverable,

    /// <summary>An invitation was accepted.</summary>
    [JsonStringEnumMemberName("invitation.accepted")]
    InvitationAccepted,

    /// <summary>An invitation was declined.</summary>
    [JsonStringEnumMemberName("invitation.declined")]
    InvitationDeclined,

    /// <summary>An invitation was revoked.</summary>
    [JsonStringEnumMemberName("invitation.revoked")]
    InvitationRevoked,

    /// <summary>An invitation was not answered in time.</summary>
    [JsonStringEnumMemberName("invitation.expired")]
    InvitationExpired,

    /// <summary>A member got another role.</summary>
    [JsonStringEnumMemberName("member.changed")]
    MemberChanged,

    /// <summary>A member's name or address changed at the identity provider, and was updated here.</summary>
    [JsonStringEnumMemberName("member.personChanged")]
    MemberPersonChanged,

    /// <summary>A member left or was removed.</summary>
    [JsonStringEnumMemberName("member.removed")]
    MemberRemoved,

    /// <summary>A project was created.</summary>
    [JsonStringEnumMemberName("project.created")]
    ProjectCreated,

    /// <summary>An order was placed.</summary>
    [JsonStringEnumMemberName("order.placed")]
    OrderPlaced,

    /// <summary>
    /// An order progressed. The detail <c>event</c> says how. Details named after issued documents contain their SHA-256.
    /// </summary>
    [JsonStringEnumMemberName("order.progressed")]
    OrderProgressed,

    /// <summary>An order was cancelled.</summary>
    [JsonStringEnumMemberName("order.cancelled")]
    OrderCancelled,

    /// <summary>A member of a partner or of the main account accessed the organization. Changes have their own entries.</summary>
    [JsonStringEnumMemberName("access.granted")]
    AccessGranted,

    /// <summary>A member of a partner or of the main account was refused access.</summary>
    [JsonStringEnumMemberName("access.refused")]
    AccessRefused,

    /// <summary>A legal representative agreed to become a sub-account of another organization.</summary>
    [JsonStringEnumMemberName("mainAccount.accepted")]
    MainAccountAccepted,

    /// <summary>The organization is a sub-account from now on.</summary>
    [JsonStringEnumMemberName("mainAccount.linked")]
    MainAccountLinked,

    /// <summary>The organization did not become a sub-account, because of a concurrent change elsewhere.</summary>
    [JsonStringEnumMemberName("mainAccount.notLinked")]
    MainAccountNotLinked,

    /// <summary>The main account released this sub-account.</summary>
    [JsonStringEnumMemberName("mainAccount.released")]
    MainAccountReleased,

    /// <summary>A new sub-account was ordered.</summary>
    [JsonStringEnumMemberName("subAccount.ordered")]
    SubAccountOrdered,

    /// <summary>Collective invoicing was switched for a sub-account.</summary>
    [JsonStringEnumMemberName("subAccount.changed")]
    SubAccountChanged,

    /// <summary>A sub-account was released.</summary>
    [JsonStringEnumMemberName("subAccount.released")]
    SubAccountReleased,

    /// <summary>An ordered account is set up and in use from now on.</summary>
    [JsonStringEnumMemberName("account.activated")]
    AccountActivated,

    /// <summary>The order of this account was cancelled before it was set up.</summary>
    [JsonStringEnumMemberName("account.cancelled")]
    AccountCancelled,

    /// <summary>An operator gave or took partner status.</summary>
    [JsonStringEnumMemberName("partnerStatus.changed")]
    PartnerStatusChanged,

    /// <summary>A partner got access to this organization.</summary>
    [JsonStringEnumMemberName("partner.accepted")]
    PartnerAccepted,

    /// <summary>The grants of a partner were changed.</summary>
    [JsonStringEnumMemberName("partner.grantsChanged")]
    PartnerGrantsChanged,

    /// <summary>Grants that would have ended were extended, as the customer wished.</summary>
    [JsonStringEnumMemberName("partner.grantsExtended")]
    PartnerGrantsExtended,

    /// <summary>A partnership ended, and with it all access.</summary>
    [JsonStringEnumMemberName("partner.ended")]
    PartnerEnded,

    /// <summary>The partner has reviewed what a customer granted.</summary>
    [JsonStringEnumMemberName("customer.reviewed")]
    CustomerReviewed,

    /// <summary>A customer changed what this partner may do.</summary>
    [JsonStringEnumMemberName("customer.grantsChanged")]
    CustomerGrantsChanged,

    /// <summary>A customer is no longer managed by this partner.</summary>
    [JsonStringEnumMemberName("customer.ended")]
    CustomerEnded,

    /// <summary>A part of an order was delivered and must be invoiced.</summary>
    [JsonStringEnumMemberName("order.invoiceDue")]
    OrderInvoiceDue,

    /// <summary>A line of an order is about to be bought.</summary>
    [JsonStringEnumMemberName("license.purchaseStarted")]
    LicensePurchaseStarted,

    /// <summary>The vendor has sold a line, or issued its licenses.</summary>
    [JsonStringEnumMemberName("license.purchased")]
    LicensesPurchased,

    /// <summary>The vendor does not sell a line.</summary>
    [JsonStringEnumMemberName("license.purchaseFailed")]
    LicensePurchaseFailed,

    /// <summary>Licenses of a line, and their keys if they have some, were recorded.</summary>
    [JsonStringEnumMemberName("license.recorded")]
    LicensesRecorded,

    /// <summary>A license key, or a delivery note with all keys of an order, was shown to a user.</summary>
    [JsonStringEnumMemberName("license.revealed")]
    LicenseRevealed,

    /// <summary>An operator charged something.</summary>
    [JsonStringEnumMemberName("charge.created")]
    ChargeCreated,

    /// <summary>Charges and their reversals cancelled each other out before they were billed.</summary>
    [JsonStringEnumMemberName("charge.offset")]
    ChargesOffset,

    /// <summary>Periods of recurring prices began and were charged, or other prices were announced.</summary>
    [JsonStringEnumMemberName("subscription.renewed")]
    SubscriptionRenewed,

    /// <summary>A recurring price was cancelled, to the end of a period.</summary>
    [JsonStringEnumMemberName("subscription.cancelled")]
    SubscriptionCancelled,

    /// <summary>The quantity of a recurring price was changed, or it was paused.</summary>
    [JsonStringEnumMemberName("subscription.changed")]
    SubscriptionChanged,

    /// <summary>A draft of an invoice was created, or got further lines.</summary>
    [JsonStringEnumMemberName("invoice.drafted")]
    InvoiceDrafted,

    /// <summary>A draft waits for a person, or no longer waits.</summary>
    [JsonStringEnumMemberName("invoice.reviewed")]
    InvoiceReviewed,

    /// <summary>A draft was discarded; another one bills its charges.</summary>
    [JsonStringEnumMemberName("invoice.dropped")]
    InvoiceDropped,

    /// <summary>The content of a document is final, except for its number.</summary>
    [JsonStringEnumMemberName("invoice.frozen")]
    InvoiceFrozen,

    /// <summary>A document got its number and no longer changes.</summary>
    [JsonStringEnumMemberName("invoice.finalized")]
    InvoiceFinalized,

    /// <summary>A document was mailed, or cannot be.</summary>
    [JsonStringEnumMemberName("invoice.sent")]
    InvoiceSent,

    /// <summary>An invoice was cancelled, wholly or in part.</summary>
    [JsonStringEnumMemberName("invoice.cancelled")]
    InvoiceCancelled,

    /// <summary>A payment of an invoice was recorded, or one was paid back or reversed.</summary>
    [JsonStringEnumMemberName("invoice.payment")]
    InvoicePayment,

    /// <summary>A charge or refund for an invoice is sent to the payment provider.</summary>
    [JsonStringEnumMemberName("invoice.cardRequested")]
    InvoiceCardRequested,

    /// <summary>The card could not be charged for an invoice.</summary>
    [JsonStringEnumMemberName("invoice.cardRefused")]
    InvoiceCardRefused,

    /// <summary>A reminder of an invoice was sent, or its reminders are held.</summary>
    [JsonStringEnumMemberName("invoice.reminded")]
    InvoiceReminded,

    /// <summary>The extranet was requested and opened.</summary>
    [JsonStringEnumMemberName("extranet.opened")]
    ExtranetOpened,

    /// <summary>The extranet was ended.</summary>
    [JsonStringEnumMemberName("extranet.ended")]
    ExtranetEnded,

    /// <summary>A report of the extranet was written, or changed.</summary>
    [JsonStringEnumMemberName("extranet.reportWritten")]
    ReportWritten,

    /// <summary>A file was added to a report of the extranet.</summary>
    [JsonStringEnumMemberName("extranet.reportAttached")]
    ReportAttached,

    /// <summary>A budget of the extranet was created or changed.</summary>
    [JsonStringEnumMemberName("extranet.budgetWritten")]
    BudgetWritten,

    /// <summary>A share of a budget was used up, and the mails about it are sent.</summary>
    [JsonStringEnumMemberName("extranet.budgetAlerted")]
    BudgetAlerted,
}
