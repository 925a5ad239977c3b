using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Customers.Contacts;

/// <summary>Keys of the contacts of an organization, and of the history of where its invoices go.</summary>
public static class ContactKeys
{
    /// <summary>Key prefix of the contacts.</summary>
    [RowKey(Tables.Organizations)]
    public const string Contacts = "contact:";

    /// <summary>Row that counts the contacts.</summary>
    [RowKey(Tables.Organizations)]
    public const string Count = "contact-count";

    /// <summary>Key prefix of the switches of the invoice contact.</summary>
    [RowKey(Tables.Organizations)]
    public const string Switches = "invoice-contact-switch:";

    /// <summary>Key prefix of the changes of the invoice address. These rows are kept only for their mails.</summary>
    [RowKey(Tables.Organizations)]
    public const string Reroutings = "invoice-rerouting:";

    /// <summary>Key of such a change, by the account version that it makes.</summary>
    public static string Rerouting(int accountVersion) => Reroutings + accountVersion.ToString("D9", CultureInfo.InvariantCulture);

    public static string Contact(string contactId) => Contacts + contactId;

    /// <summary>Key of a switch of the invoice contact. Switches sort by their numbers.</summary>
    public static string Switch(int number) => Switches + number.ToString("D9", CultureInfo.InvariantCulture);
}
