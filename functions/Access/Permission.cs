using System.Text.Json.Serialization;

namespace Accounts.Access;

/// <summary>The permissions that the login of a contact can have. Inviting people and giving permissions are not among them.</summary>
public enum Permission
{
    /// <summary>See the commercial data.</summary>
    [JsonStringEnumMemberName("account.read")]
    AccountRead,

    /// <summary>See contacts.</summary>
    [JsonStringEnumMemberName("contacts.read")]
    ContactsRead,

    /// <summary>Create, change and delete contacts without login.</summary>
    [JsonStringEnumMemberName("contacts.write")]
    ContactsWrite,

    /// <summary>See how invoices are paid and where they go, now and in the past.</summary>
    [JsonStringEnumMemberName("paymentSettings.read")]
    PaymentSettingsRead,

    /// <summary>Change how invoices are paid and where they go.</summary>
    [JsonStringEnumMemberName("paymentSettings.write")]
    PaymentSettingsWrite,

    /// <summary>See invoices.</summary>
    [JsonStringEnumMemberName("invoices.read")]
    InvoicesRead,

    /// <summary>See projects.</summary>
    [JsonStringEnumMemberName("projects.read")]
    ProjectsRead,

    /// <summary>Create projects.</summary>
    [JsonStringEnumMemberName("projects.write")]
    ProjectsWrite,

    /// <summary>See the extranet: reports, budgets, charts.</summary>
    [JsonStringEnumMemberName("extranet.read")]
    ExtranetRead,
}
