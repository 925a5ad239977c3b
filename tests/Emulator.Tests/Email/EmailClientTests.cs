using System.Net;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Communication.Email;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Accounts.Tests.Email;

/// <summary>The requests that the stand-in for the mail client sends, and how it reads the answers.</summary>
public sealed class EmailClientTests
{
    private const string Accepted = """{"id":"x","status":"Running"}""";
    private const string Succeeded = """{"id":"x","status":"Succeeded"}""";

    private static readonly Guid Id = Guid.Parse("11111111-2222-3333-4444-555555555555");

    [Fact]
    public async Task A_send_is_one_signed_request_and_its_result_another()
    {
        var wire = new Wire((202, Accepted), (200, Succeeded));
        var client = new EmailClient("endpoint=https://mail.example.org:8443/;accesskey=a2V5", wire.Options);
        var message = new EmailMessage(
            "from@example.org",
            new EmailRecipients([new EmailAddress("to@example.org", "To")]),
            new EmailContent("Subject") { PlainText = "Text" })
        {
            UserEngagementTrackingDisabled = true,
            Attachments = { new EmailAttachment("a.txt", "text/plain", BinaryData.FromString("hi")) },
        };

        var operation = await client.SendAsync(WaitUntil.Started, message, Id);
        Assert.False(operation.HasCompleted);
        Assert.Equal(Id.ToString(), operation.Id);
        Assert.Equal(EmailSendStatus.Succeeded, (await operation.WaitForCompletionAsync()).Value.Status);

        Assert.Equal(
            [
                "POST https://mail.example.org:8443/emails:send?api-version=2025-09-01",
                $"GET https://mail.example.org:8443/emails/operations/{Id}?api-version=2025-09-01",
            ],
            wire.Requests.Select(request => $"{request.Method} {request.RequestUri}"));
        var sent = JsonDocument.Parse(wire.Bodies[0]).RootElement;
        Assert.Equal("from@example.org", sent.GetProperty("senderAddress").GetString());
        Assert.Equal(
            ("Subject", "Text"),
            (
                sent.GetProperty("content").GetProperty("subject").GetString(),
                sent.GetProperty("content").GetProperty("plainText").GetString()));
        var to = sent.GetProperty("recipients").GetProperty("to")[0];
        Assert.Equal(("to@example.org", "To"), (to.GetProperty("address").GetString(), to.GetProperty("displayName").GetString()));
        Assert.Equal("aGk=", sent.GetProperty("attachments")[0].GetProperty("contentInBase64").GetString());
        Assert.True(sent.GetProperty("userEngagementTrackingDisabled").GetBoolean());
        Assert.Equal(Id.ToString(), Header(wire.Requests[0], "Operation-Id"));
        Assert.All(
            wire.Requests.Zip(wire.Bodies), pair => Assert.Equal(Signature(pair.First, pair.Second), Header(pair.First, "Authorization")));
    }

    [Fact]
    public async Task An_identity_is_sent_as_bearer_token_for_communication()
    {
        var wire = new Wire((202, Accepted));
        var identity = new Identity();
        await new EmailClient(new Uri("https://mail.example.org"), identity, wire.Options).SendAsync(WaitUntil.Started, Mail(), Id);
        Assert.Equal(["https://communication.azure.com/.default"], identity.Scopes);
        Assert.Equal("Bearer token", Header(wire.Requests[0], "Authorization"));
    }

    [Fact]
    public async Task A_send_that_fails_later_says_why_with_the_status_of_the_question()
    {
        var wire = new Wire((202, Accepted), (200, """{"id":"x","status":"Failed","error":{"code":"EmailDropped","message":"no"}}"""));
        var operation = await Client(wire).SendAsync(WaitUntil.Started, Mail(), Id);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(async () => await operation.WaitForCompletionAsync());
        Assert.Equal((200, "EmailDropped"), (failure.Status, failure.ErrorCode));
        Assert.True(operation.HasCompleted);
        Assert.False(operation.HasValue);
        Assert.Throws<RequestFailedException>(() => operation.Value);
    }

    [Fact]
    public async Task An_error_of_the_service_keeps_its_status_and_code()
    {
        var wire = new Wire((404, """{"error":{"code":"DomainNotLinked","message":"no"}}"""));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client(wire).SendAsync(WaitUntil.Started, Mail(), Id));
        Assert.Equal((404, "DomainNotLinked"), (failure.Status, failure.ErrorCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("accesskey=a2V5")]
    [InlineData("endpoint=https://mail.example.org")]
    [InlineData("endpoint=https://mail.example.org;accesskey=%")]
    public void A_connection_string_without_endpoint_or_key_is_refused(string connectionString) =>
        Assert.Throws<ArgumentException>(() => new EmailClient(connectionString));

    private static EmailClient Client(Wire wire) => new("endpoint=https://mail.example.org;accesskey=a2V5", wire.Options);

    private static EmailMessage Mail() => new("from@example.org", "to@example.org", new EmailContent("s") { PlainText = "t" });

    private static string Header(HttpRequestMessage request, string name) => request.Headers.GetValues(name).Single();

    private static string Signature(HttpRequestMessage request, string body)
    {
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        Assert.Equal(hash, Header(request, "x-ms-content-sha256"));
        var text = $"{request.Method}\n{request.RequestUri!.PathAndQuery}\n{Header(request, "x-ms-date")};mail.example.org:8443;{hash}";
        var signature = System.Security.Cryptography.HMACSHA256.HashData("key"u8, Encoding.UTF8.GetBytes(text));
        return "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + Convert.ToBase64String(signature);
    }

    private sealed class Identity : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    /// <summary>Returns these answers one after the other, and records the requests.</summary>
    private sealed class Wire(params (int Status, string Body)[] answers) : DelegatingHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        public List<string> Bodies { get; } = [];

        public EmailClientOptions Options => new() { Transport = new HttpClientTransport(this) };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            var (status, body) = answers[Requests.Count - 1];
            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
