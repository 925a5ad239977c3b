namespace Accounts.Tests.Customers.Contacts;

public sealed class ReadContactsTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task A_contact_shows_the_same_in_the_list_and_alone()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var list = (await owner.GetAsync($"/api/organizations/{id}/contacts")).Json["items"]!.AsArray();
        Assert.Equal(["invoices", "main"], list.Select(contact => contact!["group"]!.GetValue<string>()));
        foreach (var contact in list)
        {
            var alone = await owner.GetAsync($"/api/organizations/{id}/contacts/{contact!["id"]}");
            Assert.Equal(contact.ToJsonString(), alone.Json.ToJsonString());
            Assert.NotNull(alone.ETag);
        }
    }

    [Fact]
    public async Task The_contacts_own_address_as_invoice_address_carries_the_person()
    {
        var hanna = await _app.SignInAsync();
        var created = await hanna.PostAsync("/api/accounts", Forms.Account().With("invoiceEmail", hanna.Email));
        var list = (await hanna.GetAsync(created.Headers.Location + "/contacts")).Json["items"]!.AsArray();
        Assert.All(
            list,
            contact =>
                Assert.Equal((hanna.Email, "Palmer"), (contact!["email"]!.GetValue<string>(), contact["lastName"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("...")]
    [InlineData("a%2Fb")]
    [InlineData("main%3Fx")]
    [InlineData("%27")]
    [InlineData("ä")]
    public async Task What_is_no_contact_is_not_found(string contactId)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        Assert.Equal(404, (await owner.GetAsync($"/api/organizations/{id}/contacts/{contactId}")).Status);
    }

    [Fact]
    public async Task A_contact_of_another_organization_is_not_found()
    {
        var (hanna, hers) = await _app.NewCustomerAsync();
        var (maxi, theirs) = await _app.NewCustomerAsync();
        var contact = (await hanna.GetAsync($"/api/organizations/{hers}/payment-settings")).Json["invoiceContactId"];
        Assert.Equal(404, (await maxi.GetAsync($"/api/organizations/{theirs}/contacts/{contact}")).Status);
    }
}
