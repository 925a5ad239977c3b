using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;

namespace Accounts.Relations.Partners;

/// <summary>What the acceptance of a partner's request is checked against.</summary>
/// <param name="PartnerId">The partner that asks.</param>
/// <param name="RequestId">The request.</param>
/// <param name="CustomerId">The organization that would become the customer.</param>
/// <param name="Standing">The existing partnership between the two; null when there is none.</param>
/// <param name="Partners">How many partners the customer has.</param>
public sealed record AcceptanceBackground(string PartnerId, string RequestId, string CustomerId, Delegation? Standing, int Partners);

/// <summary>A customer's answer to a partner that passed every check of its form.</summary>
/// <param name="Grants">What the partner may do.</param>
/// <param name="AutoExtend">Whether the grants are extended when they end.</param>
public sealed record Acceptance(IReadOnlyList<Grant> Grants, bool AutoExtend)
{
    /// <summary>Checks the form; all faults are reported at once.</summary>
    public static Outcome<Acceptance> From(AcceptanceForm form, DateOnly today)
    {
        var errors = new FieldErrors();
        var grants = Partners.Grants.Parse("grants", form.Grants, today, standing: [], errors);
        if (form is { Account: not null, OrganizationId: not null })
            errors.Add("account", "There is an organization already.", "Either organizationId, or account for a new organization.");
        return errors.None ? new Acceptance(grants!, form.AutoExtend ?? false) : errors.Failure;
    }

    /// <summary>The failure that the write would report too, checked before the request is used up; null when there is none.</summary>
    public static Failure? Refuse(AcceptanceBackground background)
    {
        if (background.CustomerId == background.PartnerId)
            return new OwnCustomer();
        // The existing partnership came from this request, sent twice at once, or from another one.
        if (background.Standing is { } standing)
            return standing.Id == background.RequestId ? new InvitationEnded(InvitationState.Accepted) : new AlreadyCustomer();
        return background.Partners >= Delegation.MaxPartners ? new TooManyPartners(Delegation.MaxPartners) : null;
    }

    /// <summary>The partnership that begins with this acceptance.</summary>
    public ManagedCustomer Begin(Organization customer, Invitation request, Caller caller, DateTimeOffset now) => new()
    {
        Id = request.Id,
        CustomerId = customer.Id,
        Name = customer.Name,
        AcceptedBy = new Representative(caller.UserId, caller.Name, request.Email, request.Language),
        AcceptedAt = now,
        Grants = Grants,
        AutoExtend = AutoExtend,
        GrantsVersion = 1,
    };
}
