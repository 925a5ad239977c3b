using System.Text.Json.Nodes;

namespace Accounts.Tests.Relations.Partners;

/// <summary>What a partner sees of the commercial side of its customer.</summary>
public sealed class PartnerAccountTests
{
    [InProcessFact]
    public async Task Payment_is_for_those_with_the_right_billing()
    {
        await using var partner = await Partnering.StartAsync();
        var (user, id, _) = await partner.CustomerAsync("Kunde AG", Partnering.Grant("account", "read"));

        var account = await partner.ReadAsync(partner.Partner, id, "account");
        Assert.Equal("Kunde AG", account.Json["company"]!["name"]!.GetValue<string>());
        Assert.Null(account.Json["payment"]);
        Assert.Null(account.Json["invoiceEmail"]);
        Assert.Equal(403, (await partner.ReadAsync(partner.Partner, id, "payment-settings")).Status);

        await partner.RegrantAsync(user, id, autoExtend: false, Partnering.Grant("account", "billing"));
        account = await partner.ReadAsync(partner.Partner, id, "account");
        Assert.Equal("invoice", account.Json["payment"]!["method"]!.GetValue<string>());
        Assert.NotNull(account.Json["invoiceEmail"]);
        Assert.Equal(200, (await partner.ReadAsync(partner.Partner, id, "payment-settings")).Status);
    }

    [InProcessFact]
    public async Task Whoever_also_works_at_the_customer_keeps_what_the_partner_may()
    {
        await using var partner = await Partnering.StartAsync();
        var (user, id, _) = await partner.CustomerAsync("Kunde AG", Partnering.Grant("account", "read"));
        var invited = await user.PostAsync(
            $"/api/organizations/{id}/invitations", new JsonObject { ["email"] = partner.Partner.Email, ["role"] = "employee" });
        var token = partner.App.TokenOf(id, invited.Json["id"]!.GetValue<string>());
        Assert.Equal(200, (await partner.Partner.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept")).Status);

        // Their own role opens projects, the grant opens the account; neither opens contacts.
        Assert.Equal(200, (await partner.ReadAsync(partner.Partner, id, "projects")).Status);
        Assert.Equal(200, (await partner.ReadAsync(partner.Partner, id, "account")).Status);
        Assert.Equal(403, (await partner.ReadAsync(partner.Partner, id, "contacts")).Status);
        var entries = (await Partnering.AuditAsync(user, id))
            .Take(2)
            .Select(entry => $"{entry["action"]} {entry["subject"]} {entry["actor"]!["kind"]}");
        Assert.Equal(["access.refused ListContacts partner", "access.granted GetAccount partner"], entries);

        await partner.EndByCustomerAsync(user, id);
        Assert.Equal(200, (await partner.ReadAsync(partner.Partner, id, "projects")).Status);
        Assert.Equal(403, (await partner.ReadAsync(partner.Partner, id, "account")).Status);
    }
}
