using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

/// <summary>What goes over the wire beyond what Azurite shows: identities and repeats.</summary>
public sealed class RestTests
{
    [Fact]
    public async Task An_identity_is_sent_as_bearer_token_for_storage()
    {
        var wire = new Wire(204);
        var credential = new Identity();
        var table = new TableClient(new Uri("https://account.table.core.windows.net"), "things", credential, wire.Options);
        await table.AddEntityAsync(new TableEntity("p", "r"));
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal(["Bearer token"], wire.Authorizations);
        Assert.Equal("account", table.AccountName);
        Assert.Equal("https://account.table.core.windows.net/things", Assert.Single(wire.Uris).AbsoluteUri);
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_with_a_new_signature()
    {
        var wire = new Wire(503, 500, 204);
        var credential = new TableSharedKeyCredential("account", Convert.ToBase64String(new byte[32]));
        var table = new TableClient(new Uri("https://account.table.core.windows.net"), "things", credential, wire.Options);
        await table.AddEntityAsync(new TableEntity("p", "r"));
        Assert.Equal(3, wire.Authorizations.Count);
        Assert.All(wire.Authorizations, value => Assert.StartsWith("SharedKeyLite account:", value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_is_not_the_services_own_is_still_a_refusal()
    {
        var wire = new Wire(403);
        var table = new TableClient("AccountName=account;AccountKey=AAAA;EndpointSuffix=example.org", "things", wire.Options);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(403, refusal.Status);
        Assert.Equal("https://account.table.example.org/things", Assert.Single(wire.Uris).AbsoluteUri);
    }

    [Fact]
    public async Task An_answer_that_leaves_out_writes_of_a_transaction_is_no_success()
    {
        var wire = new Wire(202);
        var table = new TableClient("AccountName=account;AccountKey=AAAA;EndpointSuffix=example.org", "things", wire.Options);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.SubmitTransactionAsync(
            [new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
        Assert.StartsWith("The service answered 0 of 1 writes", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AccountName=account")]
    [InlineData("nonsense")]
    public void A_connection_string_without_account_is_refused(string connectionString) =>
        Assert.ThrowsAny<Exception>(() => new TableServiceClient(connectionString));

    [Fact]
    public void Development_storage_is_the_emulators_port() =>
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", new TableServiceClient("UseDevelopmentStorage=true").Uri.AbsoluteUri);

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

    /// <summary>Answers with these statuses, one after the other, and keeps what was sent.</summary>
    private sealed class Wire(params int[] statuses) : DelegatingHandler
    {
        public List<string> Authorizations { get; } = [];

        public List<Uri> Uris { get; } = [];

        public TableClientOptions Options
        {
            get
            {
                var options = new TableClientOptions { Transport = new HttpClientTransport(this) };
                options.Retry.Delay = TimeSpan.FromTicks(1);
                options.Retry.MaxDelay = TimeSpan.FromTicks(1);
                return options;
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorizations.Add(request.Headers.GetValues("Authorization").Single());
            Uris.Add(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage((System.Net.HttpStatusCode)statuses[Authorizations.Count - 1]));
        }
    }
}
