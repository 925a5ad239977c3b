using Accounts.Access.Rights;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;

namespace Accounts.Relations.Partners;

/// <summary>A customer of a partner, or a request for one, with what was granted beside what was asked for.</summary>
/// <param name="Id">Id of the partnership in routes, from the request on.</param>
/// <param name="CustomerNumber">Customer number of the organization; absent until it accepts. Routes accept it instead of the id
/// while the partnership lasts.</param>
/// <param name="Name">The customer's name; until it accepts, the name that the partner gave.</param>
/// <param name="Email">The address that was asked.</param>
/// <param name="State">State of the request or partnership.</param>
/// <param name="Message">What the partner wrote.</param>
/// <param name="RequestedAt">When the request was first sent.</param>
/// <param name="ExpiresAt">Until when it can be answered.</param>
/// <param name="RequestedAutoExtend">Whether the partner asked for automatic extension.</param>
/// <param name="Review">What is granted today beside what was asked for, right by right; expired grants count as not granted.</param>
/// <param name="AutoExtend">Whether grants are extended by six months when they end.</param>
/// <param name="Since">Since when it is a customer.</param>
/// <param name="Payment">How the customer pays its invoices; absent while no grant counts.</param>
/// <param name="ReviewedAt">When the partner confirmed the review.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="EndedBy">What ended it.</param>
/// <param name="Links">Related routes.</param>
public sealed record CustomerView(
    string Id,
    string? CustomerNumber,
    string Name,
    string Email,
    CustomerState State,
    string? Message,
    DateTimeOffset RequestedAt,
    DateTimeOffset ExpiresAt,
    bool RequestedAutoExtend,
    IReadOnlyList<GrantReview> Review,
    bool? AutoExtend,
    DateTimeOffset? Since,
    PaymentMeansView? Payment,
    DateTimeOffset? ReviewedAt,
    DateTimeOffset? EndedAt,
    PartnershipEnd? EndedBy,
    CustomerLinks Links)
{
    public static CustomerView Of(string partnerId, Invitation request) => new(
        request.Id,
        CustomerNumber: null,
        request.Customer!.CompanyName,
        request.Email,
        StateOf(request.State),
        request.Customer.Message,
        request.CreatedAt,
        request.ExpiresAt,
        request.Customer.AutoExtend,
        [.. request.Customer.Grants.Select(asked => new GrantReview(GrantOutcome.NotGranted, asked, null))],
        AutoExtend: null,
        Since: null,
        Payment: null,
        ReviewedAt: null,
        request.State == InvitationState.Accepted ? null : request.EndedAt,
        EndedBy: null,
        CustomerLinks.Of(partnerId, request.Id) with { Process = ProcessLinks.Of(InvitationProcess.IdOf(partnerId, request.Id)).Process });

    /// <summary>Shows a partnership.</summary>
    /// <param name="partnerId">The partner.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="customer">The partnership.</param>
    /// <param name="grants">What is granted, expired grants included.</param>
    /// <param name="payment">How the customer pays; null when the partner may not see it any more.</param>
    /// <param name="today">The day for which grants are counted.</param>
    public static CustomerView Of(
        string partnerId, Invitation request, ManagedCustomer customer, IReadOnlyList<Grant> grants, Payment? payment, DateOnly today) =>
        Of(partnerId, request) with
        {
            CustomerNumber = customer.CustomerId,
            Name = customer.Name,
            State = customer.State,
            Review = GrantReview.Compare(request.Customer!.Grants, [.. grants.Where(grant => grant.Until >= today)]),
            AutoExtend = customer.AutoExtend,
            Since = customer.AcceptedAt,
            Payment = payment is null ? null : PaymentMeansView.Of(payment),
            ReviewedAt = customer.ReviewedAt,
            EndedAt = customer.EndedAt,
            EndedBy = customer.EndedBy,
            Links = CustomerLinks.Of(partnerId, customer.Id) with
            {
                Organization = payment is null ? null : "/api/organizations/" + customer.CustomerId,
                Process = ProcessLinks.Of(PartnershipProcess.IdOf(partnerId, customer.Id)).Process,
            },
        };

    private static CustomerState StateOf(InvitationState state) => state switch
    {
        InvitationState.Pending => CustomerState.Requested,
        InvitationState.Declined => CustomerState.Declined,
        InvitationState.Revoked => CustomerState.Withdrawn,
        InvitationState.Expired => CustomerState.Expired,
        _ => CustomerState.ToReview,
    };
}

/// <summary>Means of payment, limited to what a partner may see.</summary>
/// <param name="Method">The means.</param>
/// <param name="Card">The card, when that is the means.</param>
public sealed record PaymentMeansView(PaymentMethod Method, CardMeansView? Card)
{
    public static PaymentMeansView Of(Payment payment) =>
        new(payment.Method, payment.Card is { } card ? new CardMeansView(card.Brand, card.LastFour) : null);
}

/// <summary>A card, limited to what a partner may see.</summary>
/// <param name="Brand">Such as Visa.</param>
/// <param name="LastFour">Its last four digits.</param>
public sealed record CardMeansView(string Brand, string LastFour);

/// <summary>A line of a partner's list of customers.</summary>
/// <param name="Id">Id of the partnership in routes.</param>
/// <param name="CustomerNumber">Customer number of the organization; absent until the request is answered.</param>
/// <param name="Name">The customer's name; until it accepts, the name that the partner gave.</param>
/// <param name="State">State of the request or partnership.</param>
/// <param name="GrantCount">How many grants count today.</param>
/// <param name="NextEnd">The last day of the grant that ends next.</param>
/// <param name="Links">Related routes.</param>
public sealed record CustomerLine(
    string Id, string? CustomerNumber, string Name, CustomerState State, int GrantCount, DateOnly? NextEnd, CustomerLinks Links)
{
    public static CustomerLine Of(string partnerId, CustomerEntry entry, DateOnly today)
    {
        var ends = entry.Ends.Where(end => end >= today).Order().ToList();
        return new(
            entry.PartnershipId,
            entry.CustomerNumber,
            entry.Name,
            entry.State,
            ends.Count,
            ends.Count > 0 ? ends[0] : null,
            CustomerLinks.Of(partnerId, entry.PartnershipId) with
            {
                Organization = entry.CustomerNumber is null || ends.Count == 0 ? null : "/api/organizations/" + entry.CustomerNumber,
            });
    }
}

/// <summary>Links of a customer.</summary>
/// <param name="Self">The customer in full.</param>
/// <param name="Organization">The customer's own routes, which the grants open; absent while no grant counts.</param>
/// <param name="Process">Where the process can be followed; only when one customer is shown.</param>
public sealed record CustomerLinks(string Self, string? Organization, string? Process)
{
    /// <summary>With the only link that is always present.</summary>
    public static CustomerLinks Of(string partnerId, string id) => new($"/api/organizations/{partnerId}/customers/{id}", null, null);
}
