using System.ComponentModel.DataAnnotations;

namespace Accounts.Platform.Mail;

/// <summary>Section <c>Portal</c>: the web frontend that links in mails lead to.</summary>
public sealed class PortalOptions : IValidatableObject
{
    /// <summary>The front part of all links. HTTPS, but for localhost: a link to an invitation is as good as a key.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Where an invitation is answered.</summary>
    /// <param name="token">The token itself, which only the mail knows.</param>
    public Uri Invitation(string token) => new($"{BaseUrl!.AbsoluteUri.TrimEnd('/')}/invitations/{Uri.EscapeDataString(token)}");

    /// <summary>Where an organization is looked at.</summary>
    /// <param name="customerNumber">Its number.</param>
    public Uri Dashboard(string customerNumber) => new($"{BaseUrl!.AbsoluteUri.TrimEnd('/')}/organizations/{customerNumber}");

    /// <summary>Where an order is shown, with its documents.</summary>
    public Uri Order(string orderId) => new($"{BaseUrl!.AbsoluteUri.TrimEnd('/')}/orders/{Uri.EscapeDataString(orderId)}");

    /// <summary>Where an invoice is shown, with its documents.</summary>
    public Uri Invoice(string customerNumber, string number) => new($"{Dashboard(customerNumber)}/invoices/{Uri.EscapeDataString(number)}");

    /// <summary>Where a report of the extranet is shown.</summary>
    public Uri Report(string customerNumber, string reportId) => new($"{Dashboard(customerNumber)}/extranet/reports/{reportId}");

    /// <summary>Where a budget of the extranet is shown.</summary>
    public Uri Budget(string customerNumber, string budgetId) => new($"{Dashboard(customerNumber)}/extranet/budgets/{budgetId}");

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseUrl is not { IsAbsoluteUri: true, Query: "", Fragment: "" }
            || !(BaseUrl.Scheme == Uri.UriSchemeHttps || (BaseUrl.Scheme == Uri.UriSchemeHttp && BaseUrl.IsLoopback)))
            yield return new ValidationResult(
                "Set Portal:BaseUrl to the address of the portal, which starts with https:// and has neither ? nor #.");
    }
}
