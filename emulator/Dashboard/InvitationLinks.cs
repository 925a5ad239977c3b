using System.Text.RegularExpressions;
using Accounts.Emulator.Email;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Dashboard;

/// <summary>Links to invitations in mails. They lead to the portal; here, a page of the dashboard replaces it.</summary>
internal sealed class InvitationLinks(IConfiguration configuration)
{
    public const string PageName = "invitations";

    private readonly string _portal = (configuration["Portal:BaseUrl"] ?? "").TrimEnd('/') + "/invitations/";

    /// <summary>The address of the page where the receiver of the mail answers the invitation.</summary>
    public static string To(string token, string email) => DashboardLink.To(PageName, ("as", email), ("token", token));

    /// <summary>The token of the invitation that a mail links to; null when there is none.</summary>
    public string? TokenIn(StoredMail mail) =>
        Regex.Match(mail.Text ?? mail.Html ?? "", Regex.Escape(_portal) + "([A-Za-z0-9_-]+)") is { Success: true } link
            ? link.Groups[1].Value
            : null;

    /// <summary>The mail's HTML, with links to the dashboard's page instead of the portal's.</summary>
    public string Redirected(string html, string email) =>
        html.Replace($"href=\"{_portal}", $"href=\"{To("", email)}&amp;token=", StringComparison.Ordinal);
}
