using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Relations.Partners;

namespace Accounts.Tests.Relations.Partners;

/// <summary>The rules for accepting a partner's request, without a host.</summary>
public sealed class AcceptanceTests
{
    private static readonly DateOnly Today = new(2027, 3, 1);
    private static readonly AcceptanceBackground Background = new("1000001", "request-1", "1000002", Standing: null, Partners: 3);

    [Fact]
    public void Nothing_is_in_the_way_of_a_first_partnership() => Assert.Null(Acceptance.Refuse(Background));

    [Fact]
    public void Nobody_is_a_customer_of_their_own() =>
        Assert.IsType<OwnCustomer>(Acceptance.Refuse(Background with { CustomerId = Background.PartnerId }));

    [Fact]
    public void A_customer_is_not_taken_twice() =>
        Assert.IsType<AlreadyCustomer>(Acceptance.Refuse(Background with { Standing = Standing("request-0") }));

    [Fact]
    public void The_same_request_is_accepted_once() =>
        Assert.Equal(
            new InvitationEnded(InvitationState.Accepted), Acceptance.Refuse(Background with { Standing = Standing("request-1") }));

    [Theory]
    [InlineData(Delegation.MaxPartners - 1, false)]
    [InlineData(Delegation.MaxPartners, true)]
    public void There_is_room_for_so_many_partners(int partners, bool isRefused) =>
        Assert.Equal(isRefused, Acceptance.Refuse(Background with { Partners = partners }) is TooManyPartners);

    [Fact]
    public void The_customer_grants_what_it_likes_and_extends_only_what_it_says()
    {
        var acceptance = Taken(Acceptance.From(Form(), Today));

        Assert.Equal(
            new Acceptance([new Grant(Product.Cloud, Right.Read, Today.AddDays(30))], AutoExtend: false).Grants, acceptance.Grants);
        Assert.False(acceptance.AutoExtend);
        Assert.True(Taken(Acceptance.From(Form() with { AutoExtend = true }, Today)).AutoExtend);
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var form = Form() with { Grants = [], Account = AccountForm.Example, OrganizationId = "1000002" };

        Assert.False(Acceptance.From(form, Today).Succeeded(out _, out var failure));

        Assert.Equal(["#/grants", "#/account"], Assert.IsType<InvalidFields>(failure).Errors.Select(error => error.Place));
    }

    [Fact]
    public void A_partnership_begins_with_what_was_accepted_and_is_to_be_reviewed()
    {
        var inviter = new Inviter("user-1", "Pia Partner", "pia@partner.example", Language.German);
        var request = new Invitation
        {
            Id = "request-1",
            Kind = InvitationKind.Customer,
            OrganizationName = "Partner GmbH",
            Email = "hanna@palmer.example",
            EmailKey = "hanna@palmer.example",
            Role = null,
            Language = Language.English,
            InvitedBy = inviter,
            State = InvitationState.Pending,
            CreatedAt = App.Start,
            SentAt = App.Start,
            ExpiresAt = App.Start.AddDays(90),
            Generation = 1,
            TokenHash = "",
        };
        var organization = new Organization("1000002", "Palmer GmbH", OrganizationState.Active, false, 1, App.Start, 1);
        var caller = new Caller("user-2", Email: null, EmailVerified: true, "Hanna Palmer", IsOperator: false);

        var customer = Taken(Acceptance.From(Form(), Today)).Begin(organization, request, caller, App.Start.AddHours(1));

        Assert.Equal(
            ("request-1", "1000002", "Palmer GmbH", CustomerState.ToReview),
            (customer.Id, customer.CustomerId, customer.Name, customer.State));
        Assert.Equal(new Representative("user-2", "Hanna Palmer", "hanna@palmer.example", Language.English), customer.AcceptedBy);
        Assert.Equal((App.Start.AddHours(1), 1), (customer.AcceptedAt, customer.GrantsVersion));
    }

    private static AcceptanceForm Form() =>
        new() { Grants = [new() { Product = Product.Cloud, Right = Right.Read, Until = Today.AddDays(30) }] };

    private static Delegation Standing(string partnershipId) => new()
    {
        Kind = ActorKind.Partner,
        Organization = new ActingOrganization("1000001", "Partner GmbH"),
        Id = partnershipId,
        Since = App.Start,
        Version = 1,
    };

    private static Acceptance Taken(Outcome<Acceptance> outcome) =>
        outcome.Succeeded(out var value, out var failure) ? value : throw new InvalidOperationException(failure.Title);
}
