using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Tests.Customers.SelfService;

namespace Accounts.Tests.Customers.Invitations;

public sealed class InvitationDraftTests
{
    private static readonly Organization WithOwner = Drafts.New().Organization;

    [Theory]
    [InlineData(Role.LegalRepresentative, Who.LegalRepresentative, InvitationKind.Member)]
    [InlineData(Role.Billing, Who.Admin, InvitationKind.Member)]
    [InlineData(Role.LegalRepresentative, Who.Operator, InvitationKind.Owner)]
    public void Members_invite_members_and_operators_owners(Role role, Who acting, InvitationKind kind)
    {
        Assert.True(From(role, acting).Succeeded(out var draft, out _));
        Assert.Equal((role, kind), (draft.Role, draft.Kind));
    }

    [Fact]
    public void Only_legal_representatives_make_others() =>
        Assert.IsType<OnlyLegalRepresentatives>(From(Role.LegalRepresentative, Who.Admin).Failure);

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            ["#/email", "#/role"],
            Assert.IsType<InvalidFields>(
                InvitationDraft.From(new InvitationForm(), Who.Admin).Failure).Errors.Select(error => error.Place));

    [Theory]
    [InlineData(Role.LegalRepresentative, 0, false)]
    [InlineData(Role.LegalRepresentative, 1, true)]
    [InlineData(Role.Admin, 0, true)]
    public void The_provider_invites_the_first_owner_only(Role role, int owners, bool isRefused)
    {
        Assert.True(From(role, Who.Operator).Succeeded(out var draft, out _));
        Assert.Equal(isRefused ? Forbidden.OwnersOnly : null, draft.Refuse(WithOwner with { LegalRepresentatives = owners }));
    }

    [Fact]
    public void Members_invite_whatever_owners_there_are()
    {
        Assert.True(From(Role.LegalRepresentative, Who.LegalRepresentative).Succeeded(out var draft, out _));
        Assert.Null(draft.Refuse(WithOwner));
    }

    private static Outcome<InvitationDraft> From(Role role, Who acting) =>
        InvitationDraft.From(new() { Email = "maxi@example.com", Role = role }, acting);
}
