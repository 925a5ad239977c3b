using System.Text.RegularExpressions;
using Accounts.Emulator.Email;
using Microsoft.Extensions.Configuration;

namespace Accounts.Emulator.Dashboard;

/// <summary>Links to invitations in mails. They lead to the portal, which is not here; the dashboard has a page in its place.</summary>
internal sealed class InvitationLinks(IConfiguration configuration)
{
    public const string PageName = "invitations";

    private readonly string _portal = (configuration["Portal:BaseUrl"] ?? "").TrimEnd('/') + "/invitations/";

    /// <summary>The page for an invitation, to be answered by the receiver of its mail.</summary>
    public static string To(string token, string email) => DashboardLink.To(PageName, ("as", email), ("token", token));

    /// <summary>The token of the invitation that a mail is about; null when it is about none.</summary>
    public string? TokenIn(StoredMail mail) =>
        Regex.Match(mail.Text ?? mail.Html ?? "", Regex.Escape(_portal) + "([A-Za-z0-9_-]+)") is { Success: true } link
            ? link.Groups[1].Value
            : null;

    /// <summary>The mail's HTML with its links to the portal's page leading here.</summary>
    public string Redirected(string html, string email) =>
        html.Replace($"href=\"{_portal}", $"href=\"{To("", email)}&amp;token=", StringComparison.Ordinal);
}
