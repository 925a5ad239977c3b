using System.Text.Json.Nodes;

namespace Accounts.Tests.Customers.Contacts;

/// <summary>Paths and bodies that the tests of contacts share.</summary>
internal static class ContactCalls
{
    public static string Of(string id) => $"/api/organizations/{id}/contacts";

    public static string Payment(string id) => $"/api/organizations/{id}/payment-settings";

    /// <summary>Adds a mailbox to a group and returns its path.</summary>
    public static async Task<string> AddAsync(User by, string id, string group = "invoices", string? email = null)
    {
        var created = await by.PostAsync(Of(id), Mailbox(group, email));
        Assert.True(created.Status == 201, created.Text);
        return created.Headers.Location!.OriginalString;
    }

    public static JsonObject Mailbox(string group, string? email = null) =>
        new() { ["group"] = group, ["email"] = email ?? App.NewEmail("mailbox") };

    /// <summary>The id at the end of a path.</summary>
    public static string Id(this string location) => location[(location.LastIndexOf('/') + 1)..];

    /// <summary>Payment by invoice, to this contact.</summary>
    public static JsonObject To(string contact, string? validFrom = null)
    {
        var body = new JsonObject { ["method"] = "invoice", ["invoiceContactId"] = contact.Id() };
        if (validFrom is not null)
            body["validFrom"] = validFrom;
        return body;
    }

    public static async Task<string> ActiveAsync(User by, string id) =>
        (await by.GetAsync(Payment(id))).Json["invoiceContactId"]!.GetValue<string>();

    public static async Task<List<JsonNode>> HistoryAsync(User by, string id) =>
        [.. (await by.GetAsync(Payment(id) + "/history?limit=100")).Json["items"]!.AsArray().Select(made => made!)];

    /// <summary>Accepts the only invitation that waits for the user.</summary>
    public static async Task<Reply> AcceptAsync(User user)
    {
        var invitation = Assert.Single((await user.GetAsync("/api/me")).Json["invitations"]!.AsArray())!;
        return await user.PostAsync($"/api/invitations/{invitation["token"]}/accept", new JsonObject());
    }

    public static JsonObject Login(params string[] permissions) =>
        new() { ["enabled"] = true, ["permissions"] = new JsonArray([.. permissions.Select(permission => (JsonNode)permission)]) };

    public static JsonObject NoLogin() => new() { ["enabled"] = false };
}
