using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Platform.Values;
using Accounts.Relations.SubAccounts;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>A customer of the story: its owner and its number.</summary>
internal sealed record Customer(User Owner, string Id)
{
    public string SubAccounts => $"/api/organizations/{Id}/sub-accounts";
}

/// <summary>Calls and bodies that the tests of main accounts and sub-accounts share.</summary>
internal static class Locations
{
    public static Task<App> StartAsync() => App.StartAsync(Options());

    /// <summary>With limits high enough for many rounds.</summary>
    public static EmulatorOptions Options() => App.With(
    [
        .. App.WithoutRuns,
        ("Invitations:MaxMailsPerDay", "1000"),
        ("Invitations:MaxOpen", "1000"),
        ("SubAccounts:MaxAskedPerDay", "300"),
        ("SubAccounts:MaxOrderedPerDay", "300"),
    ]);

    /// <summary>A customer with its own address for invoices, where accounts can be ordered.</summary>
    public static async Task<Customer> CustomerAsync(App app, string? name = null)
    {
        await (await app.OperatorAsync()).PutAsync("/api/catalog/" + Products.Trunk, Products.Account(), ifMatch: null);
        var form = Forms.Account().With("invoiceEmail", App.NewEmail("rechnungen"));
        var (owner, id) = await app.NewCustomerAsync(name is null ? form : form.With("company/name", name));
        return new Customer(owner, id);
    }

    public static JsonObject Link(string number) => new() { ["mode"] = "link", ["customerNumber"] = number };

    public static JsonObject Order(string? email = null)
    {
        var form = JsonSerializer.SerializeToNode(AddSubAccountForm.Example, Json.Options)!.AsObject();
        form["account"]!["email"] = email ?? App.NewEmail("maxi");
        return form;
    }

    /// <summary>Asks for a link, without waiting for the mail.</summary>
    /// <returns>The token in the link.</returns>
    public static async Task<string> AskAsync(App app, Customer main, Customer sub)
    {
        var asked = await main.Owner.PostAsync(main.SubAccounts, Link(sub.Id));
        Assert.True(asked.Status == 202, asked.Text);
        return app.TokenOf(main.Id, asked.Headers.Location!.OriginalString.Split('/')[^1]);
    }

    public static Task<Reply> AcceptAsync(User user, string token) => user.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept");

    /// <summary>Asks for a link, and the owner agrees.</summary>
    public static async Task LinkAsync(App app, Customer main, Customer sub)
    {
        var accepted = await AcceptAsync(sub.Owner, await AskAsync(app, main, sub));
        Assert.True(accepted.Status == 200, accepted.Text);
    }

    /// <summary>Orders a new sub-account.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> OrderAsync(Customer main, string? email = null)
    {
        var ordered = await main.Owner.PostAsync(main.SubAccounts, Order(email));
        Assert.True(ordered.Status == 202, ordered.Text);
        return ordered.Json["customerNumber"]!.GetValue<string>();
    }

    public static Task<Reply> ReleaseAsync(Customer main, string sub) => main.Owner.DeleteAsync($"{main.SubAccounts}/{sub}");

    public static async Task<JsonArray> ItemsAsync(Customer main, string query = "") =>
        (await main.Owner.GetAsync(main.SubAccounts + query)).Json["items"]!.AsArray();

    public static async Task<string[]> NumbersAsync(Customer main, string query = "") =>
        [.. (await ItemsAsync(main, query)).Select(item => item!["customerNumber"]!.GetValue<string>())];
}
