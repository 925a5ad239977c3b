using System.Text.Json.Nodes;
using Accounts.Access;

namespace Accounts.Tests.Customers.Projects;

public sealed class ProjectTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [InProcessFact]
    public async Task An_employee_creates_a_project_and_everybody_finds_it()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var employee = await _app.AddMemberAsync(id, Role.Employee);
        var created = await employee.PostAsync(Projects(id), Named("  Telefonanlage Köln "));
        Assert.Equal(201, created.Status);
        Assert.Equal("Telefonanlage Köln", created.Json["name"]!.GetValue<string>());
        Assert.Equal("2027-03-01T11:00:00.0000000Z", created.Json["createdAt"]!.GetValue<string>());
        var found = await owner.GetAsync(created.Headers.Location!.OriginalString);
        Assert.Equal((created.Text, created.ETag), (found.Text, found.ETag));
        Assert.True(JsonNode.DeepEquals(created.Json, Assert.Single((await owner.GetAsync(Projects(id))).Json["items"]!.AsArray())));
    }

    [Fact]
    public async Task The_same_key_repeats_the_answer_and_another_body_under_it_is_refused()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => owner.PostAsync(Projects(id), Named("A"), "attempt-1"))));
        Assert.All(replies, reply => Assert.Equal((201, replies[0].Text), (reply.Status, reply.Text)));
        Assert.Single(replies, reply => !reply.Headers.Contains("Idempotency-Replayed"));
        var other = await owner.PostAsync(Projects(id), Named("B"), "attempt-1");
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Problem));
        Assert.Single((await owner.GetAsync(Projects(id))).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_key_counts_in_one_organization_only()
    {
        var (owner, first) = await _app.NewCustomerAsync();
        var second = (await owner.PostAsync("/api/accounts", Forms.Swiss())).Json["id"]!.GetValue<string>();
        var one = await owner.PostAsync(Projects(first), Named("A"), "attempt-1");
        var other = await owner.PostAsync(Projects(second), Named("A"), "attempt-1");
        Assert.Equal((201, 201), (one.Status, other.Status));
        Assert.NotEqual(one.Json["id"]!.GetValue<string>(), other.Json["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\u0000b")]
    [InlineData("a\u202eb")]
    [InlineData("two\nlines")]
    [InlineData("101 times x")]
    public async Task A_name_that_nobody_can_read_is_refused(string? name)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var reply = await owner.PostAsync(Projects(id), Named(name == "101 times x" ? new string('x', 101) : name));
        Assert.Equal((422, "invalid-fields"), (reply.Status, reply.Problem));
        Assert.Equal(["#/name"], reply.Fields);
        Assert.Empty((await owner.GetAsync(Projects(id))).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_project_of_another_organization_is_not_found()
    {
        var (hanna, hers) = await _app.NewCustomerAsync();
        var (maxi, theirs) = await _app.NewCustomerAsync();
        var project = (await hanna.PostAsync(Projects(hers), Named("A"))).Json["id"];
        Assert.Equal(404, (await maxi.GetAsync($"{Projects(theirs)}/{project}")).Status);
    }

    private static string Projects(string id) => $"/api/organizations/{id}/projects";

    private static JsonObject Named(string? name) => name is null ? [] : new JsonObject { ["name"] = name };
}
