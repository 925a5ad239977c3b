using System.Text.Json.Nodes;

namespace Accounts.Platform.OpenApi;

/// <summary>The description of the whole interface, and of the parts (tags) that group its operations.</summary>
internal static class DocumentHead
{
    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["AccountRequests"] = "What came from the contact form, and what operators decide on it.",
        ["Audit"] = "Who did what in an organization: an append-only log.",
        ["Budgets"] = "Extranet: how much of a budget is used.",
        ["Catalog"] = "What can be ordered, and at which price.",
        ["Charges"] = "What is to be billed.",
        ["Charts"] = "Extranet: amounts over time.",
        ["Contacts"] = "Contacts, their logins, and to which of them invoices go.",
        ["Invitations"] = "Asking a person, a customer or a sub-account in, and answering.",
        ["Invoices"] = "Drafts, reviews, invoices and cancellations, with their documents.",
        ["Licenses"] = "What was bought at vendors: licenses, their keys, delivery notes.",
        ["Me"] = "What the signed-in user sees first.",
        ["Members"] = "Who belongs to an organization, in which role.",
        ["Opening"] = "Extranet: opening and ending it, and who is notified.",
        ["Orders"] = "Orders, from placing to their confirmation.",
        ["Organizations"] = "Organizations and the commercial data of their accounts.",
        ["Partners"] = "Partners, their customers, and what these grant them.",
        ["Payments"] = "What was paid, by bank statement, card or hand.",
        ["Projects"] = "Projects of an organization, and for the extranet how they stand.",
        ["Reports"] = "Extranet: status reports and their files. For operators: runs of a day, open items, VAT, export for accounting.",
        ["Rights"] = "What partners can be granted.",
        ["Runs"] = "Invoice runs: billing all that is due.",
        ["Search"] = "For operators: finding an organization.",
        ["SelfService"] = "Creating and changing an account by oneself.",
        ["Service"] = "The interface's own: health, documentation, processes.",
        ["Services"] = "Appointments and performance records of service orders.",
        ["SubAccounts"] = "A main account and its locations.",
        ["Subscriptions"] = "Prices that are charged again and again.",
        ["Vendors"] = "Messages of license vendors.",
        ["Work"] = "For operators: what waits for a person.",
    };

    /// <summary>Title, version, conventions, and contact.</summary>
    public static JsonObject Info() => new()
    {
        ["title"] = "Customer accounts",
        ["version"] = "1",
        ["description"] =
            "Customer accounts of a provider: organizations, members, contacts, orders, invoices. Every error is a problem document "
            + "(RFC 9457) whose type is stable. GET is answered to HEAD as well; another method than those of an address by 405 "
            + "(urn:accounts:problem:method-not-allowed) with Allow. Money is an integer in minor units; its currency stands beside it "
            + "or in what it is a part of. In bodies, null is the same as a field left out; answers leave out what there is not.",
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
