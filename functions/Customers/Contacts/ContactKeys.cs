using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Customers.Contacts;

/// <summary>Keys of the contacts of an organization, and of where its invoices went.</summary>
public static class ContactKeys
{
    /// <summary>Kind of the contacts.</summary>
    [RowKey(Tables.Organizations)]
    public const string Contacts = "contact:";

    /// <summary>How many contacts there are.</summary>
    [RowKey(Tables.Organizations)]
    public const string Count = "contact-count";

    /// <summary>Kind of the switches of the invoice contact.</summary>
    [RowKey(Tables.Organizations)]
    public const string Switches = "invoice-contact-switch:";

    /// <summary>Kind of the changes of the address that invoices go to, as long as they are to be notified.</summary>
    [RowKey(Tables.Organizations)]
    public const string Reroutings = "invoice-rerouting:";

    /// <summary>One change of that address, named by the version of the account that it made.</summary>
    public static string Rerouting(int accountVersion) => Reroutings + accountVersion.ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>One contact.</summary>
    public static string Contact(string contactId) => Contacts + contactId;

    /// <summary>One switch of the invoice contact; in the order of their numbers.</summary>
    public static string Switch(int number) => Switches + number.ToString("D9", CultureInfo.InvariantCulture);
}
