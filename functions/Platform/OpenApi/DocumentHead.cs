using System.Text.Json.Nodes;

namespace Accounts.Platform.OpenApi;

/// <summary>The description of the whole interface, and of the parts (tags) that group its operations.</summary>
internal static class DocumentHead
{
    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["AccountRequests"] = "Requests for accounts from the contact form, and the decisions of operators.",
        ["Audit"] = "Who did what in an organization: an append-only log.",
        ["Budgets"] = "Extranet: how much of a budget is used.",
        ["Catalog"] = "What can be ordered, and at which price.",
        ["Charges"] = "Charges to be billed.",
        ["Charts"] = "Extranet: amounts over time.",
        ["Contacts"] = "Contacts, their logins, and which of them gets the invoices.",
        ["Invitations"] = "Inviting a person, a customer or a sub-account, and answering invitations.",
        ["Invoices"] = "Drafts, reviews, invoices and cancellations, with their documents.",
        ["Licenses"] = "What was bought from vendors: licenses, their keys, delivery notes.",
        ["Me"] = "What the signed-in user sees first.",
        ["Members"] = "Who belongs to an organization, and in which role.",
        ["Opening"] = "Extranet: opening and ending it, and who is notified.",
        ["Orders"] = "Orders, from placement to confirmation.",
        ["Organizations"] = "Organizations and the commercial data of their accounts.",
        ["Partners"] = "Partners, their customers, and what customers grant to them.",
        ["Payments"] = "Payments: from bank statements, by card, or recorded by hand.",
        ["Projects"] = "Projects of an organization, and their state in the extranet.",
        ["Reports"] = "Extranet: status reports and their files. For operators: runs of a day, open items, VAT, export for accounting.",
        ["Rights"] = "Rights that partners can be granted.",
        ["Runs"] = "Invoice runs: they bill everything that is due.",
        ["Search"] = "For operators: finding an organization.",
        ["SelfService"] = "Creating and changing an account without sales.",
        ["Service"] = "The API itself: health, documentation, processes.",
        ["Services"] = "Appointments and performance records of service orders.",
        ["SubAccounts"] = "A main account and its locations.",
        ["Subscriptions"] = "Recurring prices.",
        ["Vendors"] = "Messages from license vendors.",
        ["Work"] = "For operators: items that wait for a person.",
    };

    /// <summary>Title, version, conventions, and contact.</summary>
    public static JsonObject Info() => new()
    {
        ["title"] = "Customer accounts",
        ["version"] = "1",
        ["description"] =
            "Customer accounts of a provider: organizations, members, contacts, orders, invoices. Every error is a problem document "
            + "(RFC 9457) with a stable type. Every GET also answers HEAD. A method that an address does not take is answered with 405 "
            + "(urn:accounts:problem:method-not-allowed) and Allow. Money is an integer in minor units, with its currency beside it or "
            + "in the object around it. In bodies, null is the same as a field left out; answers leave out empty fields.",
        ["contact"] = new JsonObject { ["name"] = "The provider's customer service" },
        ["license"] = new JsonObject { ["name"] = "Proprietary", ["identifier"] = "LicenseRef-Proprietary" },
    };

    /// <summary>The given parts with their descriptions, sorted by name.</summary>
    public static JsonArray Tags(IEnumerable<string> names) =>
    [
        .. names
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => new JsonObject { ["name"] = name, ["description"] = Parts[name] }),
    ];
}
