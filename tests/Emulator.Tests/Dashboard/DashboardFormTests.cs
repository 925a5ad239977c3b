using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Accounts.Tests.Dashboard;

public sealed class DashboardFormTests : DashboardTest
{
    private const string Clock = "/dev/dashboard/clock";
    private const string Neighbours = "/dev/dashboard/neighbours";

    [Theory]
    [InlineData("1h", 1)]
    [InlineData("1d", 24)]
    [InlineData("3d", 72)]
    [InlineData("14d", 336)]
    public async Task Time_passes_by_a_button_and_the_page_stays(string button, int hours)
    {
        using var answer = await PostAsync(Clock, ("advance", button), ("back", "?page=processes&id=a%20b"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/?page=processes&id=a%20b", answer.Headers.Location?.OriginalString);
        Assert.Equal(DashboardApp.Start.AddHours(hours), Host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("?a\r\nb")]
    [InlineData("?ä")]
    [InlineData("")]
    public async Task A_form_leads_nowhere_else(string back)
    {
        using var answer = await PostAsync(Clock, ("advance", "1h"), ("back", back));

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Pages_of_otherHosts_cannot_use_the_forms()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Clock) { Content = new FormUrlEncodedContent([new("advance", "1h")]) };
        request.Headers.Add("Origin", "https://elsewhere.example");

        using var answer = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(DashboardApp.Start, Host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Only_what_the_forms_offer_is_taken()
    {
        using var noButton = await PostAsync(Clock, ("advance", "P1000D"));
        using var noBehaviour = await PostAsync(Neighbours, ("taxRegister", "dancing"));
        using var noForm = await Http.PostAsJsonAsync(Clock, new { advance = "1h" });

        Assert.Equal(HttpStatusCode.BadRequest, noButton.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, noBehaviour.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, noForm.StatusCode);
        Assert.Equal(DashboardApp.Start, Host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Neighbours_are_set_as_a_whole_and_case_by_case_and_shown_so()
    {
        using var answer = await PostAsync(
            Neighbours,
            ("taxRegister", "unavailable"), ("taxRegister.case", " DE136695976 "), ("taxRegister.behaviour", "invalid"),
            ("taxRegister.case", "ATU1"), ("taxRegister.behaviour", ""), ("taxRegister.case", ""), ("taxRegister.behaviour", "valid"),
            ("mail", "refusing"), ("mail.case", ""), ("mail.behaviour", ""));
        var settings = await Http.GetFromJsonAsync<JsonElement>("dev/neighbours");
        var page = await Http.GetStringAsync(new Uri("/?page=neighbours", UriKind.Relative));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var register = settings.GetProperty("taxRegister").GetProperty("setting");
        Assert.Equal(["DE136695976 invalid", "default unavailable"], register.EnumerateObject().Select(single => $"{single.Name} {single.Value}"));
        Assert.Equal("refusing", settings.GetProperty("mail").GetProperty("setting").GetString());
        Assert.Contains("value=\"DE136695976\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"unavailable\" selected>", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"refusing\" selected>", page, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) => Http.PostAsync(
        new Uri(address, UriKind.Relative), new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
}
