using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Platform.Mail;

public class MailOptionsTests
{
    private static readonly Dictionary<string, string?> Right = new()
    {
        ["Mail:ConnectionString"] = "endpoint=https://mail.example.com/;accesskey=bm8gc2VjcmV0",
        ["Mail:Sender"] = "no-reply@example.com",
        ["Mail:SalesAddress"] = "sales@example.com",
        ["Mail:ProviderName"] = "Example Hosting",
        ["Portal:BaseUrl"] = "https://portal.example.com",
    };

    [Fact]
    public void Right_settings_are_taken()
    {
        using var services = With();

        Assert.Equal("Example Hosting", services.GetRequiredService<IOptions<MailOptions>>().Value.ProviderName);
        Assert.NotNull(services.GetRequiredService<Mailer>());
    }

    [Theory]
    [InlineData("Mail:ConnectionString", null, "Set exactly one of Mail:ConnectionString and Mail:Endpoint.")]
    [InlineData("Mail:Endpoint", "https://mail.example.com", "Set exactly one of Mail:ConnectionString and Mail:Endpoint.")]
    [InlineData("Mail:Endpoint", "mail.example.com", "Set Mail:Endpoint to an address that starts with https://.")]
    [InlineData("Mail:Endpoint", "http://mail.example.com", "Set Mail:Endpoint to an address that starts with https://.")]
    [InlineData("Mail:Sender", null, "Set Mail:Sender to the e-mail address that mails come from.")]
    [InlineData("Mail:Sender", "Hosting <no-reply@example.com>", "Set Mail:Sender to the e-mail address that mails come from.")]
    [InlineData("Mail:ReplyTo", "nobody", "Set Mail:ReplyTo to the e-mail address that answers go to, or leave it out.")]
    [InlineData("Mail:SalesAddress", null, "Set Mail:SalesAddress to the e-mail address of sales.")]
    [InlineData("Mail:ProviderName", " ", "Set Mail:ProviderName to the name that mails are signed with.")]
    public void A_wrong_setting_is_named(string key, string? value, string sentence)
    {
        using var services = With((key, value));

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<MailOptions>>().Value);
        Assert.Contains(fault.Failures, failure => failure.EndsWith($"'{sentence}'.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("portal.example.com")]
    [InlineData("http://portal.example.com")]
    [InlineData("https://portal.example.com/?a=b")]
    [InlineData("https://portal.example.com/#a")]
    public void A_portal_that_links_cannot_lead_to_is_refused(string? address)
    {
        using var services = With(("Portal:BaseUrl", address));

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PortalOptions>>().Value);
        Assert.Contains("Set Portal:BaseUrl to", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://portal.example.com", "https://portal.example.com/invitations/a_b-1")]
    [InlineData("https://portal.example.com/", "https://portal.example.com/invitations/a_b-1")]
    [InlineData("https://example.com/konto/", "https://example.com/konto/invitations/a_b-1")]
    [InlineData("http://localhost:5173", "http://localhost:5173/invitations/a_b-1")]
    public void Links_to_invitations_end_in_the_token(string front, string link)
    {
        using var services = With(("Portal:BaseUrl", front));

        Assert.Equal(link, services.GetRequiredService<IOptions<PortalOptions>>().Value.Invitation("a_b-1").AbsoluteUri);
    }

    private static ServiceProvider With(params (string Key, string? Value)[] changes)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(Right)
            .AddInMemoryCollection(changes.Select(change => KeyValuePair.Create(change.Key, change.Value)))
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<Counters>()
            .AddCredential()
            .AddMail(settings)
            .BuildServiceProvider();
    }
}
