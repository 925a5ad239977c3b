using System.Net;
using System.Text.Json.Nodes;
using Accounts.Customers.TaxIds;
using Accounts.Emulator;
using Accounts.Platform.Values;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Customers.TaxIds;

/// <summary>Every form of answer from VIES, and how it is read.</summary>
public sealed class ViesAnswerTests
{
    private const string Valid = """{"countryCode":"DE","vatNumber":"136695976","requestDate":"2027-03-01T10:00:00.123Z","valid":true,"requestIdentifier":"WAPIAAAAZNgfuVoL","name":"---","address":"---"}""";

    [Fact]
    public async Task The_question_names_who_asks()
    {
        var server = Server(HttpStatusCode.OK, Valid);
        await AskAsync(server);
        Assert.Equal("https://vies.example/rest-api/check-vat-number", server.Address);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                """{"countryCode":"DE","vatNumber":"136695976","requesterMemberStateCode":"AT","requesterNumber":"U13585627"}"""),
            JsonNode.Parse(server.Question!)));
    }

    [Fact]
    public async Task The_evidence_bears_the_time_of_the_register() => Assert.Equal(
        new Registered(new DateTimeOffset(2027, 3, 1, 10, 0, 0, 123, TimeSpan.Zero), "WAPIAAAAZNgfuVoL"),
        await AskAsync(Server(HttpStatusCode.OK, Valid)));

    [Fact]
    public async Task A_verdict_with_a_strange_date_is_a_verdict_of_now() => Assert.Equal(
        new Registered(App.Start),
        await AskAsync(Server(HttpStatusCode.OK, """{"valid":true,"requestDate":"2027-03-01+01:00!","requestIdentifier":""}""")));

    [Theory]
    [InlineData(200, """{"valid":false,"userError":"MS_UNAVAILABLE"}""", "MS_UNAVAILABLE", true)]
    [InlineData(200, """{"valid":false,"userError":"IP_BLOCKED"}""", "IP_BLOCKED", false)]
    [InlineData(200, """{"actionSucceed":false,"errorWrappers":[{"error":"MS_MAX_CONCURRENT_REQ"}]}""", "MS_MAX_CONCURRENT_REQ", true)]
    [InlineData(
        400,
        """{"actionSucceed":false,"errorWrappers":[{"error":"INVALID_REQUESTER_INFO","message":"x"}]}""",
        "INVALID_REQUESTER_INFO",
        false)]
    [InlineData(400, """{"actionSucceed":false,"errorWrappers":[{"error":"VAT_BLOCKED"}]}""", "VAT_BLOCKED", false)]
    [InlineData(500, """{"actionSucceed":false,"errorWrappers":[{"error":"TIMEOUT"}]}""", "TIMEOUT", true)]
    [InlineData(500, """{"actionSucceed":false,"errorWrappers":[{"error":"NEW_CODE"}]}""", "NEW_CODE", true)]
    [InlineData(500, """{"valid":false}""", "HTTP_500", true)]
    [InlineData(503, "<html>Maintenance</html>", "HTTP_503", true)]
    [InlineData(429, "", "HTTP_429", true)]
    [InlineData(404, "", "HTTP_404", false)]
    [InlineData(200, "<html>Maintenance</html>", "UNREADABLE", true)]
    [InlineData(200, "null", "UNREADABLE", true)]
    [InlineData(200, "{}", "UNREADABLE", true)]
    [InlineData(200, """{"valid":"perhaps"}""", "UNREADABLE", true)]
    public async Task Everything_but_a_verdict_says_nothing_about_the_id(int status, string body, string reason, bool retriable) =>
        Assert.Equal(new Unavailable(reason, retriable), await AskAsync(Server((HttpStatusCode)status, body)));

    [Theory]
    [InlineData("""{"valid":false}""")]
    [InlineData("""{"valid":false,"userError":"INVALID","errorWrappers":[]}""")]
    public async Task A_clear_no_is_a_no(string body) => Assert.IsType<NotRegistered>(await AskAsync(Server(HttpStatusCode.OK, body)));

    [Fact]
    public async Task No_answer_in_time_is_an_outage()
    {
        var server = Server(HttpStatusCode.OK, Valid).Failing(new TaskCanceledException("", new TimeoutException()));
        Assert.Equal(new Unavailable("TIMEOUT", true), await AskAsync(server));
    }

    [Fact]
    public async Task Who_stops_the_question_gets_no_answer()
    {
        var server = Server(HttpStatusCode.OK, Valid).Failing(new TaskCanceledException());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(server, new CancellationToken(canceled: true)));
    }

    private static CannedServer Server(HttpStatusCode status, string body) => new(status, body, "application/json");

    private static Task<RegisterAnswer> AskAsync(CannedServer server, CancellationToken cancellationToken = default)
    {
        var options = new TaxRegisterOptions { RequesterVatId = "ATU13585627" };
        options.Vies.BaseUrl = new Uri("https://vies.example/rest-api/");
        var register = new ViesRegister(server.Client, Options.Create(options), VirtualClock.FrozenAt(App.Start));
        return register.AskAsync(VatId.Parse("DE136695976", Country.DE).Value!, cancellationToken);
    }
}
