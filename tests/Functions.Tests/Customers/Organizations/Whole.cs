using System.Text.Json.Nodes;
using Accounts.Access.Audit;

namespace Accounts.Tests.Customers.SelfService;

/// <summary>What must exist once an account exists.</summary>
internal static class Whole
{
    /// <summary>
    /// Rows of a new account in its partition: organization, account, owner, main contact, invoice contact, the stored answer,
    /// and the end of the audit log. The entries of the log are not counted.
    /// </summary>
    public const int Rows = 7;

    /// <summary>The number of rows that are not entries of the audit log.</summary>
    public static int Count(IEnumerable<IReadOnlyDictionary<string, object>> rows) =>
        rows.Count(row => !((string)row["RowKey"]).StartsWith(AuditKeys.Entries, StringComparison.Ordinal));

    /// <summary>Asserts that the owner finds all parts of the account, as sent with <see cref="Forms.Account"/>.</summary>
    public static async Task AssertAsync(User owner, string id)
    {
        var organization = "/api/organizations/" + id;
        Assert.Equal(id, (await JsonAsync("")).AsObject()["customerNumber"]!.GetValue<string>());
        Assert.Equal("DE136695976", (await JsonAsync("/account"))["vatId"]!.GetValue<string>());
        var invoiceContact = (await JsonAsync("/payment-settings"))["invoiceContactId"]!.GetValue<string>();
        var contacts = (await JsonAsync("/contacts"))["items"]!.AsArray();
        Assert.Equal([invoiceContact, "main"], contacts.Select(contact => contact!["id"]!.GetValue<string>()));
        Assert.Equal(owner.Email, Assert.Single((await JsonAsync("/members"))["items"]!.AsArray())!["email"]!.GetValue<string>());
        Assert.Equal("account.created", (await JsonAsync("/audit"))["items"]!.AsArray()[^1]!["action"]!.GetValue<string>());
        Assert.Equal("intact", (await JsonAsync("/audit/verification"))["state"]!.GetValue<string>());
        Assert.Contains((await owner.GetAsync("/api/me")).Json["organizations"]!.AsArray(), mine => mine!["id"]!.GetValue<string>() == id);

        async Task<JsonNode> JsonAsync(string part)
        {
            var reply = await owner.GetAsync(organization + part);
            Assert.True(reply.Status == 200, $"{part} of {id} answered {reply.Status}.");
            return reply.Json;
        }
    }
}
