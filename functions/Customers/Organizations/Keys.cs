using System.Globalization;
using Accounts.Customers.Invitations;
using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>
/// All row keys. In the table Organizations the partition key is the organization's id, in Users the user's.
/// A ':' ends the kind of row, so that one kind is one range of keys.
/// </summary>
public static class Keys
{
    /// <summary>Under which address a user is known, in the table Users; sorts behind everything else that <c>GET /me</c> reads.</summary>
    public const string Profile = "profile";

    /// <summary>The container.</summary>
    public const string Organization = "organization";

    /// <summary>Its commercial side.</summary>
    public const string Account = "account";

    /// <summary>Kind of the members.</summary>
    public const string Members = "member:";

    /// <summary>Kind of the contacts.</summary>
    public const string Contacts = "contact:";

    /// <summary>How many contacts there are.</summary>
    public const string ContactCount = "contact-count";

    /// <summary>Kind of the switches of the invoice contact.</summary>
    public const string InvoiceContactSwitches = "invoice-contact-switch:";

    /// <summary>Kind of the projects.</summary>
    public const string Projects = "project:";

    /// <summary>Kind of the invitations.</summary>
    public const string Invitations = "invitation:";

    /// <summary>How many invitations wait for an answer.</summary>
    public const string OpenInvitations = "open-invitations";

    /// <summary>The organization's data key, wrapped.</summary>
    public const string DataKey = "data-key";

    /// <summary>Kind of the memberships in the table Users.</summary>
    public const string Memberships = "membership:";

    /// <summary>Kind of the entries of the audit log.</summary>
    public const string AuditEntries = "audit:";

    /// <summary>Where the audit log ends.</summary>
    public const string AuditHead = "audit-head";

    /// <summary>Kind of the organizations whose people may act on this one.</summary>
    public const string Delegations = "via:";

    /// <summary>The main account that this one is a sub-account of.</summary>
    public const string MainAccount = Delegations + "main";

    /// <summary>One partner.</summary>
    public static string Partner(string partnerId) => $"{Delegations}partner:{partnerId}";

    /// <summary>Where the organization stands in the tree of main accounts and sub-accounts.</summary>
    public const string Place = "place";

    /// <summary>Kind of the sub-accounts of a main account in its list, by number.</summary>
    public const string SubAccounts = "sub:";

    /// <summary>Kind of the same by name.</summary>
    public const string SubAccountsByName = "sub-name:";

    /// <summary>Kind of the same by all names under which they are searched for.</summary>
    public const string SubAccountsFound = "sub-find:";

    /// <summary>What an ordered sub-account was ordered with.</summary>
    public const string SubAccountOrder = "sub-account-order";

    /// <summary>One sub-account in the main account's list, by number.</summary>
    public static string SubAccount(string subAccountId) => SubAccounts + subAccountId;

    /// <summary>The same by name; '!' sorts before all that names are made of.</summary>
    public static string SubAccountByName(string nameKey, string subAccountId) => $"{SubAccountsByName}{nameKey}!{subAccountId}";

    /// <summary>The same by one of the names under which it is searched for.</summary>
    public static string SubAccountFound(string nameKey, string subAccountId) => $"{SubAccountsFound}{nameKey}!{subAccountId}";

    /// <summary>Kind of the partnerships as the customer keeps them, ended ones included.</summary>
    public const string Partners = "partner:";

    /// <summary>How many partners there are at present.</summary>
    public const string PartnerCount = "partner-count";

    /// <summary>Kind of the customers of a partner in its list, by number.</summary>
    public const string CustomersByNumber = "customer:";

    /// <summary>Kind of the same by name.</summary>
    public const string CustomersByName = "customer-name:";

    /// <summary>One partnership as the customer keeps it.</summary>
    public static string PartnerRecord(string partnershipId) => Partners + partnershipId;

    /// <summary>One partnership as the partner keeps it.</summary>
    public static string ManagedCustomer(string partnershipId) => "managed-customer:" + partnershipId;

    /// <summary>One customer in the partner's list, by number.</summary>
    public static string CustomerByNumber(string tail) => CustomersByNumber + tail;

    /// <summary>The same by name; '!' sorts before all that names are made of.</summary>
    public static string CustomerByName(string nameKey, string tail) => $"{CustomersByName}{nameKey}!{tail}";

    /// <summary>One entry of the audit log; the newest first.</summary>
    public static string Audit(long number) => AuditEntries + (999_999_999_999 - number).ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>Kind of the products, in the table Catalog.</summary>
    public const string Products = "product:";

    /// <summary>Kind of the orders; newest first.</summary>
    public const string Orders = "order:";

    /// <summary>How many orders there are, which numbers the next one.</summary>
    public const string OrderCount = "order-count";

    /// <summary>The number in the key of an entry of the audit log.</summary>
    public static long AuditNumber(string rowKey) => 999_999_999_999 - long.Parse(rowKey.AsSpan(AuditEntries.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>One member.</summary>
    public static string Member(string userId) => Members + userId;

    /// <summary>One contact.</summary>
    public static string Contact(string contactId) => Contacts + contactId;

    /// <summary>One switch of the invoice contact; in the order of their numbers.</summary>
    public static string InvoiceContactSwitch(int number) => InvoiceContactSwitches + number.ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>One project.</summary>
    public static string Project(string projectId) => Projects + projectId;

    /// <summary>One invitation.</summary>
    public static string Invitation(string invitationId) => Invitations + invitationId;

    /// <summary>
    /// Reserves an address while its invitation is open; the address itself does not belong into a key. What makes members
    /// shares one reservation, everything else has one of its own.
    /// </summary>
    public static string Invited(string emailKey, InvitationKind kind) =>
        kind is InvitationKind.Member or InvitationKind.Owner ? "invited:" + Hashes.Of(emailKey) : $"invited:{EnumNames.Of(kind)}:{Hashes.Of(emailKey)}";

    /// <summary>Partition of an address in the table Users.</summary>
    public static string Address(string emailKey) => "address-" + Hashes.Of(emailKey);

    /// <summary>An invitation as it lies with its receiver, in the table Users.</summary>
    public static string Waiting(string organizationId, string invitationId) => $"{Invitations}{organizationId}:{invitationId}";

    /// <summary>One membership in the table Users.</summary>
    public static string Membership(string organizationId) => Memberships + organizationId;

    /// <summary>Kind of the licenses of an order.</summary>
    public static string Licenses(string orderId) => $"license:{orderId}:";

    /// <summary>One license; in the order of the order's lines.</summary>
    public static string License(string orderId, string licenseId) => Licenses(orderId) + licenseId;

    /// <summary>Kind of the purchases of an order.</summary>
    public static string Purchases(string orderId) => $"purchase:{orderId}:";

    /// <summary>One purchase; in the order of the order's lines.</summary>
    public static string Purchase(string orderId, int line) => Purchases(orderId) + line.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>How many keys were revealed in an hour.</summary>
    public static string Reveals(DateTimeOffset hour) => "reveals:" + hour.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>A message of the license vendor that was taken.</summary>
    public static string VendorMessage(string messageId) => "vendor-message:" + Hashes.Of(messageId);

    /// <summary>One product, in the table Catalog.</summary>
    public static string Product(string sku) => Products + sku;

    /// <summary>One order.</summary>
    public static string Order(int number) => Orders + Inverted(number);

    /// <summary>Kind of the parts that an order's lines are stored in.</summary>
    public static string OrderLines(int orderNumber) => $"order-lines:{Inverted(orderNumber)}:";

    /// <summary>Kind of the events of an order.</summary>
    public static string OrderEvents(int orderNumber) => $"order-event:{Inverted(orderNumber)}:";

    /// <summary>Kind of what an order has to be invoiced for.</summary>
    public static string InvoicesDue(int orderNumber) => $"invoice-due:{Inverted(orderNumber)}:";

    /// <summary>What an order has to be invoiced for, in the table InvoicesDue.</summary>
    public static string DueOnDay(string orderId, string delivery) => $"due:{orderId}:{delivery}";

    /// <summary>Kind of the appointments of an order.</summary>
    public static string Appointments(int orderNumber) => $"appointment:{Inverted(orderNumber)}:";

    /// <summary>Kind of the performance records of an order.</summary>
    public static string PerformanceRecords(int orderNumber) => $"performance-record:{Inverted(orderNumber)}:";

    /// <summary>One of several things of one kind, in the order of their numbers.</summary>
    public static string Numbered(string kind, int number) => kind + number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The request for an account that an organization was made of.</summary>
    public static string Origin(string requestId) => "origin:" + requestId;

    /// <summary>One attempt to open an account, in the table Users; sorts before what <c>GET /me</c> reads.</summary>
    public static string Opening(string requestId) => "attempt:" + requestId;

    // Later numbers sort before earlier ones.
    private static string Inverted(int number) => (999_999_999 - number).ToString("D9", CultureInfo.InvariantCulture);
}
