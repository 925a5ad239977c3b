using System.Net;
using Accounts.Customers.TaxIds;
using Accounts.Emulator;
using Accounts.Platform.Values;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Customers.TaxIds;

/// <summary>Every form of answer from the UID register, and how it is read.</summary>
public sealed class SwissUidAnswerTests
{
    private const string Yes = """<ValidateVatNumberResponse xmlns="http://www.uid.admin.ch/xmlns/uid-wse"><ValidateVatNumberResult>true</ValidateVatNumberResult></ValidateVatNumberResponse>""";
    private const string No = """<ValidateVatNumberResponse xmlns="http://www.uid.admin.ch/xmlns/uid-wse"><ValidateVatNumberResult>false</ValidateVatNumberResult></ValidateVatNumberResponse>""";
    private const string Perhaps = """<ValidateVatNumberResponse xmlns="http://www.uid.admin.ch/xmlns/uid-wse"><ValidateVatNumberResult /></ValidateVatNumberResponse>""";

    [Theory]
    [InlineData("CHE-100.155.212 TVA", "ValidateVatNumber", "<vatNumber>CHE-100.155.212 TVA</vatNumber>")]
    [InlineData("CHE-100.155.212", "ValidateUID", "<uid>CHE-100.155.212</uid>")]
    public async Task An_id_with_a_suffix_is_asked_for_as_a_VAT_number_and_one_without_as_a_UID(
        string id, string operation, string parameter)
    {
        var server = Server(200, Yes);
        await AskAsync(server, id);
        Assert.Equal("https://uid.example/V5.0/PublicServices.svc", server.Address);
        Assert.Equal($"\"http://www.uid.admin.ch/xmlns/uid-wse/IPublicServices/{operation}\"", server.SoapAction);
        Assert.Contains(
            $"""<{operation} xmlns="http://www.uid.admin.ch/xmlns/uid-wse">{parameter}</{operation}>""",
            server.Question,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yes_is_registered_and_no_is_not()
    {
        Assert.Equal(new Registered(App.Start), await AskAsync(Server(200, Yes)));
        Assert.IsType<NotRegistered>(await AskAsync(Server(200, No)));
    }

    [Theory]
    [InlineData(200, Perhaps, "UNREADABLE")]
    [InlineData(200, "", "UNREADABLE")]
    [InlineData(500, "", "HTTP_500")]
    [InlineData(500, No, "HTTP_500")]
    public async Task Anything_else_says_nothing_about_the_id(int status, string body, string reason) =>
        Assert.Equal(new Unavailable(reason, true), await AskAsync(Server(status, body)));

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'true'>]><x>&e;</x>")]
    [InlineData("<html><br></html>")]
    [InlineData("")]
    public async Task What_is_no_envelope_is_not_read(string document) =>
        Assert.Equal(Unavailable.Unreadable, await AskAsync(new CannedServer(HttpStatusCode.OK, document, "text/xml")));

    [Theory]
    [InlineData("businessFault", "Request_limit_exceeded", true)]
    [InlineData("businessFault", "Data_validation_failed", false)]
    [InlineData("infrastructureFault", "Database_unavailable", true)]
    [InlineData("securityFault", "Access_denied", true)]
    public async Task A_fault_is_an_outage_and_only_a_business_fault_lasts(string kind, string error, bool retriable)
    {
        var fault = $"""
            <s:Fault><faultcode>s:Client</faultcode><faultstring>x</faultstring><detail>
            <{kind} xmlns="http://www.uid.admin.ch/xmlns/uid-wse"><error xmlns="http://www.uid.admin.ch/xmlns/uid-wse-shared/2">{error}</error></{kind}>
            </detail></s:Fault>
            """;
        Assert.Equal(new Unavailable(error, retriable), await AskAsync(Server(500, fault)));
    }

    [Fact]
    public async Task A_fault_without_detail_is_an_outage() => Assert.Equal(
        new Unavailable("s:Server", true),
        await AskAsync(Server(500, "<s:Fault><faultcode>s:Server</faultcode></s:Fault>")));

    [Fact]
    public async Task No_answer_in_time_is_an_outage() =>
        Assert.Equal(Unavailable.TimedOut, await AskAsync(Server(200, Yes).Failing(new TaskCanceledException("", new TimeoutException()))));

    private static CannedServer Server(int status, string body) => new(
        (HttpStatusCode)status,
        $"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{body}</s:Body></s:Envelope>""",
        "text/xml");

    private static Task<RegisterAnswer> AskAsync(CannedServer server, string id = "CHE-100.155.212 MWST")
    {
        var options = new TaxRegisterOptions();
        options.SwissUid.BaseUrl = new Uri("https://uid.example/V5.0");
        var register = new SwissUidRegister(server.Client, Options.Create(options), VirtualClock.FrozenAt(App.Start));
        return register.AskAsync(VatId.Parse(id, Country.CH).Value!, CancellationToken.None);
    }
}
