using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Billing.Invoices;

/// <summary><c>GET /invoice-reviews</c>: the drafts of all accounts that wait for a person.</summary>
public sealed class ReadInvoiceReviews(InvoiceReviews reviews)
{
    [Function(nameof(ListInvoiceReviews))]
    [Allow(Who.Operator)]
    [Operation(
        "List the drafts that wait for a person",
        Description = "For one reason at a time, by default those that are held. The draft says what to do.",
        Gives = typeof(PageView<InvoiceReviewView>),
        Pages = true)]
    [Query("reason", typeof(ReviewReason), "Why they wait; by default held.")]
    public async Task<IResult> ListInvoiceReviews(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoice-reviews")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        var reason = ReviewReason.Held;
        if (request.Query.TryGetValue("reason", out var wished) && !EnumNames.TryParse(wished, out reason))
            return new QueryInvalid("reason", "one of " + EnumNames.AllOf<ReviewReason>());
        return Answer.Ok((await reviews.ListAsync(reason, page, cancellationToken)).Show(InvoiceReviewView.Of));
    }
}

/// <summary>A draft that waits, as operators see it.</summary>
/// <param name="OrganizationId">The account that pays.</param>
/// <param name="InvoiceId">The draft's id within that account.</param>
/// <param name="Day">The day of its run.</param>
/// <param name="Reason">Why it waits.</param>
/// <param name="Links">A link to the draft.</param>
public sealed record InvoiceReviewView(string OrganizationId, string InvoiceId, DateOnly Day, ReviewReason Reason, ReviewLinks Links)
{
    public static InvoiceReviewView Of(WaitingInvoice waiting) => new(
        waiting.OrganizationId,
        waiting.InvoiceId,
        waiting.Day,
        waiting.Reason,
        new ReviewLinks($"/api/organizations/{waiting.OrganizationId}/invoices/{waiting.InvoiceId}"));
}

/// <summary>Links of a waiting draft.</summary>
/// <param name="Invoice">The draft.</param>
public sealed record ReviewLinks(string Invoice);
