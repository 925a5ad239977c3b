using System.ComponentModel.DataAnnotations;

namespace Accounts.Platform.Mail;

/// <summary>Section <c>Portal</c>: the web frontend that links in mails lead to.</summary>
public sealed class PortalOptions : IValidatableObject
{
    /// <summary>The beginning of all links. HTTPS except on localhost, because the link of an invitation is a secret.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>The page on which an invitation is answered.</summary>
    /// <param name="token">The token itself, which only the mail contains.</param>
    public Uri Invitation(string token) => new($"{BaseUrl!.AbsoluteUri.TrimEnd('/')}/invitations/{Uri.EscapeDataString(token)}");

    /// <summary>The page of an organization.</summary>
    /// <param name="customerNumber">Its number.</param>
    public Uri Dashboard(string customerNumber) => new($"{BaseUrl!.AbsoluteUri.TrimEnd('/')}/organizations/{customerNumber}");

    /// <summary>The page of an order, with its documents.</summary>
    public Uri Order(string orderId) => new($"{BaseUrl!.AbsoluteUri.TrimEnd('/')}/orders/{Uri.EscapeDataString(orderId)}");

    /// <summary>The page of an invoice, with its documents.</summary>
    public Uri Invoice(string customerNumber, string number) => new($"{Dashboard(customerNumber)}/invoices/{Uri.EscapeDataString(number)}");

    /// <summary>The page of a report in the extranet.</summary>
    public Uri Report(string customerNumber, string reportId) => new($"{Dashboard(customerNumber)}/extranet/reports/{reportId}");

    /// <summary>The page of a budget in the extranet.</summary>
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
