using System.Text.Json.Nodes;
using Accounts.Emulator;

namespace Accounts.Tests.Customers.AccountRequests;

public sealed class WebhookTests : IAsyncLifetime
{
    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_genuine_message_is_stored_and_the_operator_sees_it()
    {
        var message = ContactForm.Message();
        var reply = await ContactForm.SendAsync(_app, message);
        Assert.Equal(202, reply.Status);

        var listed = await FindAsync(message);
        Assert.Equal(reply.Json["id"]!.GetValue<string>(), listed!["id"]!.GetValue<string>());
        Assert.Equal("pending", listed["state"]!.GetValue<string>());
        Assert.Equal("FR", listed["company"]!["address"]!["country"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_message_again_gets_the_first_result_and_is_not_stored_twice()
    {
        var message = ContactForm.Message();
        var again = "msg_" + Guid.NewGuid();
        var first = await ContactForm.SendAsync(_app, message, again);
        var second = await ContactForm.SendAsync(_app, message, again);
        Assert.Equal(200, second.Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Single(await ListAsync(message));
    }

    [Fact]
    public async Task The_same_message_fifty_times_at_once_is_stored_once()
    {
        var message = ContactForm.Message();
        var id = "msg_" + Guid.NewGuid();
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ContactForm.SendAsync(_app, message, id))));
        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 202, reply.Text));
        Assert.Single(replies.Select(reply => reply.Text).Distinct());
        Assert.Single(await ListAsync(message));
    }

    [Fact]
    public async Task A_message_that_is_forged_or_late_is_refused_and_not_stored()
    {
        var message = ContactForm.Message();
        var body = message.ToJsonString();
        var signed = ContactForm.Sign(ContactForm.Secret, $"msg_1.{_app.Now.ToUnixTimeSeconds()}.{body}");
        Reply[] replies =
        [
            await ContactForm.SendAsync(_app, body, secret: "whsec_" + Convert.ToBase64String(new byte[32])),
            await ContactForm.SendAsync(_app, body + " ", "msg_1", signature: signed),
            await ContactForm.SendAsync(_app, body, "msg_2", signature: signed),
            await ContactForm.SendAsync(_app, body, signature: ""),
            await ContactForm.SendAsync(_app, body, signature: "v1,"),
            await ContactForm.SendAsync(_app, body, signature: "v1a," + signed[3..]),
            await ContactForm.SendAsync(_app, body, at: _app.Now.AddSeconds(-301)),
            await ContactForm.SendAsync(_app, body, at: _app.Now.AddSeconds(301)),
            await Reply.GetAsync(_app.Http, HttpMethod.Post, "/api/webhooks/contact-form", body, "application/json"),
            await (await _app.OperatorAsync()).PostAsync("/api/webhooks/contact-form", message),
        ];
        Assert.All(replies, reply => Assert.Equal((401, "unauthenticated"), (reply.Status, reply.Problem)));
        Assert.Empty(await ListAsync(message));
    }

    [Fact]
    public async Task A_message_within_the_tolerance_counts()
    {
        foreach (var seconds in new[] { -299, 299 })
            Assert.Equal(
                202, (await ContactForm.SendAsync(_app, ContactForm.Message().ToJsonString(), at: _app.Now.AddSeconds(seconds))).Status);
    }

    [Fact]
    public async Task A_message_over_256_KiB_is_refused_before_anything_else()
    {
        var message = ContactForm.Message();
        var reply = await ContactForm.SendAsync(_app, message.With("message", new string('x', 256 * 1024)));
        Assert.Equal((413, "body-too-large"), (reply.Status, reply.Problem));
        Assert.Empty(await ListAsync(message));
    }

    [InProcessFact]
    public async Task Several_secrets_count_while_one_replaces_the_other()
    {
        var next = "whsec_" + Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        await using var app = await App.StartAsync(App.With(("ContactForm:Secrets:1", next)));
        foreach (var secret in new[] { ContactForm.Secret, next })
            Assert.Equal(202, (await ContactForm.SendAsync(app, ContactForm.Message().ToJsonString(), secret: secret)).Status);

        var body = ContactForm.Message().ToJsonString();
        var content = $"msg_3.{app.Now.ToUnixTimeSeconds()}.{body}";
        var both = ContactForm.Sign("whsec_" + Convert.ToBase64String(new byte[32]), content) + " " + ContactForm.Sign(next, content);
        Assert.Equal(202, (await ContactForm.SendAsync(app, body, "msg_3", signature: both)).Status);
    }

    [Theory]
    [InlineData("email", "nobody", "#/email")]
    [InlineData("firstName", "", "#/firstName")]
    [InlineData("formId", null, "#/formId")]
    [InlineData("submittedAt", null, "#/submittedAt")]
    [InlineData("company/address/country", "fr", "#/company/address/country")]
    [InlineData("company/address/country", "UK", "#/company/address/country")]
    [InlineData("company/address/country", "EL", "#/company/address/country")]
    [InlineData("company/address/country", "XX", "#/company/address/country")]
    [InlineData("company/address/country", null, "#/company/address/country")]
    [InlineData("company/name", null, "#/company/name")]
    public async Task A_wrong_field_is_named(string path, string? value, string field)
    {
        var reply = await ContactForm.SendAsync(_app, ContactForm.Message().With(path, value));
        Assert.Equal((422, "invalid-fields"), (reply.Status, reply.Problem));
        Assert.Equal([field], reply.Fields);
    }

    [Fact]
    public async Task A_program_that_fills_in_the_hidden_field_is_answered_and_forgotten()
    {
        var message = ContactForm.Message().With("website", "https://spam.example");
        Assert.Equal(202, (await ContactForm.SendAsync(_app, message)).Status);
        Assert.Empty(await ListAsync(message));
    }

    [Fact]
    public async Task One_address_sends_five_requests_a_day()
    {
        var email = App.NewEmail();
        for (var i = 0; i < 5; i++)
            Assert.Equal(202, (await ContactForm.SendAsync(_app, ContactForm.Message(email))).Status);
        var reply = await ContactForm.SendAsync(_app, ContactForm.Message(email.ToUpperInvariant()));
        Assert.Equal((429, "too-many-requests"), (reply.Status, reply.Problem));
        Assert.True(reply.Headers.Contains("Retry-After"));
        Assert.Equal(5, (await ListAsync(ContactForm.Message(email))).Count);
    }

    [Fact]
    public async Task A_thousand_genuine_messages_in_a_burst_are_all_there()
    {
        var messages = Enumerable.Range(0, 1000).Select(_ => ContactForm.Message()).ToList();
        var replies = new Reply[messages.Count];
        await Parallel.ForAsync(0, messages.Count, async (i, _) => replies[i] = await ContactForm.SendAsync(_app, messages[i]));
        Assert.All(replies, reply => Assert.Equal(202, reply.Status));
        var stored = (await ListAsync()).Select(request => request!["email"]!.GetValue<string>()).ToHashSet();
        Assert.All(messages, message => Assert.Contains(message["email"]!.GetValue<string>(), stored));
    }

    private async Task<JsonNode?> FindAsync(JsonObject message) => Assert.Single(await ListAsync(message));

    private async Task<List<JsonNode?>> ListAsync(JsonObject? message = null)
    {
        var found = new List<JsonNode?>();
        var ops = await _app.OperatorAsync();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = (await ops.GetAsync("/api/account-requests?limit=100" + (cursor.Length == 0 ? "" : "&cursor=" + cursor))).Json;
            found.AddRange(page["items"]!.AsArray().Where(request =>
                message is null
                    || string.Equals(
                        request!["email"]!.GetValue<string>(), message["email"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase)));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        return found;
    }
}
