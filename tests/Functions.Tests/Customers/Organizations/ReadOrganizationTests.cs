namespace Accounts.Tests.Customers.SelfService;

public sealed class ReadOrganizationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task An_organization_leads_to_its_parts()
    {
        var owner = await _app.SignInAsync();
        var created = await owner.PostAsync("/api/accounts", Forms.Account());
        var organization = await owner.GetAsync(created.Headers.Location!.OriginalString);
        Assert.NotNull(organization.ETag);
        Assert.Equal(created.ETag, organization.ETag);
        Assert.All(organization.Json["links"]!.AsObject(), link =>
            Assert.Equal(200, owner.GetAsync(link.Value!.GetValue<string>()).GetAwaiter().GetResult().Status));
    }

    [Fact]
    public async Task Operators_see_every_organization_and_its_account_and_no_other_number()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var staff = await _app.OperatorAsync();
        foreach (var path in new[] { $"/api/organizations/{id}", $"/api/organizations/{id}/account" })
            Assert.Equal((await owner.GetAsync(path)).Text, (await staff.GetAsync(path)).Text);
        var absent = await staff.GetAsync($"/api/organizations/{(id == "1000000" ? "1000001" : "1000000")}");
        Assert.Equal((404, "not-found"), (absent.Status, absent.Problem));
    }

    [Fact]
    public async Task A_user_of_two_organizations_finds_both()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var second = (await owner.PostAsync("/api/accounts", Forms.Austrian())).Json["id"]!.GetValue<string>();
        var mine = (await owner.GetAsync("/api/me")).Json["organizations"]!
            .AsArray()
            .Select(organization => organization!["id"]!.GetValue<string>());
        Assert.Equal(new[] { id, second }.Order(), mine.Order());
    }

    [Fact]
    public async Task The_same_person_signed_in_again_is_the_same_user()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var again = await _app.SignInAsync(owner.Email.ToUpperInvariant());
        Assert.Equal(200, (await again.GetAsync($"/api/organizations/{id}")).Status);
    }
}
