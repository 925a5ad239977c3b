using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Accounts.Tests.Dashboard;

public sealed class DashboardFormTests : DashboardTest
{
    private const string Clock = "/dev/dashboard/clock";
    private const string Neighbours = "/dev/dashboard/neighbours";

    [Theory]
    [InlineData("1 hours", 1)]
    [InlineData("1 days", 24)]
    [InlineData("3 days", 72)]
    [InlineData("14 days", 336)]
    public async Task Time_passes_by_a_button_and_the_page_stays(string button, int hours)
    {
        using var answer = await PostAsync(Clock, ("advance", button), ("back", "?page=processes&id=a%20b"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/?page=processes&id=a%20b", answer.Headers.Location?.OriginalString);
        Assert.Equal(DashboardApp.Start.AddHours(hours), Host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("90", "minutes", "1:30:00")]
    [InlineData("1.5", "hours", "1:30:00")]
    [InlineData("5", "weeks", "35.00:00:00")]
    [InlineData("3653", "days", "3653.00:00:00")]
    public async Task The_clock_takes_any_step(string amount, string unit, string step)
    {
        using var answer = await PostAsync(Clock, ("amount", amount), ("unit", unit));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(DashboardApp.Start + TimeSpan.Parse(step, CultureInfo.InvariantCulture), Host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("-1", "days")]
    [InlineData("0", "days")]
    [InlineData("", "days")]
    [InlineData("1e9", "days")]
    [InlineData("4000", "days")]
    [InlineData("1", "years")]
    public async Task The_clock_goes_neither_back_nor_very_far(string amount, string unit)
    {
        using var answer = await PostAsync(Clock, ("amount", amount), ("unit", unit));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(DashboardApp.Start, Host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("?a\r\nb")]
    [InlineData("?ä")]
    [InlineData("")]
    public async Task A_form_leads_nowhere_else(string back)
    {
        using var answer = await PostAsync(Clock, ("advance", "1 hours"), ("back", back));

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Pages_of_otherHosts_cannot_use_the_forms()
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, Clock) { Content = new FormUrlEncodedContent([new("advance", "1 hours")]) };
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
        using var noForm = await Http.PostAsJsonAsync(Clock, new { advance = "1 hours" });

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
        Assert.Equal(
            ["DE136695976 invalid", "default unavailable"], register.EnumerateObject().Select(single => $"{single.Name} {single.Value}"));
        Assert.Equal("refusing", settings.GetProperty("mail").GetProperty("setting").GetString());
        Assert.Contains("value=\"DE136695976\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"unavailable\" selected>", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"refusing\" selected>", page, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) => Http.PostAsync(
        new Uri(address, UriKind.Relative),
        new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
}
